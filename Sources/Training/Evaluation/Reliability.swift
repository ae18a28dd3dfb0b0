/// Whether a model's probabilities are true: of the predictions with a probability of about 0.8, four in five should be
/// right.
public struct Reliability: Hashable, Sendable {
  /// The predictions whose probability lies in a range.
  public struct Bin: Hashable, Sendable {
    /// The range of the probabilities; the upper end belongs to the next bin, except in the last one.
    public let lower: Double
    public let upper: Double
    /// The right predictions among all.
    public let right: Proportion
    /// The mean probability of the predictions; 0 if there are none.
    public let meanProbability: Double
  }

  /// The number of bins, which are equally wide.
  public static let binCount = 10

  /// The bins from the lowest probabilities to the highest.
  public let bins: [Bin]

  /// - Parameters:
  ///   - probabilities: the probabilities of the classes, `classCount` per image.
  ///   - labels: the given labels of the images.
  /// - Throws: `TrainingError` if probabilities are missing or too many, or a label is not below `classCount`.
  public init(_ probabilities: [Float], labels: [UInt8], classCount: Int) throws(TrainingError) {
    var sums = [Double](repeating: 0, count: Self.binCount)
    var counts = [(right: Int, all: Int)](repeating: (0, 0), count: Self.binCount)
    for prediction in try Calibration.predictions(probabilities, labels: labels, classCount: classCount) {
      let place = Int(prediction.probability * Double(Self.binCount))
      let bin = min(max(place, 0), Self.binCount - 1)
      sums[bin] += prediction.probability
      counts[bin].all += 1
      if prediction.isRight { counts[bin].right += 1 }
    }
    bins = counts.indices.map { bin in
      Bin(
        lower: Double(bin) / Double(Self.binCount), upper: Double(bin + 1) / Double(Self.binCount),
        right: Proportion(counts[bin].right, of: counts[bin].all),
        meanProbability: counts[bin].all == 0 ? 0 : sums[bin] / Double(counts[bin].all))
    }
  }

  /// The expected calibration error: the mean distance of the share of right predictions from the mean probability, over
  /// the bins by their number of images (Naeini and others 2015, AAAI, 2901-2907); 0 without images.
  public var expectedCalibrationError: Double {
    let count = bins.reduce(0) { $0 + $1.right.total }
    guard count > 0 else { return 0 }
    return bins.reduce(0) { sum, bin in
      sum + Double(bin.right.total) / Double(count) * abs(bin.right.value - bin.meanProbability)
    }
  }
}
