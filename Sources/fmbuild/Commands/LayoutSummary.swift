internal import DatasetFormat
internal import Exporting
internal import Layouts
internal import Wording

/// What a terminal or a program is told about a layout.
struct LayoutSummary: CommandSummary {
  private let layout: Layout
  private let source: ExportedDataset
  private let folder: String
  private let isClassroom: Bool

  init(_ layout: Layout, of source: ExportedDataset, in folder: String, isClassroom: Bool) {
    self.layout = layout
    self.source = source
    self.folder = folder
    self.isClassroom = isClassroom
  }

  var lines: [String] {
    let byteCount = layout.files.reduce(0) { $0 + $1.byteCount }
    var lines = [
      "\(counted(source.imageCount, "image")) of \(source.type), \(source.splitCounts), for \(layout.record.loaders.joined(separator: ", "))",
      "  \(folder): \(counted(layout.files.count, "file")), \(grouped(byteCount)) bytes"
        + (layout.linkCount > 0 ? "; \(layout.linkCount) are hard links to the dataset's files" : ""),
    ]
    lines += layout.leftOut.map { "left out: \($0.loader): \($0.reason)" }
    lines += layout.notices
    guard !isClassroom else {
      return lines + [
        "what calls itself Fashion-MNIST or MNIST there is this dataset: \(folder)/README.md says which lines give it",
        "start it:", "  cd \(folder) && . ./environment.sh && jupyter notebook classroom.ipynb",
      ]
    }
    for use in layout.uses {
      lines.append("\(use.loader):")
      lines += (use.shell.map { "$ " + $0 } + use.code).map { "  " + $0 }
      lines += use.notes.map { "  with care: " + $0 }
    }
    return lines
  }

  private struct Document: Encodable {
    struct LeftOut: Encodable {
      let loader: String
      let reason: String
    }

    let schema = 1
    let folder: String
    let layout: LayoutRecord
    let files: [ExportFolder.File]
    /// How many of the files are hard links to the dataset's own.
    let linkCount: Int
    /// How each loader opens the dataset.
    let loaders: [LoaderUse]
    let leftOut: [LeftOut]
    let notices: [String]
  }

  func json() throws -> String {
    try JSONText.encode(
      Document(
        folder: folder, layout: layout.record,
        files: layout.files,
        linkCount: layout.linkCount, loaders: layout.uses,
        leftOut: layout.leftOut.map { .init(loader: $0.loader, reason: $0.reason) }, notices: layout.notices))
  }
}
