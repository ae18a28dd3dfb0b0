import ImageCore
import ImageStages
import Testing
import TestSupport

struct GridCutTests {
  /// A small random problem with its solution by trying all cuts.
  struct Problem {
    let size: Size
    /// The capacity by pixel and direction from 4 to 7.
    var capacities: [[Int32]]
    var preferences: [Int32]

    init(size: Size, _ random: inout SeededGenerator) {
      self.size = size
      capacities = (0..<size.pixelCount).map { _ in
        (0..<8).map { _ in Int32.random(in: 0...9, using: &random) }
      }
      preferences = (0..<size.pixelCount).map { _ in Int32.random(in: -20...20, using: &random) }
    }

    func grid() -> GridCut {
      GridCut(size: size) { x, y, direction in capacities[y * size.width + x][direction] }
    }

    /// The pixels that are on the source's side in every minimum cut: those that a maximum flow lets the source reach.
    func bruteForce() -> [Bool] {
      let count = size.pixelCount
      var (least, common) = (Int.max, 0)
      for side in 0..<(1 << count) {
        var cost = 0
        for y in 0..<size.height {
          for x in 0..<size.width {
            let pixel = y * size.width + x
            let isSource = side >> pixel & 1 == 1
            if isSource != (preferences[pixel] > 0) { cost += Int(abs(preferences[pixel])) }
            for direction in 4..<8 {
              let step = GridCut.directions[direction]
              let (column, row) = (x + step.x, y + step.y)
              guard (0..<size.width).contains(column), row < size.height else { continue }
              if (side >> (row * size.width + column) & 1 == 1) != isSource {
                cost += Int(capacities[pixel][direction])
              }
            }
          }
        }
        if cost < least { (least, common) = (cost, side) } else if cost == least { common &= side }
      }
      return (0..<count).map { common >> $0 & 1 == 1 }
    }
  }

  @Test(arguments: [(1, 1), (4, 1), (1, 5), (3, 3), (4, 3), (2, 5)])
  func cutsAsTryingAllCutsDoes(_ width: Int, _ height: Int) {
    var random = SeededGenerator(seed: UInt64(width * 10 + height))
    for _ in 0..<40 {
      let problem = Problem(size: Size(width: width, height: height), &random)
      var grid = problem.grid()
      #expect(grid.sourceSide(problem.preferences) == problem.bruteForce())
    }
  }

  @Test func flowOfAnEarlierCutDoesNotChangeTheNext() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      var problem = Problem(size: Size(width: 3, height: 4), &random)
      var grid = problem.grid()
      for _ in 0..<4 {
        problem.preferences = problem.preferences.map { _ in Int32.random(in: -20...20, using: &random) }
        #expect(grid.sourceSide(problem.preferences) == problem.bruteForce())
      }
    }
  }
}
