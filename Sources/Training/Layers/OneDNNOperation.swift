internal import COneDNN

/// An operation of oneDNN with its memory.
@safe final class OneDNNOperation {
  let pointer: OpaquePointer

  /// - Throws: `TrainingError` if oneDNN refuses.
  init(_ result: COneDNNResult, _ what: String) throws(TrainingError) {
    guard let operation = unsafe result.operation else {
      // dnnl_out_of_memory
      let reason =
        unsafe result.status == 1 ? "there is not enough memory" : "oneDNN's status is \(result.status)"
      throw TrainingError(
        .unavailable, "\(what) cannot be made: \(reason); take a smaller batch or another model")
    }
    unsafe pointer = operation
  }

  deinit { unsafe COneDNNFree(pointer) }
}

extension Shape {
  /// Of a batch.
  func batch(_ itemCount: Int) -> COneDNNShape {
    COneDNNShape(
      images: Int64(itemCount), rows: Int64(rows), columns: Int64(columns), channels: Int64(channels))
  }
}

extension Tensor {
  /// The first number. A tensor always has memory.
  var pointer: UnsafeMutablePointer<Float> {
    guard let pointer = unsafe floats.baseAddress else { preconditionFailure("a tensor has memory") }
    return unsafe pointer
  }
}
