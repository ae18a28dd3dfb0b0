internal import DatasetBuilding
internal import DatasetReading

/// How checks speak of items that are alike.
enum Similarity {
  /// The name of the threshold, the same for all checks that have one.
  static let thresholdName = "similarity"

  static func threshold(default value: Double) -> Threshold {
    Threshold(
      thresholdName, "least correlation of the pixels of two items that counts as alike", 0.9...1,
      default: value)
  }

  /// With four decimals, and never more than it is.
  static func formatted(_ similarity: Double) -> String {
    let tenThousandths = Int(similarity * 10_000)
    let decimals = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
  }

  /// What some sets come to: `312 items in 140 sets`.
  static func counted(_ sets: [SimilarSet]) -> String {
    let itemCount = sets.reduce(0) { $0 + $1.members.count }
    return
      "\(DatasetBuilding.counted(itemCount, "item")) in \(DatasetBuilding.counted(sets.count, "set"))"
  }

  /// The two that are most alike: `train 17 and train 423 (0.9997)`.
  static func best(of sets: [SimilarSet]) -> String {
    guard let first = sets.first?.members.first else { return "" }
    return "\(first.position) and \(first.nearest) (\(formatted(first.similarity)))"
  }

  /// To be added where not every pair was looked at.
  static func reservation(_ items: SimilarItems) -> String {
    items.isIncomplete ? "; so much looks alike that not all was compared: there may be more" : ""
  }
}

extension Policy {
  /// The least similarity that a check asks for, of those that are not off.
  var lowestSimilarity: Double {
    CheckCatalogue.descriptions.filter { check in
      !isOff(check) && check.thresholds.contains { $0.name == Similarity.thresholdName }
    }.map { thresholds(of: $0)[Similarity.thresholdName] }.min() ?? 1
  }
}
