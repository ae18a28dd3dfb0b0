import DatasetBuilding
import ImageCore
import TestSupport
import Testing
import Verification

/// The search against comparing each with each.
struct NearDuplicateSearchTests {
  private static func pairs(
    _ items: [[UInt8]], _ size: Size, similarity: Double, isWanted: [Bool]? = nil,
    kind: @escaping @Sendable (Int, Int) -> PairKind? = { _, _ in .sameSplit }
  ) async throws -> SimilarPairs {
    // In two arrays, as train and t10k are.
    let middle = items.count / 3
    let set = ItemSet(
      [items[..<middle], items[middle...]].map { (levels: Array($0.joined()), count: $0.count) }, size: size)
    let wanted = isWanted ?? Array(repeating: true, count: items.count)
    return try await NearDuplicateSearch(set, isWanted: wanted).pairs(similarity: similarity, kind: kind)
  }

  /// Of each item, the set that it is in by the smallest of its items; alone if it is alike none.
  private static func sets(_ pairs: some Sequence<(Int, Int)>, count: Int) -> [Int] {
    var sets = DisjointSets(count: count)
    for (one, other) in pairs { sets.join(one, other) }
    return (0..<count).map { sets.root(of: $0) }
  }

  /// Of each item, the largest similarity to another; 0 if it is alike none.
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
    // More than two groups of sixteen blocks of sixteen, and a block that is not full.
    let count = size.pixelCount > 1000 ? 279 : 603
    let items = SimilarPictures(kind, count: count, size: size).items
    var all: [(Int, Int, Double)] = []
    for one in 0..<count {
      for other in (one + 1)..<count {
        guard let similarity = referenceCorrelation(items[one], items[other]), similarity > 0.8 else {
          continue
        }
        all.append((one, other, similarity))
      }
    }
    for threshold in [0.9, 0.95, 0.98, 0.99, 0.995, 0.9999] {
      let found = try await Self.pairs(items, size, similarity: threshold)
      // The reference rounds otherwise.
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

  @Test func pairsAreGroupedByWhatTheItemsAreToEachOther() async throws {
    let size = Size(width: 9, height: 9)
    let items = SimilarPictures(.one, count: 60, size: size).items
    let kinds = try await Self.pairs(items, size, similarity: 0.9) { one, other in
      (one + other) % 4 == 3 ? nil : PairKind(rawValue: (one + other) % 4)
    }
    for kind in PairKind.allCases {
      let forest = kinds.forest(kind)
      #expect(!forest.isEmpty && forest.allSatisfy { ($0.first + $0.second) % 4 == kind.rawValue })
    }
    let even = (0..<60).count { $0 % 4 == 0 }
    // Of 60 * 59 / 2 pairs, those whose sum leaves 3 are between residues 0 and 3, 1 and 2.
    #expect(even == 15 && kinds.count == 60 * 59 / 2 - 2 * 15 * 15)
  }

  @Test(arguments: SimilarPictures.Kind.allCases)
  func pairExactlyAtTheThresholdIsFound(_ kind: SimilarPictures.Kind) async throws {
    let size = Size(width: 28, height: 28)
    let items = SimilarPictures(kind, count: 90, size: size).items
    let forest = try await Self.pairs(items, size, similarity: 0.95).forest(.sameSplit)
    #expect(forest.count > 10)
    for pair in forest {
      let two = [items[pair.first], items[pair.second]]
      let measured = pair.similarity
      #expect(try await Self.pairs(two, size, similarity: measured).count == 1)
      #expect(try await Self.pairs(two, size, similarity: measured.nextUp).count == 0)
    }
  }

  @Test func brightnessAndContrastMakeNoDifference() async throws {
    let size = Size(width: 6, height: 4)
    let item = (0..<24).map { UInt8($0 * $0 % 37) }
    let pairs = try await Self.pairs([item, item.map { 3 * $0 + 20 }, item], size, similarity: 1)
    #expect(pairs.count == 3)
    #expect(pairs.forest(.sameSplit).allSatisfy { $0.similarity == 1 })
  }

  @Test func itemsWithoutContrastAndThoseNotWantedAreLeftOut() async throws {
    let size = Size(width: 8, height: 8)
    let item = SimilarPictures(.noise, count: 1, size: size).items[0]
    let blank = [UInt8](repeating: 0, count: 64)
    let grey = [UInt8](repeating: 128, count: 64)
    let items = [blank, item, grey, item, blank, item, grey]
    let all = try await Self.pairs(items, size, similarity: 0.9)
    #expect(Set(all.forest(.sameSplit).flatMap { [$0.first, $0.second] }) == [1, 3, 5] && all.count == 3)
    let some = try await Self.pairs(
      items, size, similarity: 0.9, isWanted: [true, true, true, false, true, true, true])
    #expect(some.forest(.sameSplit) == [SimilarPair(1, 5, all.forest(.sameSplit)[0].similarity)])
    #expect(try await Self.pairs([blank, grey, blank], size, similarity: 0.9).count == 0)
    #expect(try await Self.pairs([], size, similarity: 0.9).count == 0)
  }

  /// Several times as many pairs as a block is looked at for; all items hang together all the same.
  @Test func setsOfWhichAllIsAlikeAreCutShort() async throws {
    let size = Size(width: 4, height: 4)
    var pictures = SimilarPictures(.noise, count: 1, size: size)
    let common = pictures.items[0]
    let items = (0..<3000).map { _ in pictures.changed(common, by: 3) }
    let pairs = try await Self.pairs(items, size, similarity: 0.9)
    #expect(pairs.isIncomplete && pairs.count < 3000 * 2999 / 2)
    #expect(pairs.forest(.sameSplit).count == 2999)
    let again = try await Self.pairs(items, size, similarity: 0.9)
    #expect(again.forest(.sameSplit) == pairs.forest(.sameSplit) && again.count == pairs.count)
  }

  @Test func searchCanBeCancelled() async throws {
    let size = Size(width: 8, height: 8)
    let items = SimilarPictures(.noise, count: 100, size: size).items
    let task = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return try await Self.pairs(items, size, similarity: 0.9).count
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
