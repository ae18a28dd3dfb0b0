internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

/// Do all products of a class look the same way?
struct Orientation: Check {
  static let description = CheckDescription(
    "orientation", .content, .warning,
    finds: "a class mirrored, turned or transposed in one split, and single items that look the other way",
    because:
      "shoes that point left in training are not known when they point right; of whole sets --against tells",
    thresholds: [
      Threshold("gain", "correlation of the class means that turning one must add", 0.001...2, default: 0.05),
      Threshold(
        "correlation", "correlation that the turned class mean must have, to be the same thing turned",
        -1...1,
        default: 0.9),
      Threshold(
        "item-gain", "correlation with its class's mean that mirroring an item must add", 0.001...2,
        default: 0.1),
    ])

  private let gain: Double
  private let correlation: Double
  private let itemGain: Double

  /// The mean of fewer is not the class's.
  private static let minimumItemCount = 20
  /// Of a class that nearly equals its mirror image no item can be said to look the other way.
  private static let largestOwnSymmetry = 0.8
  private static let minimumCountForItems = 50
  /// An item less like the mirrored mean than this is like nothing.
  private static let minimumCorrelation = 0.6

  init(_ thresholds: ThresholdValues) {
    gain = thresholds["gain"]
    correlation = thresholds["correlation"]
    itemGain = thresholds["item-gain"]
  }

  func examine(_ examination: Examination) async throws -> CheckReport {
    let means = examination.means
    let (turned, comparedCount) = findingsAboutSplits(examination, means)
    let items = try await mirroredItems(examination, means)
    var findings = turned
    if !items.isEmpty {
      findings.append(
        Finding(
          "\(counted(items.count, "item")) look\(items.count == 1 ? "s" : "") the other way than the class",
          remedy:
            "mirror their photos (or the items), if a photo seen from the other side is not what you want",
          items: items))
    }
    guard comparedCount > 0 || !items.isEmpty else {
      return .skipped("no class has \(Self.minimumItemCount) items in both splits to compare")
    }
    return CheckReport(
      summary: "\(counted(comparedCount, "class", plural: "classes")) the same way up in both splits",
      findings: findings
    ).withSummary(
      [
        turned.isEmpty
          ? nil : counted(turned.count, "class", plural: "classes") + " not the same way up in both splits",
        items.isEmpty ? nil : counted(items.count, "item") + " the other way round",
      ].compactMap { $0 }.joined(separator: ", "))
  }

  private func findingsAboutSplits(_ examination: Examination, _ means: [Split: MeanImages]) -> (
    [Finding], Int
  ) {
    guard let (train, t10k) = examination.comparableSplits, let trainMeans = means[.train],
      let t10kMeans = means[.t10k]
    else { return ([], 0) }
    let labels = trainMeans.images.keys.sorted().filter {
      min(trainMeans.counts[$0] ?? 0, t10kMeans.counts[$0] ?? 0) >= Self.minimumItemCount
    }
    let findings = labels.compactMap { label -> Finding? in
      guard
        let match = SymmetryMatch(
          trainMeans.images[label] ?? [], laidLike: t10kMeans.images[label] ?? [], train.size),
        match.gain > gain, match.correlation >= correlation
      else { return nil }
      let name = examination.dataset.className(label)
      return Finding(
        "\(name): \(t10k.split.rawValue) is like \(train.split.rawValue) \(match.symmetry.rawValue) (correlation of the means "
          + "\(decimal(match.correlation, 2)), as they are \(decimal(match.correlation - match.gain, 2)))",
        remedy: "lay the images of one split as those of the other, or make both with one program")
    }
    return (findings, labels.count)
  }

  private func mirroredItems(_ examination: Examination, _ means: [Split: MeanImages]) async throws
    -> [Finding.Item]
  {
    var items: [Finding.Item] = []
    for (part, statistics) in examination.splits {
      guard let means = means[part.split] else { continue }
      let pairs = means.images.compactMapValues { image -> (own: UnitImage, mirrored: UnitImage)? in
        guard let own = UnitImage(image),
          let mirrored = UnitImage(Symmetry.mirrored.applied(to: image, part.size)),
          own.correlation(with: mirrored) <= Self.largestOwnSymmetry
        else { return nil }
        return (own, mirrored)
      }.filter { means.counts[$0.key] ?? 0 >= Self.minimumCountForItems }
      guard !pairs.isEmpty else { continue }
      items += try await Parallel.map(part.count, pieceLength: 4096) { indices in
        let levels = part.levels.span
        return indices.compactMap { index -> Finding.Item? in
          guard let pair = pairs[Int(part.labels[index])], statistics[index].isPlain else { return nil }
          let item = levels.extracting((index * part.pixelCount)..<((index + 1) * part.pixelCount))
          let mirrored = pair.mirrored.correlation(with: item)
          let found = mirrored - pair.own.correlation(with: item)
          guard found > itemGain, mirrored >= Self.minimumCorrelation else { return nil }
          return Finding.Item(
            ItemPosition(part.split, index), "mirrored, it is more like its class by \(decimal(found, 2))")
        }
      }.flatMap { $0 }
    }
    return items
  }
}
