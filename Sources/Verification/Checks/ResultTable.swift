internal import Wording

/// A table of figures for people and programs.
public struct ResultTable: Sendable, Hashable {
  public enum Cell: Sendable, Hashable {
    case text(String)
    /// - decimals: the number of digits after the decimal point to show.
    case number(Double, decimals: Int)

    public static func count(_ value: Int) -> Cell { .number(Double(value), decimals: 0) }
  }

  public let title: String
  public let columns: [String]
  /// The rows, each with one cell for every column.
  public let rows: [[Cell]]

  init(_ title: String, columns: [String], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for every column")
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// Whether a column holds numbers, by its cell in the first row.
  package func isNumber(column: Int) -> Bool {
    if case .number = rows.first?[column] { true } else { false }
  }
}

extension ResultTable.Cell {
  /// The text of the cell, with the cell's number of decimals if it is a number.
  package var text: String {
    switch self {
    case .text(let text): text
    case .number(let value, let decimals): decimals == 0 ? grouped(Int(value)) : decimal(value, decimals)
    }
  }
}
