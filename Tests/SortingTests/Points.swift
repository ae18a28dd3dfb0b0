import Sorting
import TestSupport

/// Drawn points, and a slow and obvious grouping of them.
enum Points {
  /// Returns points around some middles.
  static func around(_ middles: [[Float]], countEach: Int, spread: Float, seed: UInt64) -> [[Float]] {
    var generator = SeededGenerator(seed: seed)
    return middles.flatMap { middle in
      (0..<countEach).map { _ in middle.map { $0 + Float.random(in: -spread...spread, using: &generator) } }
    }
  }

  static func random(_ count: Int, dimension: Int, seed: UInt64) -> [[Float]] {
    around([[Float](repeating: 0, count: dimension)], countEach: count, spread: 1, seed: seed)
  }

  /// Groups by Ward's method, word by word: of all pairs of groups, the pair is joined by which the sum of squared
  /// distances from the groups' middles grows the least.
  static func wardReference(_ points: [[Float]], groupCount: Int) -> Set<Set<Int>> {
    func spread(_ group: Set<Int>) -> Double {
      (0..<points[0].count).reduce(0) { sum, axis in
        let numbers = group.sorted().map { Double(points[$0][axis]) }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        return sum + numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      }
    }
    var groups = points.indices.map { Set([$0]) }
    while groups.count > groupCount {
      var best = (cost: Double.infinity, one: 0, other: 0)
      for one in groups.indices {
        for other in groups.indices where other > one {
          let cost = spread(groups[one].union(groups[other])) - spread(groups[one]) - spread(groups[other])
          if cost < best.cost { best = (cost, one, other) }
        }
      }
      groups[best.one].formUnion(groups[best.other])
      groups.remove(at: best.other)
    }
    return Set(groups)
  }
}
