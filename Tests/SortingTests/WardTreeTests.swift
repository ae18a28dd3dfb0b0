import Sorting
import Testing

struct WardTreeTests {
  @Test(arguments: [1, 2, 3, 7, 19])
  func groupsAreThoseOfTheSlowReference(_ groupCount: Int) throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let points = Points.random(24, dimension: 5, seed: seed)
      let groups = try WardTree(LikenessSpace(points: points)).groups(groupCount)
      #expect(Set(groups.map(Set.init)) == Points.wardReference(points, groupCount: groupCount))
    }
  }

  @Test func everyPointIsInOneGroup() throws {
    let points = Points.random(90, dimension: 12, seed: 5)
    let tree = try WardTree(LikenessSpace(points: points))
    for count in [1, 2, 13, 89, 90, 500] {
      let groups = tree.groups(count)
      #expect(groups.count == min(count, 90))
      #expect(groups.flatMap { $0 }.sorted() == Array(0..<90))
    }
  }

  @Test func pointsAroundMiddlesAreGroupedByTheirMiddle() throws {
    let points = Points.around(
      [[0, 0, 9], [0, 9, 0], [9, 0, 0], [9, 9, 9]], countEach: 25, spread: 1, seed: 2)
    let groups = try WardTree(LikenessSpace(points: points)).groups(4)
    #expect(Set(groups.map { Set($0.map { $0 / 25 }) }) == [[0], [1], [2], [3]])
  }

  @Test func aStrayIsTheLastOfItsGroup() throws {
    let points = Points.around([[0, 0]], countEach: 10, spread: 0.1, seed: 3) + [[0.9, 0]]
    #expect(try WardTree(LikenessSpace(points: points)).groups(1)[0].last == 10)
  }

  @Test func groupsThatAreAlikeAreNeighbours() throws {
    let points = Points.around([[0, 0], [90, 0], [0, 1], [90, 1]], countEach: 8, spread: 0.1, seed: 4)
    let order = try WardTree(LikenessSpace(points: points)).groups(4).map { $0[0] / 8 }
    #expect(abs((order.firstIndex(of: 0) ?? 9) - (order.firstIndex(of: 2) ?? -9)) == 1)
    #expect(abs((order.firstIndex(of: 1) ?? 9) - (order.firstIndex(of: 3) ?? -9)) == 1)
  }

  @Test func equalPointsAreGroupedAsWell() throws {
    let points = [[Float]](repeating: [1, 2, 3], count: 40)
    let groups = try WardTree(LikenessSpace(points: points)).groups(3)
    #expect(groups.count == 3 && groups.flatMap { $0 }.sorted() == Array(0..<40))
  }

  @Test func noPointsGiveNoGroups() throws {
    #expect(try WardTree(LikenessSpace(points: [])).groups(4).isEmpty)
    #expect(try WardTree(LikenessSpace(points: [[1]])).groups(4) == [[0]])
  }

  @Test func theNumberOfGroupsSuitsTheHeap() {
    #expect([1, 2, 50, 200, 5000].map(WardTree.suitableGroupCount) == [1, 2, 10, 20, 100])
  }

  @Test func groupingCanBeCancelled() async {
    let space = LikenessSpace(points: Points.random(500, dimension: 5, seed: 1))
    let task = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return try WardTree(space).groups(4).count
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
