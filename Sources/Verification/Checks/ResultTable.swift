internal import DatasetBuilding

/// Figures in rows and columns, for people and for programs.
public struct ResultTable: Sendable, Hashable {
  public enum Cell: Sendable, Hashable {
    case text(String)
    /// - decimals: how many digits after the point are worth showing.
    case number(Double, decimals: Int)

    public static func count(_ value: Int) -> Cell { .number(Double(value), decimals: 0) }
  }

  public let title: String
  public let columns: [String]
  /// Each with a cell for every column.
  public let rows: [[Cell]]

  init(_ title: String, columns: [String], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row has a cell for every column")
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// Whether a column holds numbers.
  package func isNumber(column: Int) -> Bool {
    if case .number = rows.first?[column] { true } else { false }
  }
}

extension ResultTable.Cell {
  /// Numbers with the digits that are worth showing.
  package var text: String {
    switch self {
    case .text(let text): text
    case .number(let value, let decimals): decimals == 0 ? grouped(Int(value)) : decimal(value, decimals)
    }
  }
}
