import Synchronization

/// The source lines from which one target line is made, and their weights.
struct ResamplingWindow {
  /// The index of the first source line.
  let first: Int
  /// The weight of each line, from `first` on; their sum is 1.
  let weights: [Double]

  /// Returns the windows of all `count` target lines, which are made from `sourceCount` lines.
  ///
  /// All operations are in the reference's order: with f = count / sourceCount and e = 1e-12, the scale is
  /// s = max(1/f + e, 1); target line i has its middle at c = (i + 0.5)/f + e and takes the lines from
  /// c - reach * s + 0.5 to c + reach * s + 0.5, cut off at the borders, with the filter's weight at
  /// |(line - c + 0.5) / s|, normalised to a sum of 1. No line is repeated or mirrored beyond the border.
  static func all(of sourceCount: Int, to count: Int, filter: ResamplingFilter) -> [ResamplingWindow] {
    let key = Key(sourceCount: sourceCount, count: count, filter: filter)
    if let windows = known.withLock({ $0.windows[key] }) { return windows }
    let windows = computed(of: sourceCount, to: count, filter: filter)
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

    private(set) var windows: [Key: [ResamplingWindow]] = [:]
    private var weightCount = 0

    mutating func keep(_ new: [ResamplingWindow], as key: Key) {
      let count = new.reduce(0) { $0 + $1.weights.count }
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

  private static func computed(of sourceCount: Int, to count: Int, filter: ResamplingFilter)
    -> [ResamplingWindow]
  {
    let factor = Double(count) / Double(sourceCount)
    var scale = max(1 / factor + 1e-12, 1)
    var reach = filter.reach * scale
    if reach < 0.5 {
      reach = 0.5
      scale = 1
    }
    let inverseScale = 1 / scale
    return (0..<count).map { line in
      let middle = (Double(line) + 0.5) / factor + 1e-12
      let first = Int(max(middle - reach + 0.5, 0))
      let end = Int(min(middle + reach + 0.5, Double(sourceCount)))
      var weights = (first..<end).map { source in
        filter.weight(at: abs(inverseScale * (Double(source) - middle + 0.5)))
      }
      let sum = weights.reduce(0, +)
      if sum != 0, sum != 1 {
        let factor = 1 / sum
        for index in weights.indices { weights[index] *= factor }
      }
      return ResamplingWindow(first: first, weights: weights)
    }
  }
}
