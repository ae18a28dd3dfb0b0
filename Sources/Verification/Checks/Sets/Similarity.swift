internal import DatasetFormat
internal import Wording

/// The wording and the threshold that checks for similar images share.
enum Similarity {
  /// The name of the threshold for similarity, the same for all checks that have one.
  static let thresholdName = "similarity"

  static func threshold(default value: Double) -> Threshold {
    Threshold(
      thresholdName, "least correlation of the pixels of two images that counts as alike", 0.9...1,
      default: value)
  }

  /// Returns a similarity with four decimals, rounded down.
  static func formatted(_ similarity: Double) -> String {
    let tenThousandths = Int(similarity * 10_000)
    let decimals = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
  }

  /// Returns the numbers of images and sets as text, such as `312 images in 140 sets`.
  static func counted(_ sets: [SimilarSet]) -> String {
    let exampleCount = sets.reduce(0) { $0 + $1.members.count }
    return
      "\(Wording.counted(exampleCount, "image")) in \(Wording.counted(sets.count, "set"))"
  }

  /// Returns the most similar pair of the sets as text, such as `train 17 and train 423 (0.9997)`; empty if there are
  /// no sets.
  static func best(of sets: [SimilarSet]) -> String {
    guard let first = sets.first?.members.first else { return "" }
    return "\(first.position) and \(first.nearest) (\(formatted(first.similarity)))"
  }

  /// Returns a clause about pairs that were not compared; empty if all were.
  static func reservation(_ examples: SimilarImages) -> String {
    examples.isIncomplete ? "; so much looks alike that not all was compared: there may be more" : ""
  }
}

extension Policy {
  /// The lowest similarity that a check asks for, among the checks that are not off; 1 if there are none.
  var lowestSimilarity: Double {
    CheckCatalogue.descriptions.filter { check in
      !isOff(check) && check.thresholds.contains { $0.name == Similarity.thresholdName }
    }.map { thresholds(of: $0)[Similarity.thresholdName] }.min() ?? 1
  }
}
