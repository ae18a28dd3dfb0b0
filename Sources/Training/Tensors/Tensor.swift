/// Numbers in memory that does not move: activations of a batch (images x rows x columns x channels, channels
/// contiguous), parameters, or gradients.
///
/// Only one thread at a time may write to a tensor; its owner decides which.
@safe final class Tensor: @unchecked Sendable {
  let count: Int
  /// The numbers, aligned to cache lines.
  let floats: UnsafeMutableBufferPointer<Float>
  /// The tensor whose memory this one shares; nil if it has its own.
  private let owner: Tensor?

  /// Creates a tensor of zeros.
  init(count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Float>.stride, alignment: 64)
    let typed = unsafe memory.bindMemory(to: Float.self, capacity: max(1, count))
    unsafe typed.initialize(repeating: 0, count: max(1, count))
    unsafe floats = UnsafeMutableBufferPointer(start: typed, count: count)
    owner = nil
  }

  /// Creates a part of another tensor, in the same memory.
  private init(_ owner: Tensor, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= owner.count, "a part lies within the whole")
    count = range.count
    unsafe floats = UnsafeMutableBufferPointer(rebasing: owner.floats[range])
    self.owner = owner
  }

  deinit {
    guard owner == nil else { return }
    // Memory is allocated even for an empty tensor.
    unsafe UnsafeMutableRawPointer(floats.baseAddress)?.deallocate()
  }

  /// Returns a part of the tensor, in the same memory.
  subscript(range: Range<Int>) -> Tensor { Tensor(self, range) }

  /// A copy of the numbers.
  var values: [Float] { unsafe Array(floats) }

  /// Overwrites all numbers.
  ///
  /// - Precondition: there are as many values as the tensor has numbers.
  func set(_ values: [Float]) {
    precondition(values.count == count, "a tensor of \(count) numbers needs as many values")
    unsafe floats.baseAddress?.update(from: values, count: count)
  }

  func setToZero() { unsafe floats.update(repeating: 0) }
}
