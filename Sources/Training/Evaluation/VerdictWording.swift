/// Says what the figures are.
struct VerdictWording {
  private let evidence: VerdictEvidence
  private let rules: VerdictRules

  init(_ evidence: VerdictEvidence) {
    self.evidence = evidence
    rules = VerdictRules(evidence)
  }

  private var accuracy: Proportion { evidence.test.accuracy }
  private var constant: VerdictEvidence.Baseline { evidence.constant }

  func headline(_ finding: VerdictRules.Finding) -> String {
    let model = evidence.modelName
    switch finding {
    case .tooFewItems:
      return accuracy.total == 0
        ? "too few test items to tell: there are none; give test files"
        : "too few test items to tell: \(range(accuracy.interval)); give some hundreds"
    case .oneClass:
      return
        "nothing to tell apart: all \(accuracy.total) test items are of one class; look at the test labels"
    case .renumbered(let targets):
      return "broken: \(described(targets)); number the labels of both splits alike"
    case .shuffled(let training):
      return
        "broken: train \(share(training)), test \(share(accuracy.value)), no better than \(constant.name) "
        + "(\(share(constant.accuracy.value))); look whether the labels of one split are shuffled, or in another order than its images"
    case .notLearnt:
      return "not learnt: \(model) at \(share(accuracy.value)) is no better than \(constant.name) "
        + "(\(share(constant.accuracy.value))); \(remedyForNotLearnt)"
    case .splitsDiffer(let validation):
      return
        "splits differ: \(share(validation.value)) of images set aside from the training files, \(share(accuracy.value)) of "
        + "the test files; look whether the test images are of another kind, or the training files hold images twice"
    case .onePixel(let median):
      return
        "too easy: one pixel is enough, it tells half of all pairs of classes apart in \(share(median)) or more; "
        + "look whether a border, a mark or the ground gives classes away"
    case .linear(let baseline):
      return "too easy: \(baseline.name) is enough (\(share(baseline.accuracy.value))); "
        + "look whether a border, a mark or the ground gives classes away"
    case .uneven:
      return "uneven: \(constant.name) already gets \(share(constant.accuracy.value)); "
        + "judge by the balanced accuracy, \(share(evidence.test.balancedAccuracy))"
    case .overfitted(let training):
      return "overfitted: train \(share(training)), test \(share(accuracy.value)); "
        + "give more images, or take a smaller model, augmentation or fewer epochs"
    case .undertrained(let baseline):
      return "undertrained: \(baseline.name) beats \(model) by \(points(baseline.accuracy, accuracy)); "
        + "train longer\(evidence.epochs.map { " than \($0) epoch\($0 == 1 ? "" : "s")" } ?? ""), or with another learning rate"
    case .easy(let baseline):
      return
        "easy: \(baseline.name) alone gets \(share(baseline.accuracy.value)), \(model) \(share(accuracy.value))"
    case .hard:
      return
        "hard: \(model) gets \(share(accuracy.value)) where \(constant.name) gets \(share(constant.accuracy.value)); "
        + "look at the most confused classes"
    case .learnable: return "learnable: \(comparison(with: evidence.bestBaseline ?? constant))"
    }
  }

  /// The accuracy with its interval, every baseline and the gaps, unless the headline says it.
  func details(_ finding: VerdictRules.Finding) -> [String] {
    guard accuracy.total > 0 else { return [] }
    let figure =
      "\(evidence.modelName) gets \(accuracy.count) of \(accuracy.total) test items right: "
      + "\(share(accuracy.value)), with 95% confidence \(range(accuracy.interval))."
    let others = ([constant] + evidence.baselines).map { comparison(with: $0) + "." }
    var sentences = [figure]
    if case .learnable = finding {
      sentences += others.filter { "learnable: \($0)" != headline(finding) + "." }
    } else {
      sentences += others
    }
    if let training = evidence.trainingAccuracy {
      sentences.append("Of the images trained with, \(share(training)) are right.")
    }
    if let validation = evidence.validation, validation.total > 0 {
      sentences.append(
        "Of \(validation.total) images set aside from the training files, \(share(validation.value)) are right."
      )
    }
    return sentences
  }

  /// `the CNN beats 5-NN by 4.1 points`, or what else is the case.
  private func comparison(with baseline: VerdictEvidence.Baseline) -> String {
    let other = baseline.accuracy
    if accuracy.isAbove(other) {
      return "\(evidence.modelName) beats \(baseline.name) by \(points(accuracy, other))"
    }
    if other.isAbove(accuracy) {
      return "\(baseline.name) beats \(evidence.modelName) by \(points(other, accuracy))"
    }
    return
      "\(evidence.modelName) and \(baseline.name) get \(share(accuracy.value)) and \(share(other.value)), "
      + "which \(accuracy.total) test items do not tell apart"
  }

  private var remedyForNotLearnt: String {
    switch rules.baselineIsLearnt {
    case true:
      let best = evidence.bestBaseline.map { "\($0.name) gets \(share($0.accuracy.value))" } ?? ""
      return "\(best) from the same files, so train longer, or with a smaller learning rate"
    case false: return "no baseline is either, so look whether labels and images belong together"
    case nil: return "look whether labels and images belong together, or train longer"
    }
  }

  private func described(_ targets: [Int]) -> String {
    let moved = targets.indices.filter { targets[$0] != $0 }
    let shown = moved.prefix(3).map { "\(evidence.className($0)) for \(evidence.className(targets[$0]))" }
    let rest = moved.count > 3 ? " and \(moved.count - 3) more" : ""
    return "the test labels are numbered otherwise than the training labels: the model takes "
      + shown.joined(separator: ", ") + rest
  }

  // With a thousand items and more the third digit says something.
  private func share(_ value: Double) -> String { value.decimal(digitCount: accuracy.total >= 1000 ? 3 : 2) }

  private func range(_ interval: Interval) -> String {
    "\(share(interval.lower)) to \(share(interval.upper))"
  }

  private func points(_ better: Proportion, _ worse: Proportion) -> String {
    let number = (100 * (better.value - worse.value)).decimal(digitCount: 1)
    return "\(number) point\(number == "1.0" ? "" : "s")"
  }
}

extension Double {
  /// With so many digits behind the point; for numbers that are not negative.
  fileprivate func decimal(digitCount: Int) -> String {
    let scale = (0..<digitCount).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int((self * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: digitCount - fraction.count) + fraction
  }
}
