internal import DatasetFormat
internal import ImageCore

/// A finder of equal and similar images in a dataset, which searches once for all checks of a run.
///
/// Images in which all pixels have the same level are left out: they are all equal or similar, which says nothing about
/// their origin.
actor DuplicateFinder {
  private let numbering: ExampleNumbering
  /// Whether all pixels of an image have the same level, by the image's number.
  private let isUniform: [Bool]
  private let kinds: [Kind]
  /// The groups of splits whose images can be compared because they have the same type, as indices of the splits.
  private let comparableParts: [[Int]]
  private let lowestSimilarity: Double

  /// The properties of an image that decide about the kind of a pair.
  private struct Kind: Hashable {
    let split: Split
    let label: UInt8
  }

  private var equalNumbers: [[Int]]?
  private var similarExamples: SimilarImages?

  /// - Parameter lowestSimilarity: the lowest similarity that the checks ask for, -1...1; a request for a lower one
  ///   searches again.
  init(_ dataset: Dataset, statistics: [Split: [ImageStatistics]], lowestSimilarity: Double) {
    let parts = dataset.splits
    numbering = ExampleNumbering(parts)
    isUniform = parts.flatMap { part in
      (statistics[part.split] ?? []).map { $0.minimum == $0.maximum }
    }
    kinds = parts.flatMap { part in
      part.labels.prefix(part.count).map { Kind(split: part.split, label: $0) }
    }
    comparableParts = Dictionary(grouping: parts.indices) { parts[$0].type }.values.sorted { $0[0] < $1[0] }
    self.lowestSimilarity = lowestSimilarity
  }

  /// Returns the sets of two or more images with equal bytes, in the order of their first images.
  func equalSets() -> [EqualSet] {
    equalExamples().map { set in
      EqualSet(
        members: set.map { .init(position: numbering.position(of: $0), label: numbering.label(of: $0)) })
    }
  }

  /// Returns the images that are similar to others but not equal. Of equal images with the same label and split, only
  /// the first is compared.
  ///
  /// - Throws: `CancellationError`.
  func similarExamples(similarity: Double) async throws -> SimilarImages {
    if let similarExamples, similarExamples.similarity <= similarity { return similarExamples }
    let found = try await search(similarity: min(similarity, lowestSimilarity))
    similarExamples = found
    return found
  }

  private func equalExamples() -> [[Int]] {
    if let equalNumbers { return equalNumbers }
    let sets = EqualImages(count: numbering.count, bytes: numbering.bytes).sets.filter { !isUniform[$0[0]] }
    equalNumbers = sets
    return sets
  }

  private func search(similarity: Double) async throws -> SimilarImages {
    var setOfExample = [Int?](repeating: nil, count: numbering.count)
    var isWanted = isUniform.map { !$0 }
    for (set, examples) in equalExamples().enumerated() {
      var present: Set<Kind> = []
      for example in examples {
        setOfExample[example] = set
        isWanted[example] = present.insert(kinds[example]).inserted
      }
    }
    var forests: [PairKind: [SimilarPair]] = [:]
    var isIncomplete = false
    for indices in comparableParts {
      let parts = indices.filter { numbering.parts[$0].count > 0 }
      guard let first = parts.first else { continue }
      let numbers = parts.flatMap { index in
        let start = numbering.start(of: index)
        return start..<(start + numbering.parts[index].count)
      }
      let images = ImageSet(
        parts.map { (numbering.parts[$0].levels, numbering.parts[$0].count) },
        size: numbering.parts[first].size)
      let search = try await NearDuplicateSearch(images, isWanted: numbers.map { isWanted[$0] })
      let (kinds, setOfExample) = (kinds, setOfExample)
      let found = try await search.pairs(similarity: similarity) { one, other in
        let (one, other) = (numbers[one], numbers[other])
        if let set = setOfExample[one], set == setOfExample[other] { return nil }
        guard kinds[one].label == kinds[other].label else { return .otherLabel }
        return kinds[one].split == kinds[other].split ? .sameSplit : .otherSplit
      }
      for kind in PairKind.allCases {
        forests[kind, default: []] += found.forest(kind).map {
          SimilarPair(numbers[$0.first], numbers[$0.second], $0.similarity)
        }
      }
      isIncomplete = isIncomplete || found.isIncomplete
    }
    return SimilarImages(
      forests.mapValues { $0.sorted() }, similarity: similarity, isIncomplete: isIncomplete, numbering)
  }
}
