/// Numbers in memory that does not move: activations of a batch (items x rows x columns x channels, the last running
/// fastest), parameters, gradients.
///
/// A tensor is written to by one thread at a time; who does is decided by the one who owns it.
@safe final class Tensor: @unchecked Sendable {
  let count: Int
  /// Aligned to cache lines.
  let floats: UnsafeMutableBufferPointer<Float>
  /// Whose memory this is a part of; nil if it has its own.
  private let owner: Tensor?

  /// All zero.
  init(count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Float>.stride, alignment: 64)
    let typed = unsafe memory.bindMemory(to: Float.self, capacity: max(1, count))
    unsafe typed.initialize(repeating: 0, count: max(1, count))
    unsafe floats = UnsafeMutableBufferPointer(start: typed, count: count)
    owner = nil
  }

  /// A part of another tensor, in the same memory.
  private init(_ owner: Tensor, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= owner.count, "a part lies within the whole")
    count = range.count
    unsafe floats = UnsafeMutableBufferPointer(rebasing: owner.floats[range])
    self.owner = owner
  }

  deinit {
    guard owner == nil else { return }
    // Allocated even if there is nothing in it.
    unsafe UnsafeMutableRawPointer(floats.baseAddress)?.deallocate()
  }

  subscript(range: Range<Int>) -> Tensor { Tensor(self, range) }

  /// A copy of the numbers.
  var values: [Float] { unsafe Array(floats) }

  /// - Precondition: as many values as the tensor holds.
  func set(_ values: [Float]) {
    precondition(values.count == count, "a tensor of \(count) numbers takes as many")
    unsafe floats.baseAddress?.update(from: values, count: count)
  }

  func setToZero() { unsafe floats.update(repeating: 0) }
}
