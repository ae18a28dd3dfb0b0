internal import Wording
internal import Workflows

/// The result of a benchmark as lines of at most 80 columns.
struct BenchmarkText {
  let lines: [String]

  private static let width = 80
  /// The greatest length in characters of a dataset's name, with which the table has 80 columns.
  private static let longestName = 20

  init(_ document: BenchmarkDocument) {
    let columns = BenchmarkDocument.columns
    var table = TextTable(columns.map { ($0.title, $0.isNumber ? .right : .left) })
    for row in document.rows {
      table.add(row.enumerated().map { $0 == 1 ? Self.short($1) : $1 })
    }
    let sentences = (document.comparisons + document.remarks).flatMap { sentence in
      wrapped(sentence, to: Self.width - 2).enumerated().map { $0 == 0 ? $1 : "  " + $1 }
    }
    lines = table.lines + [""] + sentences
  }

  private static func short(_ name: String) -> String {
    name.count > longestName ? name.prefix(longestName - 1) + "…" : name
  }
}
