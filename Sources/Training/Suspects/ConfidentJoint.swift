/// An estimate of the number of images of each given class that truly belong to each class, by confident learning
/// (Northcutt, Jiang and Chuang 2021, Journal of Artificial Intelligence Research 70, 1373-1411, section 3).
///
/// The probabilities of an image must come from a model that was not trained with it, see `CrossValidation`.
public struct ConfidentJoint: Hashable, Sendable {
  /// The mean probability of each class among the images with its label (t_j in equation 2); nil for a class without
  /// images.
  public let thresholds: [Double?]
  /// The number of images by given class (rows) and by the most probable class that reaches its threshold (columns): C
  /// in equation 1.
  ///
  /// Images for which no class reaches its threshold are not counted.
  public let counts: [[Int]]
  /// The class under which each image is counted; nil if the image is not counted.
  public let confidentClasses: [Int?]

  /// - Parameter probabilities: the probabilities of the classes, `classCount` per image.
  /// - Throws: `TrainingError` if probabilities are missing or too many, or a label is not below `classCount`.
  public init(labels: [UInt8], probabilities: [Float], classCount: Int) throws(TrainingError) {
    self.init(
      try ProbabilityTable(probabilities, labels: labels, classCount: classCount), labels: labels)
  }

  init(_ probabilities: ProbabilityTable, labels: [UInt8]) {
    let classes = 0..<probabilities.classCount
    var sums = [Double](repeating: 0, count: classes.count)
    var imageCounts = [Int](repeating: 0, count: classes.count)
    for (image, label) in labels.enumerated() {
      sums[Int(label)] += probabilities[image, Int(label)]
      imageCounts[Int(label)] += 1
    }
    let thresholds = classes.map { imageCounts[$0] == 0 ? nil : sums[$0] / Double(imageCounts[$0]) }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    var confidentClasses: [Int?] = []
    confidentClasses.reserveCapacity(labels.count)
    for (image, label) in labels.enumerated() {
      let confident = classes.filter { label in
        thresholds[label].map { probabilities[image, label] >= $0 } ?? false
      }
      let best = confident.first.map { first in
        confident.reduce(first) { probabilities[image, $1] > probabilities[image, $0] ? $1 : $0 }
      }
      if let best { counts[Int(label)][best] += 1 }
      confidentClasses.append(best)
    }
    self.thresholds = thresholds
    self.counts = counts
    self.confidentClasses = confidentClasses
    self.imageCounts = imageCounts
  }

  /// The number of images with the label of each class.
  private let imageCounts: [Int]

  /// The estimated share of all images by given class (rows) and true class (columns): Q in equation 3.
  ///
  /// The shares are the counts, scaled to the number of images with each label. The labels of a class without any
  /// counts are taken to be correct.
  public var distribution: [[Double]] {
    let total = Double(max(1, imageCounts.reduce(0, +)))
    return counts.indices.map { given in
      let counted = counts[given].reduce(0, +)
      return counts.indices.map { label in
        let share = counted == 0 ? (label == given ? 1 : 0) : Double(counts[given][label]) / Double(counted)
        return share * Double(imageCounts[given]) / total
      }
    }
  }

  /// The estimated number of images with a wrong label: the sum off the diagonal of the distribution.
  public var estimatedErrorCount: Double {
    let distribution = distribution
    let right = distribution.indices.reduce(0) { $0 + distribution[$1][$1] }
    return imageCounts.reduce(0, +) == 0 ? 0 : Double(imageCounts.reduce(0, +)) * (1 - right)
  }
}
