internal import CKernels
import Synchronization

/// For each target line, the source lines from which it is made, and their weights.
final class ResamplingWindows: Sendable {
  /// The index of the first source line of each target line.
  private let firsts: [UInt32]
  /// Where the weights of each target line begin, and where the last ones end.
  private let offsets: [UInt32]
  /// The weights of all source lines of the first target line, then those of the second, and so on; for each target
  /// line, their sum is 1.
  private let weights: [Double]
  /// A power of two, at least the number of source lines of any target line.
  let ringLength: Int

  /// The number of target lines.
  var count: Int { firsts.count }

  /// Computes the windows of all `count` target lines, which are made from `sourceCount` lines.
  ///
  /// All operations are in the reference's order: with f = count / sourceCount and e = 1e-12, the scale is
  /// s = max(1/f + e, 1); target line i has its middle at c = (i + 0.5)/f + e and takes the lines from
  /// c - reach * s + 0.5 to c + reach * s + 0.5, cut off at the borders, with the filter's weight at
  /// |(line - c + 0.5) / s|, normalised to a sum of 1. No line is repeated or mirrored beyond the border.
  private init(of sourceCount: Int, to count: Int, filter: ResamplingFilter) {
    let factor = Double(count) / Double(sourceCount)
    var scale = max(1 / factor + 1e-12, 1)
    var reach = filter.reach * scale
    if reach < 0.5 {
      reach = 0.5
      scale = 1
    }
    let inverseScale = 1 / scale
    var firsts: [UInt32] = []
    var offsets: [UInt32] = [0]
    var weights: [Double] = []
    var longest = 1
    for line in 0..<count {
      let middle = (Double(line) + 0.5) / factor + 1e-12
      let first = Int(max(middle - reach + 0.5, 0))
      let end = Int(min(middle + reach + 0.5, Double(sourceCount)))
      var window = (first..<end).map { source in
        filter.weight(at: abs(inverseScale * (Double(source) - middle + 0.5)))
      }
      let sum = window.reduce(0, +)
      if sum != 0, sum != 1 {
        let factor = 1 / sum
        for index in window.indices { window[index] *= factor }
      }
      firsts.append(UInt32(first))
      weights += window
      offsets.append(UInt32(weights.count))
      longest = max(longest, window.count)
    }
    (self.firsts, self.offsets, self.weights) = (firsts, offsets, weights)
    ringLength = 1 << (Int.bitWidth - (longest - 1).leadingZeroBitCount)
  }

  /// Calls a function with the windows as the kernels take them.
  func withKernelWindows<Result>(_ body: (fm_windows) -> Result) -> Result {
    // Unsafe, because the kernels are in C; the pointers are valid during the call.
    unsafe firsts.withUnsafeBufferPointer { firsts in
      unsafe offsets.withUnsafeBufferPointer { offsets in
        unsafe weights.withUnsafeBufferPointer { weights in
          unsafe body(
            fm_windows(
              count: firsts.count, firsts: firsts.baseAddress.unsafelyUnwrapped,
              offsets: offsets.baseAddress.unsafelyUnwrapped, weights: weights.baseAddress.unsafelyUnwrapped,
              ring_length: ringLength))
        }
      }
    }
  }

  /// Returns the windows of all `count` target lines, which are made from `sourceCount` lines, computed once.
  static func all(of sourceCount: Int, to count: Int, filter: ResamplingFilter) -> ResamplingWindows {
    let key = Key(sourceCount: sourceCount, count: count, filter: filter)
    if let windows = known.withLock({ $0.windows[key] }) { return windows }
    let windows = ResamplingWindows(of: sourceCount, to: count, filter: filter)
    known.withLock { $0.keep(windows, as: key) }
    return windows
  }

  private struct Key: Hashable {
    let sourceCount: Int
    let count: Int
    let filter: ResamplingFilter
  }

  /// The windows computed so far. Photos of one source have few sizes, and windows cost more to compute than to keep.
  private static let known = Mutex(Known())

  private struct Known {
    /// The largest number of weights that are kept: 16 MB.
    private static let weightLimit = 2_000_000

    private(set) var windows: [Key: ResamplingWindows] = [:]
    private var weightCount = 0

    mutating func keep(_ new: ResamplingWindows, as key: Key) {
      let count = new.weights.count
      // Another thread may have computed the same windows meanwhile.
      guard windows[key] == nil, count <= Self.weightLimit else { return }
      if windows.count >= 64 || weightCount + count > Self.weightLimit {
        windows.removeAll()
        weightCount = 0
      }
      windows[key] = new
      weightCount += count
    }
  }
}
