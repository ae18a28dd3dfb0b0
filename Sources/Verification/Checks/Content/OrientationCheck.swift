internal import DatasetFormat
internal import ImageCore
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
        "image-gain", "correlation with its class's mean, also slanted, that mirroring an image must add",
        0.001...2,
        default: 0.1),
    ])

  private let gain: Double
  private let correlation: Double
  private let exampleGain: Double

  /// The number of images of a class that is needed in each split to compare their means.
  private static let minimumExampleCount = 20

  init(_ thresholds: ThresholdValues) {
    gain = thresholds["gain"]
    correlation = thresholds["correlation"]
    exampleGain = thresholds["image-gain"]
  }

  func run(in context: CheckContext) async throws -> CheckReport {
    let means = context.means
    let (turned, comparedCount) = findingsAboutSplits(context, means)
    let examples = try await MirroredImages(gain: exampleGain).examples(in: context)
    var findings = turned
    if !examples.isEmpty {
      findings.append(
        Finding(
          "\(counted(examples.count, "image")) appear\(examples.count == 1 ? "s" : "") mirrored relative to \(context.dataset.owned(classesOf: examples))",
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
}
