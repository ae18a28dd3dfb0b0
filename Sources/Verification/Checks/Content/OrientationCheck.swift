internal import DatasetFormat
internal import ImageCore
internal import Processors
internal import Wording

/// A check for classes that are mirrored, turned or transposed in one split, and for single mirrored images.
struct OrientationCheck: Check {
  static let description = CheckDescription(
    "orientation", .content, .warning,
    finds:
      "a class mirrored, turned or transposed in one split, and single images that appear mirrored relative to their class",
    because:
      "shoes that point left in training are not known when they point right; of whole sets --against tells",
    thresholds: [
      Threshold("gain", "correlation of the class means that turning one must add", 0.001...2, default: 0.05),
      Threshold(
        "correlation", "correlation that the turned class mean must have, to be the same thing turned",
        -1...1,
        default: 0.9),
      Threshold(
        "image-gain", "correlation with its class's mean that mirroring an image must add", 0.001...2,
        default: 0.1),
    ])

  private let gain: Double
  private let correlation: Double
  private let exampleGain: Double

  /// The number of images of a class that is needed in each split to compare their means.
  private static let minimumExampleCount = 20
  /// The largest correlation of a class's mean with its mirror image; single images of a more symmetric class are not
  /// examined.
  private static let largestOwnSymmetry = 0.8
  private static let minimumCountForExamples = 50
  /// The smallest correlation of an image with the mirrored mean of its class, to be called a mirrored image of the
  /// class.
  private static let minimumCorrelation = 0.6

  init(_ thresholds: ThresholdValues) {
    gain = thresholds["gain"]
    correlation = thresholds["correlation"]
    exampleGain = thresholds["image-gain"]
  }

  func run(in context: CheckContext) async throws -> CheckReport {
    let means = context.means
    let (turned, comparedCount) = findingsAboutSplits(context, means)
    let examples = try await mirroredExamples(context, means)
    var findings = turned
    if !examples.isEmpty {
      findings.append(
        Finding(
          "\(counted(examples.count, "image")) appear\(examples.count == 1 ? "s" : "") mirrored relative to \(examples.count == 1 ? "its class" : "their classes")",
          remedy:
            "mirror the photos (or the images) unless both directions are wanted",
          examples: examples))
    }
    guard comparedCount > 0 || !examples.isEmpty else {
      return .skipped("no class has \(Self.minimumExampleCount) images in both splits to compare")
    }
    return CheckReport(
      summary: "\(counted(comparedCount, "class", plural: "classes")) the same way up in both splits",
      findings: findings
    ).withSummary(
      [
        turned.isEmpty
          ? nil : counted(turned.count, "class", plural: "classes") + " not the same way up in both splits",
        examples.isEmpty ? nil : counted(examples.count, "image") + " mirrored",
      ].compactMap { $0 }.joined(separator: ", "))
  }

  private func findingsAboutSplits(_ context: CheckContext, _ means: [Split: ClassMeans]) -> (
    [Finding], Int
  ) {
    var findings: [Finding] = []
    var comparedLabels: Set<Int> = []
    for (train, heldOut) in context.heldOutPairs {
      guard let trainMeans = means[.train], let otherMeans = means[heldOut.split] else { continue }
      let labels = trainMeans.images.keys.sorted().filter {
        min(trainMeans.counts[$0] ?? 0, otherMeans.counts[$0] ?? 0) >= Self.minimumExampleCount
      }
      comparedLabels.formUnion(labels)
      findings += labels.compactMap { label -> Finding? in
        guard
          let match = SymmetryMatch(
            trainMeans.images[label] ?? [], laidLike: otherMeans.images[label] ?? [], train.size),
          match.gain > gain, match.correlation >= correlation
        else { return nil }
        let name = context.dataset.className(label)
        return Finding(
          "\(name): \(heldOut.split.rawValue) is like \(train.split.rawValue) \(match.symmetry.rawValue) (correlation "
            + "of the means \(decimal(match.correlation, 2)), as they are "
            + "\(decimal(match.correlation - match.gain, 2)))",
          remedy: "lay the images of one split as those of the other, or make both with one program")
      }
    }
    return (findings, comparedLabels.count)
  }

  private func mirroredExamples(_ context: CheckContext, _ means: [Split: ClassMeans]) async throws
    -> [Finding.Example]
  {
    var examples: [Finding.Example] = []
    for (part, statistics) in context.splits {
      guard let means = means[part.split] else { continue }
      let pairs = means.images.compactMapValues { image -> (own: UnitImage, mirrored: UnitImage)? in
        guard let own = UnitImage(image),
          let mirrored = UnitImage(Symmetry.mirrored.applied(to: image, part.size)),
          own.correlation(with: mirrored) <= Self.largestOwnSymmetry
        else { return nil }
        return (own, mirrored)
      }.filter { means.counts[$0.key] ?? 0 >= Self.minimumCountForExamples }
      guard !pairs.isEmpty else { continue }
      examples += try await Parallel.map(part.count, pieceLength: 4096) { indices in
        let levels = part.levels.span
        return indices.compactMap { index -> Finding.Example? in
          guard let pair = pairs[Int(part.labels[index])], statistics[index].isPlain else { return nil }
          let example = levels.extracting((index * part.pixelCount)..<((index + 1) * part.pixelCount))
          let mirrored = pair.mirrored.correlation(with: example)
          let found = mirrored - pair.own.correlation(with: example)
          guard found > exampleGain, mirrored >= Self.minimumCorrelation else { return nil }
          return Finding.Example(
            ExamplePosition(part.split, index), "mirrored, it is more like its class by \(decimal(found, 2))")
        }
      }.flatMap { $0 }
    }
    return examples
  }
}
