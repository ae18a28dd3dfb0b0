internal import Platform

/// Softmax and cross-entropy with label smoothing s (Szegedy and others 2015, arXiv 1512.00567): of K classes, the
/// target probability is 1 - s + s / K for the correct one and s / K for each other one.
struct CrossEntropy {
  struct Result: Sendable {
    /// The sum of the losses of the images, in nats.
    var loss = 0.0
    /// The number of images whose largest output is the one of their label.
    var correctCount = 0
  }

  let classCount: Int
  let smoothing: Double

  /// Converts outputs into probabilities, in place.
  static func softmax(_ outputs: Tensor, imageCount: Int, classCount: Int) {
    for image in 0..<imageCount {
      let row = unsafe outputs.pointer.advanced(by: image * classCount)
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

  /// Computes the loss and its gradient.
  ///
  /// - Parameters:
  ///   - outputs: images x classes; overwritten by probabilities.
  ///   - labels: one per image.
  ///   - batchSize: the number of images over which the gradient averages the loss.
  ///   - gradient: overwritten by the gradient with respect to the outputs, images x classes.
  func evaluate(_ outputs: Tensor, labels: [UInt8], batchSize: Int, gradient: Tensor) -> Result {
    var result = Result()
    let share = 1 / Float(batchSize)
    let low = Float(smoothing) / Float(classCount)
    let high = 1 - Float(smoothing) + low
    for (image, label) in labels.enumerated() {
      let row = unsafe outputs.pointer.advanced(by: image * classCount)
      let gradients = unsafe gradient.pointer.advanced(by: image * classCount)
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
