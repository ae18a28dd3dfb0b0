internal import DatasetFormat
internal import Processors
internal import Wording

/// A check for labels that are unrelated to the images.
///
/// Each test image is assigned to the class whose mean training image it correlates with best. The share of images that
/// get their own label is computed for each class, and the mean over the classes, the balanced accuracy, is compared
/// with what shuffled labels get (a permutation test). So neither the sizes nor the number of the classes matter.
struct LabelSignal: Check {
  static let description = CheckDescription(
    "label-signal", .sets, .error, finds: "labels that have nothing to do with the images",
    because: "labels shifted by one, or shuffled apart from their images, pass every other check",
    thresholds: [
      Threshold(
        "images", "test images that it takes to say so", 1...1_000_000, default: 100),
      Threshold(
        "level", "probability of taking unrelated labels for related ones", 0.001...0.5, default: 0.01),
    ])

  private let exampleCount: Int
  private let level: Double

  init(_ thresholds: ThresholdValues) {
    exampleCount = Int(thresholds["images"])
    level = thresholds["level"]
  }

  /// The largest number of test images that are judged; more would make the check slow, and the result no surer.
  private static let maximumJudgedCount = 10_000

  func run(in context: CheckContext) async throws -> CheckReport {
    guard let (_, test) = context.trainAndTest, let statistics = context.statistics[.test],
      case let usable = statistics.indices.filter({ !statistics[$0].isBlank && !statistics[$0].isInverted }),
      usable.count >= exampleCount
    else {
      return .skipped("there are not \(grouped(exampleCount)) test images to judge by")
    }
    let means = (context.means[.train]?.images ?? [:]).sorted { $0.key < $1.key }.compactMap {
      label, image in
      UnitImage(image).map { (label: label, image: $0) }
    }
    guard means.count > 1 else { return .skipped("there are not two classes in train") }
    let judged = Self.thinned(usable)
    let labels = judged.map { Int(test.labels[$0]) }
    guard Set(labels).count > 1 else { return .skipped("there are not two classes in test") }
    let assigned = try await Parallel.map(judged.count, pieceLength: 1024) { numbers in
      numbers.map { number in
        // The first of several equally good labels is chosen, so that the result is the same everywhere.
        var best = (label: -1, correlation: -Double.infinity)
        for (label, image) in means {
          let correlation = image.correlation(with: judged[number], of: test)
          if correlation > best.correlation { best = (label, correlation) }
        }
        return best.label
      }
    }.flatMap { $0 }
    let signal = PermutationTest(labels: labels, assigned: assigned)
    let (found, chance) = (percent(signal.accuracy), percent(signal.shuffledMean))
    return CheckReport(
      summary:
        "the class means of train know \(found) of test, as the mean over the classes (Fashion-MNIST 66.3%; by chance \(chance))",
      findings: signal.probability <= level
        ? []
        : [
          Finding(
            "the class means of train know \(found) of the test images, as the mean over the classes, and with shuffled labels \(chance)",
            remedy:
              "look whether labels and images were shuffled, sorted or numbered apart from each other; make both again together"
          )
        ])
  }

  /// Returns as many of the indices as are judged, evenly spread.
  private static func thinned(_ indices: [Int]) -> [Int] {
    guard indices.count > maximumJudgedCount else { return indices }
    return (0..<maximumJudgedCount).map { indices[$0 * indices.count / maximumJudgedCount] }
  }
}
