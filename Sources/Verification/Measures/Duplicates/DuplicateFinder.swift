internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

/// Finds the items of a dataset that are equal, and those that are alike, once for all checks of a run.
///
/// Items without any contrast are left out: they are all alike, and say nothing about where they come from.
actor DuplicateFinder {
  private let numbering: ItemNumbering
  /// By number.
  private let isUniform: [Bool]
  private let kinds: [Kind]
  /// Numbers of items that can be compared: of all, or of each split where the splits differ in size or colour.
  private let comparableParts: [Range<Int>]
  private let lowestSimilarity: Double

  /// What an item is to others that look like it.
  private struct Kind: Hashable {
    let split: Split
    let label: UInt8
  }

  private var equalNumbers: [[Int]]?
  private var similarItems: SimilarItems?

  /// - Parameter lowestSimilarity: the least that anybody will ask for; if somebody asks for less, all has to be looked
  ///   at again.
  init(_ dataset: Dataset, statistics: [Split: [ItemStatistics]], lowestSimilarity: Double) {
    let parts = dataset.splits
    numbering = ItemNumbering(parts)
    isUniform = parts.flatMap { part in
      (statistics[part.split] ?? []).map { $0.minimum == $0.maximum }
    }
    kinds = parts.flatMap { part in
      part.labels.prefix(part.count).map { Kind(split: part.split, label: $0) }
    }
    let isComparable = parts.allSatisfy {
      $0.size == parts[0].size && $0.channelCount == parts[0].channelCount
    }
    comparableParts = isComparable ? [parts.indices] : parts.indices.map { $0..<($0 + 1) }
    self.lowestSimilarity = lowestSimilarity
  }

  /// The sets of items with equal bytes, in the order of their first.
  func equalSets() -> [EqualSet] {
    equalItems().map { set in
      EqualSet(
        members: set.map { .init(position: numbering.position(of: $0), label: numbering.label(of: $0)) })
    }
  }

  /// The items that are alike without being equal. Of items of one label in one split that are equal, only the first
  /// is compared.
  ///
  /// - Throws: `CancellationError`.
  func similarItems(similarity: Double) async throws -> SimilarItems {
    if let similarItems, similarItems.similarity <= similarity { return similarItems }
    let found = try await search(similarity: min(similarity, lowestSimilarity))
    similarItems = found
    return found
  }

  private func equalItems() -> [[Int]] {
    if let equalNumbers { return equalNumbers }
    let sets = EqualItems(count: numbering.count, bytes: numbering.bytes).sets.filter { !isUniform[$0[0]] }
    equalNumbers = sets
    return sets
  }

  private func search(similarity: Double) async throws -> SimilarItems {
    var setOfItem = [Int?](repeating: nil, count: numbering.count)
    var isWanted = isUniform.map { !$0 }
    for (set, items) in equalItems().enumerated() {
      var present: Set<Kind> = []
      for item in items {
        setOfItem[item] = set
        isWanted[item] = present.insert(kinds[item]).inserted
      }
    }
    var forests: [PairKind: [SimilarPair]] = [:]
    var isIncomplete = false
    for range in comparableParts {
      let parts = numbering.parts[range].filter { $0.count > 0 }
      guard let size = parts.first?.size else { continue }
      let start = numbering.start(of: range.lowerBound)
      let items = ItemSet(parts.map { ($0.levels, $0.count) }, size: size)
      let search = try await NearDuplicateSearch(
        items, isWanted: Array(isWanted[start..<(start + items.count)]))
      let (kinds, setOfItem) = (kinds, setOfItem)
      let found = try await search.pairs(similarity: similarity) { one, other in
        let (one, other) = (start + one, start + other)
        if let set = setOfItem[one], set == setOfItem[other] { return nil }
        guard kinds[one].label == kinds[other].label else { return .otherLabel }
        return kinds[one].split == kinds[other].split ? .sameSplit : .otherSplit
      }
      for kind in PairKind.allCases {
        forests[kind, default: []] += found.forest(kind).map {
          SimilarPair(start + $0.first, start + $0.second, $0.similarity)
        }
      }
      isIncomplete = isIncomplete || found.isIncomplete
    }
    return SimilarItems(
      forests.mapValues { $0.sorted() }, similarity: similarity, isIncomplete: isIncomplete, numbering)
  }
}
