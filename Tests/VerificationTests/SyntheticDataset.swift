import DatasetFormat
import IDX
import ImageCore
import TestSupport
import Verification

/// A dataset of generated pictures.
struct SyntheticDataset {
  static let side = 12

  /// The size of all images in pixels.
  var size = Size(width: side, height: side)
  /// The images with their labels, by split.
  var examples: [Split: [(levels: [UInt8], label: UInt8)]] = [:]
  private var pictures = SimilarPictures(.noise, count: 0, size: .init(width: side, height: side))

  /// Creates twenty images of each of two labels in each split, no two of them similar.
  init(splits: [Split] = Split.ofMNIST) {
    for split in splits {
      examples[split] = (0..<40).map { (pictures.noise(), UInt8($0 % 2)) }
    }
  }

  /// Adds a copy of an image whose pixels differ by at most `change` levels.
  mutating func addCopy(
    of index: Int, in split: Split, to other: Split, label: UInt8? = nil, changedBy change: Int = 0
  ) {
    guard let example = examples[split]?[index] else { return }
    let levels = change == 0 ? example.levels : pictures.changed(example.levels, by: change)
    examples[other]?.append((levels, label ?? example.label))
  }

  func write(to folder: TemporaryFolder) throws {
    try folder.makeFolder("data")
    for (split, examples) in examples {
      let images = examples.flatMap(\.levels)
      try IDXArray(images, dimensions: [examples.count, size.height, size.width])
        .write(to: folder("data/\(split.imagesName())"))
      try IDXArray(examples.map(\.label), dimensions: [examples.count]).write(
        to: folder("data/\(split.labelsName)"))
    }
  }

  /// Returns the results of the named checks.
  func results(of checks: [String], policy: String = "{}") async throws -> [String: CheckResult] {
    try await withTemporaryFolder { folder in
      try write(to: folder)
      var settings = Verification.Settings(folder: folder("data"))
      settings.policy = try PolicyFile.parsing(policy, file: "policy.yaml")
      let results = try await Verification.run(settings).results
      return Dictionary(
        uniqueKeysWithValues: results.filter { checks.contains($0.check.id) }.map { ($0.check.id, $0) })
    }
  }
}
