/// A matrix with few columns, stored in groups of four columns: one SIMD vector per row and group, with zeros in the
/// lanes beyond the matrix's last column.
struct ColumnGroups: Sendable {
  typealias Group = SIMD4<Double>

  let rowCount: Int
  let columnCount: Int
  /// The groups of four columns, each as an array of `rowCount` rows.
  var groups: [[Group]]

  /// Makes a matrix of zeros.
  init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    let groupCount = (columnCount + Group.scalarCount - 1) / Group.scalarCount
    groups = [[Group]](repeating: [Group](repeating: .zero, count: rowCount), count: groupCount)
  }

  /// - Parameter columns: The columns, of `rowCount` entries each.
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

  /// Returns the dot products of all pairs of columns: a symmetric matrix, columns x columns.
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
