internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for images that are equal or similar to images of the reference.
struct ReferenceOverlap: Check {
  static let description = CheckDescription(
    "reference-overlap", .reference, .note,
    finds: "images that are in the reference (--against), too, or all but",
    because: "a network trained on the one has seen the other's test images",
    thresholds: [Similarity.threshold(default: 0.995)])

  private let similarity: Double

  init(_ thresholds: ThresholdValues) { similarity = thresholds[Similarity.thresholdName] }

  func run(in context: CheckContext) async throws -> CheckReport {
    guard let reference = context.reference else { return .skipped("no reference was named") }
    let (own, others) = (context.dataset.splits, reference.dataset.splits)
    guard let first = own.first, !others.isEmpty else {
      return .skipped("one of the datasets has no split that can be read")
    }
    guard (own + others).allSatisfy({ $0.type == first.type }) else {
      return .skipped("the datasets differ in size or colour")
    }
    let numbering = ExampleNumbering(own + others)
    let ownCount = numbering.start(of: own.count)
    let equal = equalExamples(numbering, ownCount: ownCount)
    let alike = try await similarExamples(
      numbering, ownCount: ownCount, size: first.size, butFor: Set(equal.keys))
    let examples = ExamplesInBoth(numbering, ownCount: ownCount)
    var findings: [Finding] = []
    if equal.count == ownCount {
      findings.append(
        Finding(
          "every image is in the reference, too, byte for byte: the datasets are the same, or this one is part of it",
          remedy: "name another dataset with --against"))
    } else if !equal.isEmpty {
      findings.append(
        Finding(
          "\(counted(equal.count, "image")) of \(grouped(ownCount)) \(equal.count == 1 ? "is" : "are") in the reference, too, byte for byte",
          remedy: "do not train with one of the datasets and test with the other",
          examples: examples.found(equal, "equal to")))
    }
    if !alike.isEmpty {
      findings.append(
        Finding(
          "\(counted(alike.count, "image")) of \(grouped(ownCount)) \(alike.count == 1 ? "looks" : "look") like one of the reference (\(plain(similarity)) or more)",
          remedy: "do not train with one of the datasets and test with the other",
          examples: examples.found(alike, "like")))
    }
    return CheckReport(
      summary:
        "none of \(counted(ownCount, "image")) is in the reference, or \(plain(similarity)) like one of its \(grouped(numbering.count - ownCount))",
      findings: findings
    ).withSummary(
      "\(grouped(equal.count)) of \(counted(ownCount, "image")) in both, \(grouped(alike.count)) alike")
  }

  /// Returns, for each image of the dataset that is equal to images of the reference, the first of these, by number.
  private func equalExamples(_ numbering: ExampleNumbering, ownCount: Int) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for set in EqualImages(count: numbering.count, bytes: numbering.bytes).sets {
      guard let other = set.first(where: { $0 >= ownCount }) else { continue }
      for example in set where example < ownCount { result[example] = other }
    }
    return result
  }

  /// Returns, for each image that is similar but not equal to an image of the reference, the most similar image of the
  /// reference, by number.
  private func similarExamples(
    _ numbering: ExampleNumbering, ownCount: Int, size: Size, butFor isEqual: Set<Int>
  ) async throws -> [Int: Int] {
    let examples = ImageSet(numbering.parts.map { ($0.levels, $0.count) }, size: size)
    let search = try await NearDuplicateSearch(
      examples, isWanted: (0..<numbering.count).map { !isEqual.contains($0) })
    let found = try await search.pairs(similarity: similarity) { one, other in
      (one < ownCount) != (other < ownCount) ? .otherSplit : nil
    }
    var result: [Int: Int] = [:]
    // Pairs are sorted by similarity, the most similar first.
    for pair in found.forest(.otherSplit) where pair.first < ownCount && result[pair.first] == nil {
      result[pair.first] = pair.second
    }
    return result
  }

  private struct ExamplesInBoth {
    private let numbering: ExampleNumbering
    private let ownCount: Int

    init(_ numbering: ExampleNumbering, ownCount: Int) {
      self.numbering = numbering
      self.ownCount = ownCount
    }

    func found(_ partners: [Int: Int], _ relation: String) -> [Finding.Example] {
      partners.sorted { $0.key < $1.key }.map { example, partner in
        Finding.Example(
          numbering.position(of: example), "\(relation) the reference's \(numbering.position(of: partner))")
      }
    }
  }
}
