internal import COneDNN

/// An operation of oneDNN with its memory.
@safe final class OneDNNOperation {
  let pointer: OpaquePointer
  /// The name of the operation in error messages: `the convolution of 28x28x1 to 28x28x32`.
  private let name: String

  /// - Throws: `TrainingError` if oneDNN cannot make the operation.
  init(_ result: COneDNNResult, _ name: String) throws(TrainingError) {
    guard let operation = unsafe result.operation else {
      throw TrainingError(oneDNNStatus: unsafe result.status, name)
    }
    unsafe pointer = operation
    self.name = name
  }

  deinit { unsafe COneDNNFreeOperation(pointer) }

  /// Checks the status of a run.
  ///
  /// - Throws: `TrainingError` if the status is not success.
  func check(_ status: CInt) throws(TrainingError) {
    guard status == 0 else { throw TrainingError(oneDNNStatus: status, name) }
  }
}

extension TrainingError {
  /// Creates the error for a failure of oneDNN.
  ///
  /// - Parameters:
  ///   - status: the status that oneDNN returned, not 0.
  ///   - name: the operation that failed.
  init(oneDNNStatus status: CInt, _ name: String) {
    // Status 1 is `dnnl_out_of_memory`.
    let reason = status == 1 ? "there is not enough memory" : "oneDNN returned status \(status)"
    self.init(
      .unavailable, "\(name) cannot be computed: \(reason); choose a smaller batch size or another model")
  }
}

extension Shape {
  /// Returns the shape of a batch of images in the form of oneDNN.
  func batch(_ imageCount: Int) -> COneDNNShape {
    COneDNNShape(
      images: Int64(imageCount), rows: Int64(rows), columns: Int64(columns), channels: Int64(channels))
  }
}

extension Tensor {
  /// The address of the first number; a tensor always has memory.
  var pointer: UnsafeMutablePointer<Float> {
    guard let pointer = unsafe floats.baseAddress else { preconditionFailure("a tensor has memory") }
    return unsafe pointer
  }
}
