internal import DatasetBuilding
internal import DatasetReading

/// Have the labels to do with the images?
struct LabelSignal: Check {
  static let description = CheckDescription(
    "label-signal", .sets, .error, finds: "labels that have nothing to do with the images",
    because: "labels shifted by one, or shuffled apart from their images, pass every other check",
    thresholds: [
      Threshold(
        "items", "test items that it takes to say so", 1...1_000_000, default: 100)
    ])

  private let itemCount: Int

  init(_ thresholds: ThresholdValues) { itemCount = Int(thresholds["items"]) }

  func examine(_ examination: Examination) async throws -> CheckReport {
    guard let (_, t10k) = examination.comparableSplits, let statistics = examination.statistics[.t10k],
      case let judged = statistics.indices.filter({ !statistics[$0].isBlank && !statistics[$0].isInverted }),
      judged.count >= itemCount
    else {
      return .skipped("there are not \(grouped(itemCount)) test items to judge by")
    }
    let means = (examination.means[.train]?.images ?? [:]).sorted { $0.key < $1.key }.compactMap {
      label, image in
      UnitImage(image).map { (label: label, image: $0) }
    }
    guard means.count > 1 else { return .skipped("there are not two classes in train") }
    let correct = try await Parallel.map(judged.count, pieceLength: 1024) { numbers in
      let levels = t10k.levels.span
      return numbers.count { number in
        let item = judged[number]
        let picture = levels.extracting((item * t10k.pixelCount)..<((item + 1) * t10k.pixelCount))
        // The first of equals, so that the result is the same everywhere.
        var best = (label: -1, correlation: -Double.infinity)
        for (label, image) in means {
          let correlation = image.correlation(with: picture)
          if correlation > best.correlation { best = (label, correlation) }
        }
        return best.label == Int(t10k.labels[item])
      }
    }.reduce(0, +)
    let found = Double(correct) / Double(judged.count)
    let counts = ClassCounts(t10k, classCount: examination.dataset.classCount).counts
    let chance = Double(counts.max() ?? 0) / Double(t10k.count)
    // Three standard deviations above what always saying the largest class gives.
    let limit = chance + 3 * (chance * (1 - chance) / Double(judged.count)).squareRoot()
    return CheckReport(
      summary:
        "the class means of train know \(percent(found)) of t10k (Fashion-MNIST 66.3%; by chance \(percent(chance)))",
      findings: found > limit
        ? []
        : [
          Finding(
            "the class means of train know \(percent(found)) of the test items, and always saying the largest class would know \(percent(chance))",
            remedy:
              "look whether labels and images were shuffled, sorted or numbered apart from each other; make both again together"
          )
        ])
  }
}
