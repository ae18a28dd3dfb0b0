internal import DatasetFormat
internal import IDX
internal import ImageCore
internal import Wording

/// A list for R, of the form that `dataset_fashion_mnist()` of keras for R gives.
package struct RDSExport: ExportFormat {
  package static let description = ExportDescription(
    "rds", "a list of arrays for R", for: "R, without any package",
    files: ["NAME.rds", "mnist/processed/training.rds", "mnist/processed/test.rds"], options: [.program],
    language: .r, readers: ["R"],
    notes: [
      "`x` has the dimensions (images, height, width), `y` counts from 0. A validation split is `data$validation`.",
      "`--for r-torchvision` writes the two files that torchvision for R reads below its root, and no validation split; they "
        + "were read back in R, not in that package.",
    ])

  enum Program: String, CaseIterable {
    case rTorchvision = "r-torchvision"
  }

  private let program: Program?

  package init(_ options: ExportOptions) throws(ExportError) {
    program = try options.choice(.program)
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {
    for part in dataset.parts where part.count * part.type.byteCount > Int(Int32.max) {
      throw ExportError(
        .unsuitableDataset,
        "rds: the images of \(part.split.rawValue) have \(grouped(part.count * part.type.byteCount)) levels, and an array of "
          + "this format at most 2^31 - 1; choose another format, such as parquet")
    }
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    if program == .rTorchvision {
      for part in dataset.parts where part.split != .validation {
        let name = part.split == .train ? "training" : "test"
        let value = RSerialization.Value.list([Self.images(part), Self.labels(part)], names: nil)
        try await folder.write(
          RSerialization(value).stream, gzippedTo: "mnist/processed/\(name).rds")
      }
      return
    }
    let splits = dataset.parts.map {
      RSerialization.Value.list([Self.images($0), Self.labels($0)], names: ["x", "y"])
    }
    let value = RSerialization.Value.list(
      splits + [.texts(dataset.classNames)], names: dataset.parts.map(\.split.rawValue) + ["classes"])
    try await folder.write(RSerialization(value).stream, gzippedTo: dataset.name + ".rds")
  }

  package func notices(on dataset: ExportedDataset) -> [String] {
    guard program != nil, dataset.parts.contains(where: { $0.split == .validation }) else { return [] }
    return ["the validation split was left out: torchvision for R has none"]
  }

  /// The images with the image running fastest, then the row, then the column, then the channel.
  private static func images(_ part: SplitData) -> RSerialization.Value {
    let (size, channelCount) = (part.size, part.type.channelCount)
    // For each row of the file, the place of the sample in an image.
    var places: [Int] = []
    for channel in 0..<channelCount {
      for column in 0..<size.width {
        for row in 0..<size.height { places.append((row * size.width + column) * channelCount + channel) }
      }
    }
    var stream = PieceStream()
    let perPiece = max(1, (1 << 18) / max(1, part.count))
    for range in (0..<places.count).pieces(of: perPiece) {
      let done = part.count * range.upperBound / places.count - part.count * range.lowerBound / places.count
      stream.append(exampleCount: done) { [places] in
        [UInt8](capacity: 4 * range.count * part.count) { output in
          for place in places[range] {
            for index in 0..<part.count {
              output.append(0)
              output.append(0)
              output.append(0)
              output.append(part.images[index * part.type.byteCount + place])
            }
          }
        }
      }
    }
    return .integers(stream, dimensions: [part.count] + part.type.dimensions)
  }

  private static func labels(_ part: SplitData) -> RSerialization.Value {
    let numbers = part.labels.prefix(part.count).flatMap { UInt32($0).bigEndianBytes }
    return .integers(PieceStream(numbers), dimensions: [part.count])
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    guard program == nil else {
      return [
        "training <- readRDS(\(place.quoted("mnist/processed/training.rds")))",
        "images <- training[[1]]; labels <- training[[2]]",
      ]
    }
    return [
      "data <- readRDS(\(place.quoted(place.name + ".rds")))",
      "images <- data$train$x / 255; labels <- data$classes[data$train$y + 1]",
    ]
  }
}
