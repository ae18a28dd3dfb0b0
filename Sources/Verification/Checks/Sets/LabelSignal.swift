internal import DatasetFormat
internal import Processors
internal import Wording

/// A check for labels that are unrelated to the images.
struct LabelSignal: Check {
  static let description = CheckDescription(
    "label-signal", .sets, .error, finds: "labels that have nothing to do with the images",
    because: "labels shifted by one, or shuffled apart from their images, pass every other check",
    thresholds: [
      Threshold(
        "images", "test images that it takes to say so", 1...1_000_000, default: 100)
    ])

  private let exampleCount: Int

  init(_ thresholds: ThresholdValues) { exampleCount = Int(thresholds["images"]) }

  func run(in context: CheckContext) async throws -> CheckReport {
    guard let (_, test) = context.trainAndTest, let statistics = context.statistics[.test],
      case let judged = statistics.indices.filter({ !statistics[$0].isBlank && !statistics[$0].isInverted }),
      judged.count >= exampleCount
    else {
      return .skipped("there are not \(grouped(exampleCount)) test images to judge by")
    }
    let means = (context.means[.train]?.images ?? [:]).sorted { $0.key < $1.key }.compactMap {
      label, image in
      UnitImage(image).map { (label: label, image: $0) }
    }
    guard means.count > 1 else { return .skipped("there are not two classes in train") }
    let correct = try await Parallel.map(judged.count, pieceLength: 1024) { numbers in
      let levels = test.levels.span
      return numbers.count { number in
        let example = judged[number]
        let picture = levels.extracting((example * test.pixelCount)..<((example + 1) * test.pixelCount))
        // The first of several equally good labels is chosen, so that the result is the same everywhere.
        var best = (label: -1, correlation: -Double.infinity)
        for (label, image) in means {
          let correlation = image.correlation(with: picture)
          if correlation > best.correlation { best = (label, correlation) }
        }
        return best.label == Int(test.labels[example])
      }
    }.reduce(0, +)
    let found = Double(correct) / Double(judged.count)
    let counts = ClassCounts(test, classCount: context.dataset.classCount).counts
    let chance = Double(counts.max() ?? 0) / Double(test.count)
    // Three standard deviations above the accuracy of always choosing the largest class.
    let limit = chance + 3 * (chance * (1 - chance) / Double(judged.count)).squareRoot()
    return CheckReport(
      summary:
        "the class means of train know \(percent(found)) of test (Fashion-MNIST 66.3%; by chance \(percent(chance)))",
      findings: found > limit
        ? []
        : [
          Finding(
            "the class means of train know \(percent(found)) of the test images, and always saying the largest class would know \(percent(chance))",
            remedy:
              "look whether labels and images were shuffled, sorted or numbered apart from each other; make both again together"
          )
        ])
  }
}
