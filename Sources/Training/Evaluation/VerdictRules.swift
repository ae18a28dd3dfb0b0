/// The rules that determine the kind of a verdict.
struct VerdictRules {
  /// A kind of verdict with the results that led to it.
  enum Finding {
    case tooFewImages
    case oneClass
    /// The test labels are numbered differently; the value is the predicted class for each given class.
    case renumbered([Int])
    /// The model recognises the training images, but neither a baseline nor the model recognises the test images.
    case shuffled(trainingAccuracy: Double)
    case notLearned
    case splitsDiffer(validation: Proportion)
    case onePixel(median: Double)
    case linear(VerdictEvidence.Baseline)
    case uneven
    case overfitted(trainingAccuracy: Double)
    case undertrained(VerdictEvidence.Baseline)
    case easy(VerdictEvidence.Baseline)
    case hard
    case learnable

    var kind: Verdict.Kind {
      switch self {
      case .tooFewImages: .tooFewImages
      case .oneClass: .oneClass
      case .renumbered, .shuffled: .broken
      case .notLearned: .notLearned
      case .splitsDiffer: .splitsDiffer
      case .onePixel, .linear: .tooEasy
      case .uneven: .uneven
      case .overfitted: .overfitted
      case .undertrained: .undertrained
      case .easy: .easy
      case .hard: .hard
      case .learnable: .learnable
      }
    }
  }

  /// The widest confidence interval that allows a conclusion; with a hundred images, every interval is narrower.
  static let widestInterval = 0.2
  /// The least gap between the training accuracy and the upper bound of the test interval that counts as overfitting.
  static let overfittingGap = 0.1
  /// The least gap between training and test accuracy that counts as broken labels, if the model fails on the test
  /// images.
  static let brokenGap = 0.2
  /// The tolerated advantage of validation images, which exists because the training was stopped by their loss.
  static let validationGap = 0.02
  /// The least median that counts as one pixel being enough, equal to the threshold of the check `one-pixel`.
  static let onePixelMedian = 0.99
  /// The least accuracy of softmax regression that counts as too easy.
  static let linearAccuracy = 0.995
  /// The least accuracy of the constant prediction that counts as uneven.
  static let unevenAccuracy = 0.95
  /// The least accuracy of a baseline that counts as easy if the model beats the baseline.
  static let easyAccuracy = 0.95
  /// The least accuracy of a baseline that counts as easy if the model does not beat the baseline.
  static let easyAccuracyUnbeaten = 0.9
  /// The share of the errors of the constant prediction that the model must avoid; below it the dataset is hard.
  static let hardGain = 0.5

  let evidence: VerdictEvidence

  init(_ evidence: VerdictEvidence) { self.evidence = evidence }

  private var accuracy: Proportion { evidence.test.accuracy }

  /// The first finding that applies. The order is: enough test images, soundness of the dataset and the training,
  /// difficulty of the dataset.
  var finding: Finding {
    let classCount = evidence.test.classes.count { $0.recalled.total > 0 }
    guard accuracy.total > 0, accuracy.interval.width <= Self.widestInterval else { return .tooFewImages }
    guard classCount > 1 else { return .oneClass }
    if let renumbering = evidence.test.confusion.renumbering { return .renumbered(renumbering) }
    guard isLearned(evidence.test) else { return withoutLearning }
    return unsoundTraining ?? difficulty
  }

  /// Returns whether predictions beat the constant one in accuracy or, for uneven classes, in balanced accuracy.
  func isLearned(_ scores: Scores) -> Bool {
    let classCount = scores.classes.count { $0.recalled.total > 0 }
    return scores.accuracy.isAbove(evidence.constant.accuracy)
      || scores.balancedAccuracyInterval.lower > 1 / Double(max(1, classCount))
  }

  /// Whether a baseline learned something from the same images; nil if there is no baseline.
  var baselineIsLearned: Bool? {
    let scores = [evidence.softmax, evidence.nearestNeighbours].compactMap { $0 }
    return scores.isEmpty ? nil : scores.contains(where: isLearned)
  }

  private var withoutLearning: Finding {
    guard let training = evidence.trainingAccuracy,
      training > max(accuracy.interval.upper, evidence.constant.accuracy.value) + Self.brokenGap
    else { return .notLearned }
    // The labels are correct if a baseline learns them.
    return baselineIsLearned == true
      ? .overfitted(trainingAccuracy: training) : .shuffled(trainingAccuracy: training)
  }

  private var unsoundTraining: Finding? {
    if let validation = evidence.validation,
      validation.difference(from: accuracy).lower > Self.validationGap
    {
      return .splitsDiffer(validation: validation)
    }
    // All pairs of classes may be easy to tell apart where all classes together are not.
    if let median = evidence.onePixelMedian, median >= Self.onePixelMedian,
      accuracy.value >= Self.easyAccuracy
    {
      return .onePixel(median: median)
    }
    if evidence.constant.accuracy.value >= Self.unevenAccuracy { return .uneven }
    if let best = evidence.bestBaseline, best.accuracy.isAbove(accuracy) { return .undertrained(best) }
    if let training = evidence.trainingAccuracy, training > accuracy.interval.upper + Self.overfittingGap {
      return .overfitted(trainingAccuracy: training)
    }
    return nil
  }

  private var difficulty: Finding {
    if let softmax = evidence.baselines.first(where: { $0.name == "softmax" }),
      softmax.accuracy.value >= Self.linearAccuracy
    {
      return .linear(softmax)
    }
    if let best = evidence.bestBaseline {
      let isBeaten = accuracy.isAbove(best.accuracy)
      if best.accuracy.value >= (isBeaten ? Self.easyAccuracy : Self.easyAccuracyUnbeaten) {
        return .easy(best)
      }
    }
    let constant = evidence.constant.accuracy.value
    return accuracy.interval.upper - constant < Self.hardGain * (1 - constant) ? .hard : .learnable
  }
}

extension ConfusionMatrix {
  /// The class that each class is predicted as, if the labels of the test images seem to be numbered differently;
  /// otherwise nil.
  ///
  /// Labels count as renumbered if most images of at least two classes are certainly predicted as another class, and no
  /// two classes as the same one. Classes without images are mapped to themselves.
  var renumbering: [Int]? {
    var targets = Array(counts.indices)
    var movedCount = 0
    for given in counts.indices {
      let target = counts[given].indices.reduce(0) { counts[given][$1] > counts[given][$0] ? $1 : $0 }
      guard givenCount(of: given) > 0, target != given else { continue }
      guard Proportion(counts[given][target], of: givenCount(of: given)).interval.lower > 0.5 else {
        return nil
      }
      targets[given] = target
      movedCount += 1
    }
    return movedCount >= 2 && Set(targets).count == targets.count ? targets : nil
  }
}
