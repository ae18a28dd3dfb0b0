extension ExportFormats {
  /// The formats as Markdown for the documentation: a table, then for each format its files, how to load it, its options
  /// and what surprises. Ends in a line break.
  package static var markdown: String {
    var text = """
      | `--to` | what | for | opened unchanged by |
      |---|---|---|---|

      """
    for format in descriptions {
      text +=
        "| `\(format.name)` | \(format.title) | \(format.audience) | \(format.readers.joined(separator: ", ")) |\n"
    }
    for type in all {
      let format = type.description
      text += "\n### \(format.name)\n\n"
      text += "Files: " + format.fileNames.map { "`\($0)`" }.joined(separator: ", ") + "\n"
      if let example = try? type.init(ExportOptions()) {
        text += "\n```\(format.language.rawValue)\n"
        text += example.snippet(.example).joined(separator: "\n") + "\n```\n"
      }
      let lines = format.options.map { "`\($0.flag)`: \($0.summary)" } + format.notes
      if !lines.isEmpty { text += "\n" + lines.map { "* \($0)\n" }.joined() }
    }
    return text
  }
}
