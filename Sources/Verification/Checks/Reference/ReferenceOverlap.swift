internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

/// Which items are in the other dataset, too?
struct ReferenceOverlap: Check {
  static let description = CheckDescription(
    "reference-overlap", .reference, .note,
    finds: "items that are in the reference (--against), too, or all but",
    because: "a network trained on the one has seen the other's test items",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func examine(_ examination: Examination) async throws -> CheckReport {
    guard let reference = examination.reference else { return .skipped("no reference was named") }
    let (own, others) = (examination.dataset.splits, reference.dataset.splits)
    guard let first = own.first, !others.isEmpty else {
      return .skipped("one of the datasets has no split that can be read")
    }
    guard (own + others).allSatisfy({ $0.size == first.size && $0.channelCount == first.channelCount }) else {
      return .skipped("the datasets differ in size or colour")
    }
    let numbering = ItemNumbering(own + others)
    let ownCount = numbering.start(of: own.count)
    let equal = equalItems(numbering, ownCount: ownCount)
    let alike = try await similarItems(
      numbering, ownCount: ownCount, size: first.size, butFor: Set(equal.keys))
    let items = ItemsInBoth(numbering, ownCount: ownCount)
    var findings: [Finding] = []
    if !equal.isEmpty {
      findings.append(
        Finding(
          "\(counted(equal.count, "item")) of \(grouped(ownCount)) \(equal.count == 1 ? "is" : "are") in the reference, too, byte for byte",
          remedy: "do not test with the one what was trained with the other",
          items: items.found(equal, "equal to")))
    }
    if !alike.isEmpty {
      findings.append(
        Finding(
          "\(counted(alike.count, "item")) of \(grouped(ownCount)) \(alike.count == 1 ? "looks" : "look") like one of the reference (\(plain(similarity)) or more)",
          remedy: "do not test with the one what was trained with the other",
          items: items.found(alike, "like")))
    }
    return CheckReport(
      summary:
        "none of \(counted(ownCount, "item")) is in the reference, or \(plain(similarity)) like one of its \(grouped(numbering.count - ownCount))",
      findings: findings
    ).withSummary(
      "\(grouped(equal.count)) of \(counted(ownCount, "item")) in both, \(grouped(alike.count)) alike")
  }

  /// For the items of the dataset that have an equal in the reference, the first such, by number.
  private func equalItems(_ numbering: ItemNumbering, ownCount: Int) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for set in EqualItems(count: numbering.count, bytes: numbering.bytes).sets {
      guard let other = set.first(where: { $0 >= ownCount }) else { continue }
      for item in set where item < ownCount { result[item] = other }
    }
    return result
  }

  /// For the items that are like one of the reference and not equal to any, that which they are most alike.
  private func similarItems(
    _ numbering: ItemNumbering, ownCount: Int, size: Size, butFor isEqual: Set<Int>
  ) async throws -> [Int: Int] {
    let items = ItemSet(numbering.parts.map { ($0.levels, $0.count) }, size: size)
    let search = try await NearDuplicateSearch(
      items, isWanted: (0..<numbering.count).map { !isEqual.contains($0) })
    let found = try await search.pairs(similarity: similarity) { one, other in
      (one < ownCount) != (other < ownCount) ? .otherSplit : nil
    }
    var result: [Int: Int] = [:]
    // The most alike come first.
    for pair in found.forest(.otherSplit) where pair.first < ownCount && result[pair.first] == nil {
      result[pair.first] = pair.second
    }
    return result
  }

  private struct ItemsInBoth {
    private let numbering: ItemNumbering
    private let ownCount: Int

    init(_ numbering: ItemNumbering, ownCount: Int) {
      self.numbering = numbering
      self.ownCount = ownCount
    }

    func found(_ partners: [Int: Int], _ relation: String) -> [Finding.Item] {
      partners.sorted { $0.key < $1.key }.map { item, partner in
        Finding.Item(
          numbering.position(of: item), "\(relation) the reference's \(numbering.position(of: partner))")
      }
    }
  }
}
