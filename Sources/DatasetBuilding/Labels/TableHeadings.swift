/// The first line of a table, which names its columns.
struct TableHeadings {
  /// Without spaces around them.
  let names: [String]

  init(_ row: CSV.Row) { names = row.fields.map(trimmed) }

  /// The column with that heading, in this case of letters if there is one, otherwise in any; nil if there is none.
  func column(_ heading: String) -> Int? {
    names.firstIndex(of: heading) ?? names.firstIndex { $0.lowercased() == heading.lowercased() }
  }

  /// As messages list them.
  var list: String { names.joined(separator: ", ") }
}

/// The text without spaces around it.
func trimmed(_ text: String) -> String {
  var text = text[...]
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}
