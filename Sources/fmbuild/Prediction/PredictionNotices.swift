internal import Wording
internal import Workflows

/// The messages of `predict` about photos, at most ten of a kind.
struct PredictionNotices {
  private enum Kind: CaseIterable {
    case error, warning, assumption
  }

  private var counts: [Kind: Int] = [:]

  /// Shows the messages about some predictions.
  mutating func show(_ predictions: [Prediction]) {
    for prediction in predictions {
      if let error = prediction.error { show(error, .error) }
      if let warning = prediction.seen?.warning { show("\(prediction.name): \(warning)", .warning) }
    }
    // What is assumed about a thousand files of a folder is one message.
    let assumed = predictions.filter { $0.seen?.assumption != nil }
    for (text, names) in Dictionary(grouping: assumed, by: { $0.seen?.assumption ?? "" })
      .mapValues({ $0.map(\.name) }).sorted(by: { $0.key < $1.key })
    {
      let others = names.count > 1 ? " and \(counted(names.count - 1, "more file"))" : ""
      show("\(names[0])\(others): \(text)", .assumption)
    }
  }

  private mutating func show(_ message: String, _ kind: Kind) {
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= ShortList.shownCount { Output.message(message) }
  }

  /// Says how many messages were not shown.
  func finish() {
    for (kind, noun) in [
      (Kind.error, "that cannot be used"), (.warning, "with a warning"), (.assumption, "like these"),
    ] {
      let rest = counts[kind, default: 0] - ShortList.shownCount
      guard rest > 0 else { continue }
      Output.message(
        "… and \(counted(rest, "more photo \(noun)", plural: "more photos \(noun)")) with --json or --csv")
    }
  }
}
