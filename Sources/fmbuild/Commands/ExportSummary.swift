internal import DatasetFormat
internal import Exporting
internal import Wording

/// What a terminal or a program is told about an export.
struct ExportSummary: CommandSummary {
  private let export: Export
  private let source: ExportedDataset
  private let folder: String

  init(_ export: Export, of source: ExportedDataset, in folder: String) {
    self.export = export
    self.source = source
    self.folder = folder
  }

  /// The greatest number of files that are listed one by one.
  private static let longestList = 12

  var lines: [String] {
    var lines = [
      "\(counted(source.imageCount, "image")) of \(source.type), \(source.splitCounts), as \(export.record.format)"
    ]
    if export.files.count > Self.longestList {
      lines.append(
        "  \(folder): \(counted(export.files.count, "file")), \(grouped(export.byteCount)) bytes")
    } else {
      lines += export.files.map { "  \(folder)/\($0.path)  \(grouped($0.byteCount)) bytes" }
    }
    return lines + export.notices + ["load it:"] + export.snippet.map { "  " + $0 }
  }

  private struct Document: Encodable {
    let schema = 1
    let folder: String
    let export: ExportRecord
    let byteCount: Int
    let fileCount: Int
    /// The files; only the first if there are very many.
    let files: [ExportFolder.File]
    let notices: [String]
    /// The lines of code that load the export.
    let load: [String]
  }

  func json() throws -> String {
    try JSONText.encode(
      Document(
        folder: folder, export: export.record, byteCount: export.byteCount, fileCount: export.files.count,
        files: Array(export.files.prefix(1_000)),
        notices: export.notices, load: export.snippet))
  }
}
