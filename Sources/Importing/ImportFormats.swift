/// All formats. Help texts and the documentation are made from this list.
package enum ImportFormats {
  static let all: [any ImportFormat.Type] = [
    NPZImport.self, ParquetImport.self, PNGFoldersImport.self, IDXImport.self, CSVImport.self,
  ]

  package static var descriptions: [ImportDescription] { all.map { $0.description } }

  /// The formats by name, two lines each, for help texts.
  package static var overview: String {
    let width = descriptions.map(\.name.count).max() ?? 0
    return descriptions.map {
      "  " + $0.name + String(repeating: " ", count: width - $0.name.count + 2) + $0.title
    }.joined(separator: "\n")
  }

  /// The formats as Markdown for the documentation. Ends in a line break.
  package static var markdown: String {
    var text = "| source | what | from |\n|---|---|---|\n"
    for format in descriptions { text += "| \(format.name) | \(format.title) | \(format.origins) |\n" }
    for format in descriptions where !format.notes.isEmpty {
      text += "\n### \(format.name)\n\n" + format.notes.map { "* \($0)\n" }.joined()
    }
    return text
  }

  /// Returns the format of a source; nil if none recognises it.
  ///
  /// - Throws: `ImportError` if there are files of several formats.
  static func format(of source: ImportSource) throws(ImportError) -> (any ImportFormat.Type)? {
    let formats = all.filter { $0.recognises(source) }
    // Tables stand beside pictures and other files, and then are about them.
    let others = formats.filter { $0 != CSVImport.self }
    if others.count > 1 {
      let names = others.map { $0.description.name }.joined(separator: ", ")
      throw ImportError(
        source.path,
        "there are files of several formats (\(names)); name the file that is meant, or put the files of one dataset into a "
          + "folder of its own")
    }
    return formats.first
  }

  /// The error of a source that no format recognises.
  static func unknown(_ source: ImportSource) -> ImportError {
    ImportError(
      source.path,
      source.isFolder
        ? "there is nothing that can be imported here: no .npz file, no Parquet file, no folder a class with pictures, no IDX "
          + "files, no CSV files; photos become images with 'fmbuild convert'"
        : "this is no .npz file, no Parquet file and no table of pixels; name such a file, or a folder")
  }
}
