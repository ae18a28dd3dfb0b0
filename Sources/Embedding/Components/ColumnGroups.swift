/// A matrix with few columns, of which four lie side by side in a vector: columns beyond the last one of the matrix are zero.
struct ColumnGroups: Sendable {
  typealias Group = SIMD4<Double>

  let rowCount: Int
  let columnCount: Int
  /// Of each group of four columns, the rows.
  var groups: [[Group]]

  /// All zero.
  init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    let groupCount = (columnCount + Group.scalarCount - 1) / Group.scalarCount
    groups = [[Group]](repeating: [Group](repeating: .zero, count: rowCount), count: groupCount)
  }

  /// - Parameter columns: `rowCount` entries each.
  init(columns: [[Double]], rowCount: Int) {
    self.init(rowCount: rowCount, columnCount: columns.count)
    for (column, entries) in columns.enumerated() {
      let (group, lane) = (column / Group.scalarCount, column % Group.scalarCount)
      for row in 0..<rowCount { groups[group][row][lane] = entries[row] }
    }
  }

  func column(_ column: Int) -> [Double] {
    let lane = column % Group.scalarCount
    return groups[column / Group.scalarCount].map { $0[lane] }
  }

  /// The products of all pairs of columns.
  func gramMatrix() -> [[Double]] {
    let columns = (0..<columnCount).map { column($0) }
    var products = [[Double]](repeating: [Double](repeating: 0, count: columnCount), count: columnCount)
    for first in 0..<columnCount {
      for second in 0...first {
        let product = dotProduct(columns[first], columns[second])
        products[first][second] = product
        products[second][first] = product
      }
    }
    return products
  }
}
