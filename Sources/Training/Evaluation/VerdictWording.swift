/// The wording of a verdict.
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
    case .tooFewImages:
      return accuracy.total == 0
        ? "too few test images to judge: there are none; add test images"
        : "too few test images to judge: the accuracy may be \(range(accuracy.interval)) by "
          + "\(testImages); a few hundred are needed"
    case .oneClass:
      return
        "only one class: all of \(testImages) have the same label; check the test labels"
    case .renumbered(let targets):
      return "broken: \(described(targets)); number the labels of both splits in the same way"
    case .shuffled(let training):
      return
        "broken: accuracy \(share(training)) on training images, \(share(accuracy.value)) on test images, no better than "
        + "\(constant.name) (\(share(constant.accuracy.value))); check whether the labels of one split are shuffled, or in another order than its images"
    case .notLearned:
      return "not learned: \(model) gets \(share(accuracy.value)), no better than \(constant.name) "
        + "(\(share(constant.accuracy.value))); \(remedyForNotLearned)"
    case .splitsDiffer(let validation):
      return
        "splits differ: accuracy \(share(validation.value)) on validation images, \(share(accuracy.value)) on test images; "
        + "check whether the test images are of another kind, or the training images contain duplicates"
    case .onePixel(let median):
      return
        "too easy: one pixel is enough to tell half of all pairs of classes apart with an accuracy of \(share(median)) or more; "
        + "check whether a border, a mark or the background gives classes away"
    case .linear(let baseline):
      return "too easy: \(baseline.name) is enough (\(share(baseline.accuracy.value))); "
        + "check whether a border, a mark or the background gives classes away"
    case .uneven:
      return "uneven: \(constant.name) already gets \(share(constant.accuracy.value)); "
        + "judge by the balanced accuracy, \(share(evidence.test.balancedAccuracy))"
    case .overfitted(let training):
      return
        "overfitted: accuracy \(share(training)) on training images, \(share(accuracy.value)) on test images; "
        + "see what 'fmbuild verify' says of the images, add images, or use augmentation or a smaller model"
    case .undertrained(let baseline):
      return "undertrained: \(baseline.name) beats \(model) by \(points(baseline.accuracy, accuracy)); "
        + "train for more \(evidence.epochs.map { "than \($0) epoch\($0 == 1 ? "" : "s")" } ?? "epochs"), or with another learning rate"
    case .easy(let baseline):
      return
        "easy: \(baseline.name) alone gets \(share(baseline.accuracy.value)), \(model) \(share(accuracy.value))"
    case .hard:
      return
        "hard: \(model) gets \(share(accuracy.value)), \(constant.name) \(share(constant.accuracy.value)); "
        + "look at the most confused classes"
    case .learnable:
      let best = evidence.bestBaseline ?? constant
      guard !accuracy.isAbove(best.accuracy) else { return "learnable: \(comparison(with: best))" }
      return "learnable: \(model) gets \(share(accuracy.value)), and \(best.name) does about as well with "
        + "\(share(best.accuracy.value)): \(testImages) cannot tell them apart"
    }
  }

  /// Returns sentences on the accuracy, every baseline, and the training and validation images, without the content of
  /// the headline.
  func details(_ finding: VerdictRules.Finding) -> [String] {
    guard accuracy.total > 0 else { return [] }
    let figure =
      "\(evidence.modelName) classifies \(accuracy.count) of \(accuracy.total) test images correctly: "
      + "\(share(accuracy.value)) (95% confidence interval \(range(accuracy.interval)))."
    let others = ([constant] + evidence.baselines).map { comparison(with: $0) + "." }
    var sentences = [figure]
    sentences += others.filter { "learnable: \($0)" != headline(finding) + "." }
    if let training = evidence.trainingAccuracy {
      sentences.append("After the training, the accuracy on the training images is \(share(training)).")
    }
    if let validation = evidence.validation, validation.total > 0 {
      sentences.append(
        "The accuracy on \(validation.total) validation images is \(share(validation.value))."
      )
    }
    return sentences
  }

  /// Returns a comparison such as `the CNN beats 5-NN by 4.1 points`.
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
      + "too close to tell apart with \(testImages)"
  }

  private var testImages: String { "\(accuracy.total) test image\(accuracy.total == 1 ? "" : "s")" }

  private var remedyForNotLearned: String {
    // A model without epochs has no learning rate.
    guard evidence.epochs != nil else { return "it is no network; train one, such as --model lenet5" }
    switch rules.baselineIsLearned {
    case true:
      let best = evidence.bestBaseline.map { "\($0.name) gets \(share($0.accuracy.value))" } ?? ""
      return "\(best) with the same images, so train longer, or with a smaller learning rate"
    case false: return "neither is any baseline, so check whether labels and images match"
    case nil: return "check whether labels and images match, or train longer"
    }
  }

  private func described(_ targets: [Int]) -> String {
    let moved = targets.indices.filter { targets[$0] != $0 }
    let shown = moved.prefix(3).map { "\(evidence.className(targets[$0])) for \(evidence.className($0))" }
    let rest = moved.count > 3 ? " and \(moved.count - 3) more" : ""
    return "the test labels are numbered differently from the training labels: the model predicts "
      + shown.joined(separator: ", ") + rest
  }

  // The third decimal is meaningful for a thousand images or more.
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
  /// Returns the number, which must not be negative, with `digitCount` decimals.
  fileprivate func decimal(digitCount: Int) -> String {
    let scale = (0..<digitCount).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int((self * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: digitCount - fraction.count) + fraction
  }
}
