internal import Wording

/// All formats. Help texts, the list of formats and the documentation are made from this list.
package enum ExportFormats {
  /// The formats in the order in which they are shown, those for most people first.
  static let all: [any ExportFormat.Type] = [
    ParquetExport.self, NPZExport.self, PNGFoldersExport.self, CSVExport.self, TFDSExport.self,
    OpenMLExport.self,
    CSourceExport.self, RDSExport.self, WebDatasetExport.self, MATExport.self, SafetensorsExport.self,
  ]

  package static var descriptions: [ExportDescription] { all.map { $0.description } }

  /// Makes a format with options.
  ///
  /// - Throws: `ExportError` with the code `usage` for an unknown name, with the closest name if there is one; for an
  ///   option of another format, with the formats that take it; and for a wrong value.
  package static func format(named name: String, _ options: ExportOptions) throws(ExportError)
    -> any ExportFormat
  {
    guard let type = all.first(where: { $0.description.name == name }) else {
      let names = all.map { $0.description.name }
      let meant = otherNames[name.lowercased()].map { " (did you mean '\($0)'?)" }
      throw ExportError(
        .usage,
        "--to: there is no format '\(name)'\(meant ?? Spelling.suggestion(for: name, among: names)); there are "
          + names.joined(separator: ", "))
    }
    for option in options.given where !type.description.options.contains(option) {
      let takers = descriptions.filter { $0.options.contains(option) }.map(\.name)
      let list =
        takers.count < 2
        ? takers.joined() : takers.dropLast().joined(separator: ", ") + " and " + takers[takers.count - 1]
      throw ExportError(
        .usage,
        "\(option.flag) is an option of \(list), not of \(name); leave it out, or choose another format")
    }
    return try type.init(options)
  }

  /// Other names that people have for formats.
  private static let otherNames = [
    "huggingface": "parquet", "hf": "parquet", "arrow": "parquet", "numpy": "npz", "medmnist": "npz",
    "imagefolder": "png",
    "folders": "png", "images": "png", "tfrecord": "tfds", "tensorflow": "tfds",
    "tensorflow-datasets": "tfds",
    "keras": "npz", "sklearn": "openml", "scikit-learn": "openml", "arff": "openml", "header": "c",
    "arduino": "c",
    "r": "rds", "matlab": "mat", "octave": "mat", "tar": "webdataset", "wds": "webdataset", "kaggle": "csv",
  ]

  /// The formats by name with the people for whom they are, a line each, for help texts.
  package static var overview: String {
    let width = descriptions.map(\.name.count).max() ?? 0
    return descriptions.map {
      "  " + $0.name + String(repeating: " ", count: width - $0.name.count + 2) + $0.audience
    }.joined(separator: "\n")
  }
}
