import Conversion
import TestSupport
import Testing

/// Tests that sources are brought into their order through files as they are in memory.
struct SourceOrderTests {
  private static let names =
    (0..<500).map { "class \($0 % 7)/\(($0 * 7919) % 500)-\(String(repeating: "x", count: $0 % 23)).jpg" }
    + ["é.png", "e\u{301}.png", "z.png", "f.png", "", "a", "A"]

  private static func order(runCount: Int) async throws -> [Int] {
    try await withTemporaryFolder { folder in
      var order = SourceOrder(folder: folder(""), runCount: runCount)
      for name in names { try order.add(name) }
      var numbers: [Int] = []
      try order.forEach { source, number in
        #expect(source.utf8.elementsEqual(names[number].utf8))
        numbers.append(number)
      }
      return numbers
    }
  }

  @Test(arguments: [1, 2, 10, 100, 506, 507])
  func runsInAFileGiveTheOrderOfAllTogether(_ runCount: Int) async throws {
    let sorted = Self.names.sorted { one, other in
      one == other ? one.utf8.lexicographicallyPrecedes(other.utf8) : one < other
    }
    let numbers = try await Self.order(runCount: runCount)
    #expect(numbers.sorted() == Array(Self.names.indices))
    #expect(zip(numbers, sorted).allSatisfy { Self.names[$0].utf8.elementsEqual($1.utf8) })
  }

  @Test func equalSourcesComeInTheOrderInWhichTheyWereAdded() async throws {
    try await withTemporaryFolder { folder in
      var order = SourceOrder(folder: folder(""), runCount: 2)
      for name in ["b", "a", "a", "b", "a"] { try order.add(name) }
      var numbers: [Int] = []
      try order.forEach { _, number in numbers.append(number) }
      #expect(numbers == [1, 2, 4, 0, 3])
    }
  }
}
