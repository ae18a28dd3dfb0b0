import DatasetFormat
import Exporting
import IDX
import TestSupport

/// A dataset of noise, of any size and with any names.
struct SyntheticDataset {
  var size = (height: 4, width: 5)
  var isColour = false
  var classNames = ["a", "b"]
  var labels: [Split: [UInt8]] = [.train: [0, 1, 0, 1], .test: [1, 0]]
  /// The text of `manifest.csv`; nil for none.
  var manifest: String?

  /// The bytes of a split's images.
  func images(_ split: Split) -> [UInt8] {
    var state = UInt32(split == .train ? 1 : split == .test ? 2 : 3)
    return (0..<((labels[split]?.count ?? 0) * size.height * size.width * (isColour ? 3 : 1))).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
  }

  func write(to folder: TemporaryFolder, at name: String = "data") throws {
    for (split, labels) in labels {
      let dimensions = [labels.count, size.height, size.width] + (isColour ? [3] : [])
      try folder.write(
        IDXArray(images(split), dimensions: dimensions).encoded(),
        to: name + "/" + split.imagesName(rank: dimensions.count))
      try folder.write(
        IDXArray(labels, dimensions: [labels.count]).encoded(), to: name + "/" + split.labelsName)
    }
    try folder.write(classNames.map { $0 + "\n" }.joined(), to: name + "/classes.txt")
    if let manifest { try folder.write(manifest, to: name + "/manifest.csv") }
  }

  /// Writes the dataset and reads it.
  func dataset(in folder: TemporaryFolder, name: String? = "small") async throws -> ExportedDataset {
    try write(to: folder)
    return try ExportedDataset(await DatasetReader.read(folder("data")), name: name)
  }
}
