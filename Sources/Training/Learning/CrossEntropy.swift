#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Softmax and cross entropy with smoothed labels (Szegedy and others 2015, arXiv 1512.00567): of K classes, the right one
/// is wanted with 1 - s + s / K, each other one with s / K.
struct CrossEntropy {
  struct Result: Sendable {
    /// Summed over the items, in nats.
    var loss = 0.0
    /// Items whose largest output is that of their label.
    var correctCount = 0
  }

  let classCount: Int
  let smoothing: Double

  /// Changes outputs to probabilities, in place.
  static func softmax(_ outputs: Tensor, itemCount: Int, classCount: Int) {
    for item in 0..<itemCount {
      let row = unsafe outputs.pointer.advanced(by: item * classCount)
      var largest = -Float.infinity
      for unit in 0..<classCount { largest = unsafe max(largest, row[unit]) }
      var sum: Float = 0
      for unit in 0..<classCount {
        unsafe row[unit] = expf(row[unit] - largest)
        unsafe sum += row[unit]
      }
      for unit in 0..<classCount { unsafe row[unit] /= sum }
    }
  }

  /// - Parameters:
  ///   - outputs: items x classes; overwritten by probabilities.
  ///   - labels: one an item.
  ///   - gradient: of the mean loss over `batchSize` items by the outputs, items x classes.
  func evaluate(_ outputs: Tensor, labels: [UInt8], batchSize: Int, gradient: Tensor) -> Result {
    var result = Result()
    let share = 1 / Float(batchSize)
    let low = Float(smoothing) / Float(classCount)
    let high = 1 - Float(smoothing) + low
    for (item, label) in labels.enumerated() {
      let row = unsafe outputs.pointer.advanced(by: item * classCount)
      let gradients = unsafe gradient.pointer.advanced(by: item * classCount)
      var largest = 0
      for unit in 1..<max(1, classCount) where unsafe row[unit] > row[largest] { largest = unit }
      result.correctCount += largest == Int(label) ? 1 : 0
      let maximum = unsafe row[largest]
      var sum: Float = 0
      for unit in 0..<classCount { unsafe sum += expf(row[unit] - maximum) }
      let logarithm = logf(sum)
      for unit in 0..<classCount {
        let logProbability = unsafe row[unit] - maximum - logarithm
        let wanted = unit == Int(label) ? high : low
        if wanted > 0 { result.loss -= Double(wanted * logProbability) }
        unsafe row[unit] = expf(logProbability)
        unsafe gradients[unit] = (row[unit] - wanted) * share
      }
    }
    return result
  }
}
