internal import DatasetFormat
internal import Importing
internal import Wording

/// What a terminal or a program is told about an import.
struct ImportSummary: CommandSummary {
  private let imported: Import
  private let source: String
  private let target: String

  init(_ imported: Import, source: String, target: String) {
    self.imported = imported
    self.source = source
    self.target = target
  }

  var lines: [String] {
    let description = imported.description
    let format = description.origin.map { ", imported from \($0.format)" } ?? ""
    let width = "\(max(0, description.classes.count - 1))".count
    return description.classes.map { entry in
      let number = "\(entry.label)"
      let counts = entry.images.isEmpty ? "no image" : entry.images.text
      return "  " + String(repeating: " ", count: width - number.count)
        + "\(number)  \(entry.name)  \(counts)"
    } + [
      "\(target): \(counted(description.counts.images.total, "image")) of \(description.image), "
        + "\(description.counts.images.text)\(format)"
    ]
  }

  private struct Document: Encodable {
    let schema = 1
    let source: String
    let folder: String
    let dataset: DatasetDescription
    let notices: [String]
  }

  func json() throws -> String {
    try JSONText.encode(
      Document(source: source, folder: target, dataset: imported.description, notices: imported.notices))
  }
}
