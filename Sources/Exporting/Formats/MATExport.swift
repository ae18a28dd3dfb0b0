internal import DatasetFormat
internal import ImageCore
internal import Wording

/// Variables for MATLAB and Octave.
package struct MATExport: ExportFormat {
  package static let description = ExportDescription(
    "mat", "variables in a MAT-file", for: "MATLAB, Octave",
    files: ["NAME.mat"], options: [.compress], language: .matlab, readers: ["Octave", "scipy"],
    notes: [
      "`XTrain` has the size (height, width, channels, images), as MATLAB's image networks take it; `YTrain` counts from 0.",
      "`categorical(YTrain, 0:9, classes)` gives names. A validation split is `XValidation` and `YValidation`.",
    ])

  private let compresses: Bool

  package init(_ options: ExportOptions) throws(ExportError) {
    compresses = options.has(.compress)
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {
    for part in dataset.parts where part.count * part.type.byteCount > MATFile.largestVariable {
      throw ExportError(
        .unsuitableDataset,
        "mat: the images of \(part.split.rawValue) have \(grouped(part.count * part.type.byteCount)) bytes, and a variable of "
          + "this format at most 2 GiB; choose another format, such as npz")
    }
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    try await folder.writeFile(dataset.name + ".mat") { file in
      let mat = try MATFile(folder, file, compresses: compresses)
      for part in dataset.partsWithValidationLast {
        let name = Self.variable(part.split)
        let (size, channelCount) = (part.size, part.type.channelCount)
        var images = PieceStream()
        images.append(part) { part.columnMajor($0) }
        try await mat.append(
          "X" + name, shape: [size.height, size.width, channelCount, part.count], images)
        try await mat.append(
          "Y" + name, shape: [part.count, 1], PieceStream(Array(part.labels.prefix(part.count))))
      }
      try await mat.append("classes", texts: dataset.classNames)
    }
  }

  private static func variable(_ split: Split) -> String {
    switch split {
    case .train: "Train"
    case .validation: "Validation"
    case .test: "Test"
    }
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    [
      "data = load(\(place.quoted(place.name + ".mat")));",
      "images = data.XTrain; labels = data.YTrain; names = data.classes;",
    ]
  }
}

extension SplitData {
  /// Returns the bytes of images with the row running fastest, then the column, then the channel.
  fileprivate func columnMajor(_ range: Range<Int>) -> [UInt8] {
    let (height, width, channelCount) = (size.height, size.width, type.channelCount)
    return [UInt8](capacity: range.count * type.byteCount) { output in
      for index in range {
        let start = index * type.byteCount
        for channel in 0..<channelCount {
          for column in 0..<width {
            for row in 0..<height {
              output.append(images[start + (row * width + column) * channelCount + channel])
            }
          }
        }
      }
    }
  }
}
