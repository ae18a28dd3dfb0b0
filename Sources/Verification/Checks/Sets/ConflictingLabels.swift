internal import DatasetFormat
internal import Wording

/// A check for equal or similar images with different labels.
struct ConflictingLabels: Check {
  static let description = CheckDescription(
    "conflicting-labels", .sets, .error,
    finds: "images that are equal, or all but equal, under different labels",
    because: "one of the labels is wrong, and no model can learn both",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func run(in context: CheckContext) async throws -> CheckReport {
    let dataset = context.dataset
    guard dataset.imageCount > 0 else { return .skipped("no images can be read") }
    func example(_ position: ExamplePosition, _ likeness: String, _ partner: ExamplePosition)
      -> Finding.Example
    {
      let (name, partnerName) = (
        dataset.className(dataset.label(of: position)), dataset.className(dataset.label(of: partner))
      )
      return Finding.Example(position, "\(name), but \(likeness) \(partner), \(partnerName)")
    }
    let remedy = "look at the pictures, and mend the wrong labels, or take the images out"
    var findings: [Finding] = []

    let equalSets = await context.duplicates.equalSets().map { set in
      set.partners { $0.label != $1.label }
    }.filter { !$0.isEmpty }
    let equal = equalSets.map { set in
      set.map { example($0.member.position, "equal to", $0.partner.position) }
    }
    let equalCount = equal.reduce(0) { $0 + $1.count }
    if let first = equal.first?.first {
      findings.append(
        Finding(
          "\(counted(equalSets.count, "picture")) \(equalSets.count == 1 ? "stands" : "stand") under different labels, "
            + "\(grouped(equalCount)) images in all, such as \(first.position): \(first.detail)",
          remedy: remedy, sets: equal))
    }

    let similar = try await context.duplicates.similarExamples(similarity: similarity)
    let sets = similar.sets(.otherLabel, similarity: similarity)
    let alikeCount = sets.reduce(0) { $0 + $1.members.count }
    let alike = sets.map { set in
      set.members.map { example($0.position, "\(Similarity.formatted($0.similarity)) like", $0.nearest) }
    }
    if let first = alike.first?.first {
      findings.append(
        Finding(
          "\(Similarity.counted(sets)) look alike (\(plain(similarity)) or more) under different labels, such as "
            + "\(first.position): \(first.detail)" + Similarity.reservation(similar),
          remedy: remedy, sets: alike))
    }
    return CheckReport(
      summary: "\(counted(dataset.imageCount, "image")), no two alike under different labels"
        + Similarity.reservation(similar),
      findings: findings
    )
    .withSummary("\(grouped(equalCount + alikeCount)) images are like others under different labels")
  }
}
