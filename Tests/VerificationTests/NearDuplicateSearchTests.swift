import DatasetFormat
import ImageCore
import Testing
import TestSupport
import Verification

/// Tests of the search against comparing every pair.
struct NearDuplicateSearchTests {
  private static func pairs(
    _ examples: [[UInt8]], _ size: Size, similarity: Double, isWanted: [Bool]? = nil,
    limits: SearchLimits? = nil,
    kind: @escaping @Sendable (Int, Int) -> PairKind? = { _, _ in .sameSplit }
  ) async throws -> SimilarPairs {
    // The images are in two arrays, like train and test.
    let middle = examples.count / 3
    let set = ImageSet(
      [examples[..<middle], examples[middle...]].map { (levels: Array($0.joined()), count: $0.count) },
      size: size)
    let wanted = isWanted ?? Array(repeating: true, count: examples.count)
    return try await NearDuplicateSearch(set, isWanted: wanted, limits: limits)
      .pairs(similarity: similarity, kind: kind)
  }

  /// Returns the set of each image, represented by its smallest index; the image itself if it is similar to no other.
  private static func sets(_ pairs: some Sequence<(Int, Int)>, count: Int) -> [Int] {
    var sets = DisjointSets(count: count)
    for (one, other) in pairs { sets.join(one, other) }
    return (0..<count).map { sets.root(of: $0) }
  }

  /// Returns the largest similarity of each image to another; 0 if it is similar to no other.
  private static func largest(_ pairs: some Sequence<(Int, Int, Double)>, count: Int) -> [Double] {
    var largest = [Double](repeating: 0, count: count)
    for (one, other, similarity) in pairs {
      largest[one] = max(largest[one], similarity)
      largest[other] = max(largest[other], similarity)
    }
    return largest
  }

  @Test(arguments: SimilarPictures.Kind.allCases, ["28x28", "5x7", "64x64", "3x1", "300x2"])
  func findsExactlyWhatComparingEachWithEachFinds(_ kind: SimilarPictures.Kind, _ size: String) async throws {
    let size = try #require(Size(size))
    // The number fills more than two groups of sixteen blocks of sixteen, and one block in part.
    let count = size.pixelCount > 1000 ? 279 : 603
    let examples = SimilarPictures(kind, count: count, size: size).examples
    var all: [(Int, Int, Double)] = []
    for one in 0..<count {
      for other in (one + 1)..<count {
        guard let similarity = referenceCorrelation(examples[one], examples[other]), similarity > 0.8 else {
          continue
        }
        all.append((one, other, similarity))
      }
    }
    for threshold in [0.9, 0.95, 0.98, 0.99, 0.995, 0.9999] {
      let found = try await Self.pairs(examples, size, similarity: threshold)
      // The reference rounds differently.
      let expected = all.filter { $0.2 >= threshold - 1e-12 }
      #expect(found.count == expected.count, "\(threshold)")
      let forest = found.forest(.sameSplit)
      #expect(
        Self.sets(forest.map { ($0.first, $0.second) }, count: count)
          == Self.sets(expected.map { ($0.0, $0.1) }, count: count), "\(threshold)")
      let similarities = Self.largest(forest.map { ($0.first, $0.second, $0.similarity) }, count: count)
      for (similarity, largest) in zip(similarities, Self.largest(expected, count: count)) {
        #expect(abs(similarity - largest) < 1e-12, "\(threshold)")
      }
      #expect(!found.isIncomplete && forest == forest.sorted() && forest.allSatisfy { $0.first < $0.second })
    }
  }

  @Test func pairsAreGroupedByWhatTheImagesAreToEachOther() async throws {
    let size = Size(width: 9, height: 9)
    let examples = SimilarPictures(.one, count: 60, size: size).examples
    let kinds = try await Self.pairs(examples, size, similarity: 0.9) { one, other in
      (one + other) % 4 == 3 ? nil : PairKind(rawValue: (one + other) % 4)
    }
    for kind in PairKind.allCases {
      let forest = kinds.forest(kind)
      #expect(!forest.isEmpty && forest.allSatisfy { ($0.first + $0.second) % 4 == kind.rawValue })
    }
    let even = (0..<60).count { $0 % 4 == 0 }
    // Of the 60 * 59 / 2 pairs, those whose sum has the remainder 3 are between residues 0 and 3, 1 and 2.
    #expect(even == 15 && kinds.count == 60 * 59 / 2 - 2 * 15 * 15)
  }

  @Test(arguments: SimilarPictures.Kind.allCases)
  func pairExactlyAtTheThresholdIsFound(_ kind: SimilarPictures.Kind) async throws {
    let size = Size(width: 28, height: 28)
    let examples = SimilarPictures(kind, count: 90, size: size).examples
    let forest = try await Self.pairs(examples, size, similarity: 0.95).forest(.sameSplit)
    #expect(forest.count > 10)
    for pair in forest {
      let two = [examples[pair.first], examples[pair.second]]
      let measured = pair.similarity
      #expect(try await Self.pairs(two, size, similarity: measured).count == 1)
      #expect(try await Self.pairs(two, size, similarity: measured.nextUp).count == 0)
    }
  }

  @Test func brightnessAndContrastMakeNoDifference() async throws {
    let size = Size(width: 6, height: 4)
    let example = (0..<24).map { UInt8($0 * $0 % 37) }
    let pairs = try await Self.pairs([example, example.map { 3 * $0 + 20 }, example], size, similarity: 1)
    #expect(pairs.count == 3)
    #expect(pairs.forest(.sameSplit).allSatisfy { $0.similarity == 1 })
  }

  @Test func imagesWithoutContrastAndThoseNotWantedAreLeftOut() async throws {
    let size = Size(width: 8, height: 8)
    let example = SimilarPictures(.noise, count: 1, size: size).examples[0]
    let blank = [UInt8](repeating: 0, count: 64)
    let grey = [UInt8](repeating: 128, count: 64)
    let examples = [blank, example, grey, example, blank, example, grey]
    let all = try await Self.pairs(examples, size, similarity: 0.9)
    #expect(Set(all.forest(.sameSplit).flatMap { [$0.first, $0.second] }) == [1, 3, 5] && all.count == 3)
    let some = try await Self.pairs(
      examples, size, similarity: 0.9, isWanted: [true, true, true, false, true, true, true])
    #expect(some.forest(.sameSplit) == [SimilarPair(1, 5, all.forest(.sameSplit)[0].similarity)])
    #expect(try await Self.pairs([blank, grey, blank], size, similarity: 0.9).count == 0)
    #expect(try await Self.pairs([], size, similarity: 0.9).count == 0)
  }

  /// There are several times as many pairs as a block is searched for, but all images are still connected.
  @Test func setsOfWhichAllIsAlikeAreCutShort() async throws {
    let size = Size(width: 4, height: 4)
    var pictures = SimilarPictures(.noise, count: 1, size: size)
    let common = pictures.examples[0]
    let examples = (0..<6000).map { _ in pictures.changed(common, by: 3) }
    let pairs = try await Self.pairs(examples, size, similarity: 0.9)
    #expect(pairs.isIncomplete && pairs.count < 6000 * 5999 / 2)
    #expect(pairs.forest(.sameSplit).count == 5999)
    let again = try await Self.pairs(examples, size, similarity: 0.9)
    #expect(again.forest(.sameSplit) == pairs.forest(.sameSplit) && again.count == pairs.count)
  }

  /// If the limits counted all pairs together, thousands of photos of one thing would hide a wrong label among them.
  @Test(arguments: [0, 2999, 5999])
  func strangerIsFoundAmongTooManyOfOneLabel(_ stranger: Int) async throws {
    let size = Size(width: 4, height: 4)
    var pictures = SimilarPictures(.noise, count: 1, size: size)
    let common = pictures.examples[0]
    let examples = (0..<6000).map { _ in pictures.changed(common, by: 3) }
    let pairs = try await Self.pairs(examples, size, similarity: 0.9) { one, other in
      one == stranger || other == stranger ? .otherLabel : .sameSplit
    }
    #expect(pairs.isIncomplete)
    #expect(pairs.forest(.otherLabel).contains { $0.first == stranger || $0.second == stranger })
  }

  /// A million images have more near boxes than are looked into; the limits here are such that most are left out.
  @Test func nearestBoxesHoldAllButAFewOfThePairs() async throws {
    let size = Size(width: 28, height: 28)
    let examples = SimilarPictures(.spots, count: 6000, size: size).examples
    let all = try await Self.pairs(examples, size, similarity: 0.97)
    let few = try await Self.pairs(
      examples, size, similarity: 0.97,
      limits: SearchLimits(boxCount: 4, foundCount: 1000, measuredCount: 4000))
    #expect(!all.isIncomplete && few.isIncomplete)
    let (wanted, found) = (all.forest(.sameSplit), Set(few.forest(.sameSplit)))
    #expect(wanted.count > 2000)
    #expect(wanted.count { found.contains($0) } >= wanted.count * 98 / 100)
  }

  @Test func searchCanBeCancelled() async throws {
    let size = Size(width: 8, height: 8)
    let examples = SimilarPictures(.noise, count: 100, size: size).examples
    let task = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return try await Self.pairs(examples, size, similarity: 0.9).count
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
