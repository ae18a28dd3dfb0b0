internal import COneDNN

/// The product of two matrices: rows x inner times inner x columns gives rows x columns, all row-major.
struct MatrixProduct {
  let rows: Int
  let columns: Int
  let inner: Int
  /// Whether the left matrix is stored as inner x rows.
  var isLeftTransposed = false
  /// Whether the right matrix is stored as columns x inner.
  var isRightTransposed = false

  /// Overwrites `result` with the product, or adds the product to it.
  ///
  /// - Throws: `TrainingError` if oneDNN fails.
  func compute(_ left: Tensor, _ right: Tensor, into result: Tensor, adds: Bool = false) throws(TrainingError)
  {
    let status = unsafe COneDNNMultiplyMatrices(
      left.pointer, isLeftTransposed ? 1 : 0, right.pointer, isRightTransposed ? 1 : 0, Int64(rows),
      Int64(columns), Int64(inner), adds ? 1 : 0, result.pointer)
    guard status == 0 else {
      throw TrainingError(
        oneDNNStatus: status, "the product of matrices of \(rows)x\(inner) and \(inner)x\(columns)")
    }
  }
}
