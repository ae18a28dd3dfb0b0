internal import DatasetFormat
internal import Wording

/// The results of a benchmark as values.
package struct BenchmarkTable: Sendable {
  package let chart: BenchmarkChart
  package let columns: [(title: String, isNumber: Bool)]
  package let rows: [[String]]
  /// How hard the dataset in question is beside each of the others, a sentence each.
  package let comparisons: [String]
  /// What has to be known to read the table, a sentence each.
  package let remarks: [String]

  package init(
    chart: BenchmarkChart, columns: [(title: String, isNumber: Bool)], rows: [[String]],
    comparisons: [String], remarks: [String]
  ) {
    self.chart = chart
    self.columns = columns
    self.rows = rows
    self.comparisons = comparisons
    self.remarks = remarks
  }

  /// The table, the chart and the sentences, without a heading.
  var markup: Markup {
    func list(_ texts: [String]) -> Markup {
      texts.isEmpty ? .empty : "<ul>\(texts.map { text -> Markup in "<li>\(text)</li>" })</ul>\n"
    }
    return """
      \(list(comparisons))\(chart.svg)
      \(Markup.table(columns: columns, rows: rows.map { $0.map { Markup.plain($0) } }))
      \(list(remarks))
      """
  }
}

/// A benchmark as one HTML file that loads nothing else.
package struct BenchmarkPage: Sendable {
  /// The HTML of the whole page.
  package let html: String

  /// - Parameter title: the heading.
  package init(_ table: BenchmarkTable, title: String) {
    let head = PageHead(title: "\(title)", policy: ContentPolicy.text(script: nil))
    let page: Markup = """
      \(head.markup)
      <body>
      <header><h1>\(title)</h1></header>
      <main>
      \(table.markup)
      </main>
      <footer>Made by \(ProgramVersion.name) \(ProgramVersion.current).</footer>
      </body>
      </html>

      """
    html = page.text
  }
}
