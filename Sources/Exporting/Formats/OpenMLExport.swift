internal import Checksums
internal import DatasetFormat
internal import FileSystem
internal import IDX
internal import Wording

/// The cache of scikit-learn's `fetch_openml`, filled with the dataset under a published one's name.
package struct OpenMLExport: ExportFormat {
  package static let description = ExportDescription(
    "openml", "scikit-learn's cache of OpenML, with ARFF tables", for: "courses with scikit-learn",
    files: [
      "openml/openml.org/api/v1/json/data/list/data_name/*/limit/2/status/active/.gz",
      "openml/openml.org/api/v1/json/data/list/data_name/*/limit/2/data_version/1.gz",
      "openml/openml.org/api/v1/json/data/#.gz", "openml/openml.org/api/v1/json/data/features/#.gz",
      "openml/openml.org/api/v1/json/data/qualities/#.gz", "openml/openml.org/data/v1/download/#.gz",
    ], options: [.published], readers: ["scikit-learn"],
    notes: [
      "`fetch_openml(\"mnist_784\")` and `fetch_openml(\"Fashion-MNIST\")` then give your images, without network. Say so where "
        + "others see it: what calls itself MNIST there is not.",
      "All splits stand in one table: train, then validation where there is one, then test. Notebooks split at `[:60000]`; "
        + "the number of your training images is another.",
      "scikit-learn deletes a cached file that it cannot read, and asks the network; keep the export.",
    ])

  /// A published dataset whose place an export can take.
  enum Published: String, CaseIterable {
    case mnist = "mnist_784"
    case fashionMNIST = "fashion-mnist"

    /// The number of the dataset on OpenML.
    var number: Int { self == .mnist ? 554 : 40_996 }

    /// The number of the file on OpenML.
    var file: Int { self == .mnist ? 52_667 : 18_238_735 }
  }

  private let published: [Published]

  package init(_ options: ExportOptions) throws(ExportError) {
    published = try options.choices(.published) ?? Published.allCases
  }

  package var passCount: Int { published.count }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {}

  package func notices(on dataset: ExportedDataset) -> [String] {
    var (first, places) = (0, [String]())
    for part in dataset.parts {
      places.append("\(part.split.rawValue) is [\(first):\(first + part.count)]")
      first += part.count
    }
    return ["one table with all splits: " + places.joined(separator: ", ")]
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    for name in published {
      let root = "openml/openml.org/"
      func write(_ document: JSONDocument, to path: String) async throws {
        try await folder.write(
          PieceStream(Array(document.encoded(.python).utf8)), gzippedTo: root + path + ".gz")
      }
      // The checksum is that of the table before it is compressed.
      let hasher = MD5Hasher()
      try await folder.writeFile("\(root)data/v1/download/\(name.file).gz") { file in
        try await folder.append(table(of: dataset, name), compressedAs: .gzip(name: nil), to: file) {
          hasher.add($0.span)
        }
      }
      let list = JSONDocument.object([("data", .object([("dataset", .array([entry(name)]))]))])
      let place = "api/v1/json/data/"
      try await write(list, to: place + "list/data_name/\(name.rawValue)/limit/2/status/active/")
      try await write(list, to: place + "list/data_name/\(name.rawValue)/limit/2/data_version/1")
      try await write(description(name, md5: hasher.end()), to: place + "\(name.number)")
      try await write(features(of: dataset), to: place + "features/\(name.number)")
      let quality = JSONDocument.object([
        ("name", .text("NumberOfInstances")), ("value", .text("\(dataset.imageCount)")),
      ])
      try await write(
        .object([("data_qualities", .object([("quality", .array([quality]))]))]),
        to: place + "qualities/\(name.number)")
    }
  }

  private func table(of dataset: ExportedDataset, _ name: Published) -> PieceStream {
    var head = "@RELATION \(name.rawValue)\n\n"
    for pixel in 1...dataset.type.byteCount { head += "@ATTRIBUTE pixel\(pixel) INTEGER\n" }
    // Class values are quoted: unquoted digits become numbers in pandas, and scikit-learn then fails.
    let values = dataset.classNames.indices.map { "'\($0)'" }.joined(separator: ",")
    var stream = PieceStream(Array((head + "@ATTRIBUTE class {\(values)}\n\n@DATA\n").utf8))
    for part in dataset.parts {
      stream.append(part) { range in
        // Besides the levels, a line has a comma, the label in quotes and its end.
        let longestLine = LevelText.longest * part.type.byteCount + 7
        return [UInt8](capacity: range.count * longestLine) { lines in
          for index in range {
            let pixels = part.bytes(of: index)
            if let first = pixels.first { LevelText.append(first, to: &lines) }
            LevelText.append(pixels.dropFirst(), to: &lines)
            lines.append(UInt8(ascii: ","))
            lines.append(UInt8(ascii: "'"))
            LevelText.append(part.labels[index], to: &lines)
            lines.append(UInt8(ascii: "'"))
            lines.append(UInt8(ascii: "\n"))
          }
        }
      }
    }
    return stream
  }

  private func entry(_ name: Published) -> JSONDocument {
    .object([
      ("did", .number(name.number)), ("name", .text(name.rawValue)), ("version", .number(1)),
      ("status", .text("active")), ("format", .text("ARFF")), ("file_id", .number(name.file)),
    ])
  }

  private func description(_ name: Published, md5: String) -> JSONDocument {
    .object([
      (
        "data_set_description",
        .object([
          ("id", .text("\(name.number)")), ("name", .text(name.rawValue)), ("version", .text("1")),
          ("description", .text("Not what OpenML has: a dataset of one's own.")), ("format", .text("ARFF")),
          ("status", .text("active")), ("default_target_attribute", .text("class")),
          ("file_id", .text("\(name.file)")),
          ("url", .text("https://www.openml.org/data/v1/download/\(name.file)")),
          ("md5_checksum", .text(md5)),
        ])
      )
    ])
  }

  private func features(of dataset: ExportedDataset) -> JSONDocument {
    func feature(_ index: Int, _ name: String, _ type: String, isTarget: Bool) -> [(String, JSONDocument)] {
      [
        ("index", .text("\(index)")), ("name", .text(name)), ("data_type", .text(type)),
        ("is_target", .text("\(isTarget)")), ("is_ignore", .text("false")),
        ("is_row_identifier", .text("false")), ("number_of_missing_values", .text("0")),
      ]
    }
    let count = dataset.type.byteCount
    let pixels = (0..<count).map { feature($0, "pixel\($0 + 1)", "numeric", isTarget: false) }
    let values = JSONDocument.array(dataset.classNames.indices.map { .text("\($0)") })
    let label = feature(count, "class", "nominal", isTarget: true) + [("nominal_value", values)]
    return .object([
      ("data_features", .object([("feature", .array((pixels + [label]).map { .object($0) }))]))
    ])
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    let name = published.first ?? .mnist
    return [
      "import sklearn.datasets",
      "images, labels = sklearn.datasets.fetch_openml(\"\(name.rawValue)\", version=1, return_X_y=True, as_frame=False, "
        + "data_home=\(place.quoted()))",
      "train_images, train_labels = images[:\(place.trainCount)], labels[:\(place.trainCount)].astype(int)",
    ]
  }
}
