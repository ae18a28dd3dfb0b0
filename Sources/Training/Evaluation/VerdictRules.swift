/// Decides which of the kinds the figures are.
struct VerdictRules {
  /// A kind with what it was decided by.
  enum Finding {
    case tooFewItems
    case oneClass
    /// The class that each class is taken for.
    case renumbered([Int])
    /// Learnt by heart, and nothing of it holds for test images.
    case shuffled(trainingAccuracy: Double)
    case notLearnt
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
      case .tooFewItems: .tooFewItems
      case .oneClass: .oneClass
      case .renumbered, .shuffled: .broken
      case .notLearnt: .notLearnt
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

  /// An interval wider than that says nothing; a hundred items are always enough.
  static let widestInterval = 0.2
  /// How far training must be above what test can be for images to be known by heart.
  static let overfittingGap = 0.1
  /// Likewise if nothing was learnt that holds for test images.
  static let brokenGap = 0.2
  /// Validation images that training was stopped by come out a little better than others; no more than that.
  static let validationGap = 0.02
  /// From there on half of the pairs of classes are told apart by a pixel each, as the check `one-pixel` has it.
  static let onePixelMedian = 0.99
  static let linearAccuracy = 0.995
  static let unevenAccuracy = 0.95
  static let easyAccuracy = 0.95
  /// If the model does no better.
  static let easyAccuracyUnbeaten = 0.9
  /// Share of what always saying the same gets wrong.
  static let hardGain = 0.5

  let evidence: VerdictEvidence

  init(_ evidence: VerdictEvidence) { self.evidence = evidence }

  private var accuracy: Proportion { evidence.test.accuracy }

  /// The first that applies: whether the figures say anything, whether the dataset is sound, whether the training is, and only
  /// then how hard the dataset is.
  var finding: Finding {
    let classCount = evidence.test.classes.count { $0.recalled.total > 0 }
    guard accuracy.total > 0, accuracy.interval.width <= Self.widestInterval else { return .tooFewItems }
    guard classCount > 1 else { return .oneClass }
    if let renumbering = evidence.test.confusion.renumbering { return .renumbered(renumbering) }
    guard isLearnt(evidence.test) else { return withoutLearning }
    return unsoundTraining ?? difficulty
  }

  /// Whether more is right than by always saying the same, in all or, where classes are uneven, class by class.
  func isLearnt(_ scores: Scores) -> Bool {
    let classCount = scores.classes.count { $0.recalled.total > 0 }
    return scores.accuracy.isAbove(evidence.constant.accuracy)
      || scores.balancedAccuracyInterval.lower > 1 / Double(max(1, classCount))
  }

  /// Whether a baseline learnt something from the same files; nil if there is none.
  var baselineIsLearnt: Bool? {
    let scores = [evidence.softmax, evidence.nearestNeighbours].compactMap { $0 }
    return scores.isEmpty ? nil : scores.contains(where: isLearnt)
  }

  private var withoutLearning: Finding {
    guard let training = evidence.trainingAccuracy,
      training > max(accuracy.interval.upper, evidence.constant.accuracy.value) + Self.brokenGap
    else { return .notLearnt }
    // Labels that a baseline learns are not at fault.
    return baselineIsLearnt == true
      ? .overfitted(trainingAccuracy: training) : .shuffled(trainingAccuracy: training)
  }

  private var unsoundTraining: Finding? {
    if let validation = evidence.validation,
      validation.difference(from: accuracy).lower > Self.validationGap
    {
      return .splitsDiffer(validation: validation)
    }
    // Pairs may be easy where ten classes together are not.
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
  /// The class that each class is taken for, if most items of at least two classes surely are taken for another, and no two
  /// classes for the same one: labels that were numbered otherwise in the test files. Classes without items stand for
  /// themselves. Nil if there is no such thing.
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
