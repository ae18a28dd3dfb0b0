internal import DatasetBuilding
internal import DatasetReading

/// Does one picture stand under two labels?
struct ConflictingLabels: Check {
  static let description = CheckDescription(
    "conflicting-labels", .sets, .error,
    finds: "items that are equal, or all but equal, under different labels",
    because: "one of the labels is wrong, and no model can learn both",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func examine(_ examination: Examination) async throws -> CheckReport {
    let dataset = examination.dataset
    guard dataset.itemCount > 0 else { return .skipped("no items can be read") }
    func item(_ position: ItemPosition, _ likeness: String, _ partner: ItemPosition) -> Finding.Item {
      let (name, partnerName) = (
        dataset.className(dataset.label(of: position)), dataset.className(dataset.label(of: partner))
      )
      return Finding.Item(position, "\(name), but \(likeness) \(partner), \(partnerName)")
    }
    let remedy = "look at the pictures, and mend the wrong labels, or take the items out"
    var findings: [Finding] = []

    let equalSets = await examination.duplicates.equalSets().map { set in
      set.partners { $0.label != $1.label }
    }.filter { !$0.isEmpty }
    let equal = equalSets.joined().map { item($0.member.position, "equal to", $0.partner.position) }
    if let first = equal.first {
      findings.append(
        Finding(
          "\(counted(equalSets.count, "picture")) \(equalSets.count == 1 ? "stands" : "stand") under different labels, "
            + "\(grouped(equal.count)) items in all, such as \(first.position): \(first.detail)",
          remedy: remedy, items: equal))
    }

    let similar = try await examination.duplicates.similarItems(similarity: similarity)
    let sets = similar.sets(.otherLabel, similarity: similarity)
    let alike = sets.flatMap { set in
      set.members.map { item($0.position, "\(Similarity.formatted($0.similarity)) like", $0.nearest) }
    }
    if let first = alike.first {
      findings.append(
        Finding(
          "\(Similarity.counted(sets)) look alike (\(plain(similarity)) or more) under different labels, such as "
            + "\(first.position): \(first.detail)" + Similarity.reservation(similar),
          remedy: remedy, items: alike))
    }
    return CheckReport(
      summary: "\(counted(dataset.itemCount, "item")), no two alike under different labels"
        + Similarity.reservation(similar),
      findings: findings
    )
    .withSummary("\(grouped(equal.count + alike.count)) items are like others under different labels")
  }
}
