internal import DatasetFormat
internal import ImageCore

/// A table with a row for each image, as Kaggle has Fashion-MNIST.
package struct CSVExport: ExportFormat {
  package static let description = ExportDescription(
    "csv", "tables with a row for each image", for: "R, spreadsheets, Kaggle",
    files: ["SPLIT.csv", "SPLIT.csv.gz", "classes.csv"], options: [.header, .gzip],
    readers: ["pandas", "polars", "duckdb", "R's read.csv", "datasets"],
    notes: [
      "A row is the label, then the levels row by row; colour images have red, green and blue of each pixel side by side.",
      "`--header pixel0` counts as Kaggle's Digit Recognizer does; `--header none` begins with the first image.",
      "`dtype=\"uint8\"` saves pandas seven eighths of its memory.",
      "R counts columns first: `matrix(as.integer(row), 28, byrow = TRUE)` is the image.",
    ])

  enum Header: String, CaseIterable {
    case pixel1
    case pixel0
    case none
  }

  private let header: Header
  private let isGzipped: Bool

  package init(_ options: ExportOptions) throws(ExportError) {
    header = try options.choice(.header) ?? .pixel1
    isGzipped = options.has(.gzip)
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {}

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    for part in dataset.parts {
      var stream = PieceStream()
      if let heading = heading(of: part.type) { stream.append(heading) }
      stream.append(part) { range in
        let longestLine = LevelText.longest * (part.type.byteCount + 1) + 1
        return [UInt8](capacity: range.count * longestLine) { lines in
          for index in range {
            LevelText.append(part.labels[index], to: &lines)
            LevelText.append(part.bytes(of: index), to: &lines)
            lines.append(UInt8(ascii: "\n"))
          }
        }
      }
      let name = part.split.rawValue + ".csv"
      if isGzipped {
        try await folder.write(stream, gzippedTo: name + ".gz")
      } else {
        try await folder.write(stream, to: name)
      }
    }
    let classes = dataset.classNames.enumerated().map { CSV.line(["\($0)", $1]) }
    try folder.write("label,name\n" + classes.joined(), to: "classes.csv")
  }

  private func heading(of type: ExampleType) -> String? {
    let first: Int
    switch header {
    case .none: return nil
    case .pixel0: first = 0
    case .pixel1: first = 1
    }
    return "label," + (first..<(first + type.byteCount)).map { "pixel\($0)" }.joined(separator: ",") + "\n"
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    let name = "train.csv" + (isGzipped ? ".gz" : "")
    let heading = header == .none ? ", header=None" : ""
    let shape = "-1, \(place.height), \(place.width)" + (place.isColour ? ", 3" : "")
    return [
      "import pandas", "table = pandas.read_csv(\(place.quoted(name)), dtype=\"uint8\"\(heading)).to_numpy()",
      "images, labels = table[:, 1:].reshape(\(shape)), table[:, 0]",
    ]
  }
}
