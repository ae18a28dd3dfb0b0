/// How many items of each given class are, as far as a model can tell, of each class: confident learning (Northcutt, Jiang
/// and Chuang 2021, Journal of Artificial Intelligence Research 70, 1373-1411, section 3).
///
/// Probabilities must come from models that were not trained with the item, see `CrossValidation`.
public struct ConfidentJoint: Hashable, Sendable {
  /// The mean probability of each class among the items given it: t_j in equation 2; nil for a class without items.
  public let thresholds: [Double?]
  /// Items by given class (rows) and the most probable of the classes that reach their threshold (columns): C in equation 1.
  /// Items for which no class does are not counted.
  public let counts: [[Int]]
  /// The class under which each item is counted; nil for those that are not.
  public let confidentClasses: [Int?]

  /// - Parameter probabilities: `classCount` an item.
  /// - Throws: `TrainingError` if there are not as many, or a label names no class.
  public init(labels: [UInt8], probabilities: [Float], classCount: Int) throws(TrainingError) {
    self.init(
      try ProbabilityTable(probabilities, labels: labels, classCount: classCount), labels: labels)
  }

  init(_ probabilities: ProbabilityTable, labels: [UInt8]) {
    let classes = 0..<probabilities.classCount
    var sums = [Double](repeating: 0, count: classes.count)
    var itemCounts = [Int](repeating: 0, count: classes.count)
    for (item, label) in labels.enumerated() {
      sums[Int(label)] += probabilities[item, Int(label)]
      itemCounts[Int(label)] += 1
    }
    let thresholds = classes.map { itemCounts[$0] == 0 ? nil : sums[$0] / Double(itemCounts[$0]) }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
    var confidentClasses: [Int?] = []
    confidentClasses.reserveCapacity(labels.count)
    for (item, label) in labels.enumerated() {
      let confident = classes.filter { label in
        thresholds[label].map { probabilities[item, label] >= $0 } ?? false
      }
      let best = confident.first.map { first in
        confident.reduce(first) { probabilities[item, $1] > probabilities[item, $0] ? $1 : $0 }
      }
      if let best { counts[Int(label)][best] += 1 }
      confidentClasses.append(best)
    }
    self.thresholds = thresholds
    self.counts = counts
    self.confidentClasses = confidentClasses
    self.itemCounts = itemCounts
  }

  /// Items given each class.
  private let itemCounts: [Int]

  /// The share of all items by given class (rows) and true class (columns): Q in equation 3, the counts scaled to the items
  /// that each class was given. A class of which nothing is counted is taken to be right.
  public var distribution: [[Double]] {
    let total = Double(max(1, itemCounts.reduce(0, +)))
    return counts.indices.map { given in
      let counted = counts[given].reduce(0, +)
      return counts.indices.map { label in
        let share = counted == 0 ? (label == given ? 1 : 0) : Double(counts[given][label]) / Double(counted)
        return share * Double(itemCounts[given]) / total
      }
    }
  }

  /// How many items are estimated to have a wrong label: what lies off the diagonal of the distribution.
  public var estimatedErrorCount: Double {
    let distribution = distribution
    let right = distribution.indices.reduce(0) { $0 + distribution[$1][$1] }
    return itemCounts.reduce(0, +) == 0 ? 0 : Double(itemCounts.reduce(0, +)) * (1 - right)
  }
}
