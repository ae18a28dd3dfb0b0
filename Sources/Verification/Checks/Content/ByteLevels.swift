internal import DatasetFormat
internal import Wording

/// A check for splits whose levels all lie close together, such as 0 and 1, because the images were divided before they
/// were written as bytes.
struct ByteLevels: Check {
  static let description = CheckDescription(
    "byte-levels", .content, .error,
    finds: "a split whose images use a few low levels only, such as 0 and 1",
    because:
      "images that were divided by 255 before they were written are black to a network that divides again")

  /// The reason of other checks of levels to skip a dataset in which this check finds every split.
  static let reasonToSkip = "all levels lie close together: see byte-levels"

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let ranges = context.splits.compactMap { part, statistics in
      LevelRange(statistics).map { (part: part, range: $0) }
    }
    guard let lowest = ranges.map(\.range.lowest).min(), let highest = ranges.map(\.range.highest).max()
    else {
      return .skipped("there are no two levels to compare")
    }
    let findings = ranges.filter(\.range.isNarrow).map { Self.finding($0.range, $0.part) }
    return CheckReport(summary: "levels \(lowest) to \(highest)", findings: findings)
      .withSummary("of \(counted(ranges.count, "split"))")
  }

  private static func finding(_ range: LevelRange, _ part: SplitData) -> Finding {
    let images = "\(part.split.rawValue): the levels of \(counted(part.count, "image")) are all"
    let which =
      range.highest == range.lowest + 1
      ? "\(range.lowest) or \(range.highest)" : "\(range.lowest) to \(range.highest)"
    let width = Int(range.highest) - Int(range.lowest)
    let divided =
      width == 1
      ? "multiply by 255 before they are written: levels of 0 and 1 stand where bytes of 0 to 255 are meant, as in a mask or an image "
        + "that was divided by 255"
      : "multiply by \(255 / width) before they are written: levels of 0 to \(width) stand where bytes of 0 to 255 are meant"
    return Finding(
      "\(images) \(which), of 0 to 255",
      remedy: range.isHigh ? "subtract them from 255, and then \(divided)" : divided)
  }
}
