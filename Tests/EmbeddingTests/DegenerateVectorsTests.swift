import Embedding
import Testing

/// Tests that vectors that are nearly equal, few, tiny or huge also have finite points.
struct DegenerateVectorsTests {
  enum Kind: CaseIterable, Sendable {
    case equal, zero, half, twoPlaces, line, oneNumber, outlier, huge, tiny

    /// The number of entries of a vector.
    var dimension: Int { self == .oneNumber ? 1 : 3 }

    func vectors(_ count: Int) -> [Float] {
      var samples = Samples(seed: 1)
      return (0..<count).flatMap { index -> [Float] in
        let normal = (0..<dimension).map { _ in samples.normal() }
        return switch self {
        case .equal: [0.1, 0.2, 0.3]
        case .zero: [0, 0, 0]
        case .half: index % 2 == 0 ? [1, 2, 3] : normal
        case .twoPlaces: index % 2 == 0 ? [0, 0, 0] : [1, 0, 0]
        case .line: [Float(index), 0, 0]
        case .oneNumber: normal
        case .outlier: index == count / 2 ? [1e30, -1e30, 0] : normal
        case .huge: normal.map { $0 * 5e37 }
        case .tiny: normal.map { $0 * .leastNormalMagnitude / 1e6 }
        }
      }
    }
  }

  @Test(arguments: Kind.allCases, [0, 1, 2, 3, 4, 6, 7, 8, 9, 16, 60])
  func pointsAreFinite(kind: Kind, count: Int) async throws {
    let points = try await NeighbourEmbedding.points(
      kind.vectors(count), dimension: kind.dimension, threadCount: 2)
    #expect(points.count == count)
    #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test(arguments: Kind.allCases)
  func pointsAreFiniteInAnyOrderOfTheVectors(kind: Kind) async throws {
    let (vectors, dimension) = (kind.vectors(20), kind.dimension)
    for shift in [1, 7, 19] {
      let shuffled = (0..<20).flatMap { index in
        let other = (index * 7 + shift) % 20
        return vectors[(other * dimension)..<((other + 1) * dimension)]
      }
      let points = try await NeighbourEmbedding.points(shuffled, dimension: dimension, threadCount: 2)
      #expect(points.count == 20)
      #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }
  }

  /// Equal vectors are all equally similar, and the cost is zero if all points are in one place.
  @Test(arguments: [7, 8, 50])
  func equalVectorsEndInOnePlace(count: Int) async throws {
    let points = try await NeighbourEmbedding.points(Kind.equal.vectors(count), dimension: 3, threadCount: 2)
    #expect(points.allSatisfy { abs($0.x) < 1e-5 && abs($0.y) < 1e-5 })
  }

  /// Two equal vectors are each other's nearest neighbours, but have separate points.
  @Test func pairsOfEqualVectorsArePairsOnTheMap() async throws {
    var samples = Samples(seed: 2)
    let singles = samples.vectors(30, dimension: 4)
    let points = try await NeighbourEmbedding.points(singles + singles, dimension: 4, threadCount: 2)
    for index in 0..<30 {
      func squaredDistance(_ other: Int) -> Float {
        let (x, y) = (points[index].x - points[other].x, points[index].y - points[other].y)
        return x * x + y * y
      }
      let nearest = points.indices.filter { $0 != index }.min { squaredDistance($0) < squaredDistance($1) }
      #expect(nearest == index + 30)
    }
  }

  @Test func vectorsInTwoPlacesAreTwoGroups() async throws {
    let points = try await NeighbourEmbedding.points(Kind.twoPlaces.vectors(40), dimension: 3, threadCount: 2)
    let (even, odd) = (points.indices.filter { $0 % 2 == 0 }, points.indices.filter { $0 % 2 == 1 })
    func squaredDistance(_ first: Int, _ second: Int) -> Float {
      let (x, y) = (points[first].x - points[second].x, points[first].y - points[second].y)
      return x * x + y * y
    }
    let within = even.flatMap { first in even.map { squaredDistance(first, $0) } }.max() ?? 0
    let between = even.flatMap { first in odd.map { squaredDistance(first, $0) } }.min() ?? 0
    #expect(within < between)
  }

  @Test(arguments: 1...6)
  func fewVectorsAreLaidOutAlongTheirComponents(count: Int) async throws {
    let vectors = Kind.huge.vectors(count)
    let points = try await NeighbourEmbedding.points(vectors, dimension: 3, threadCount: 1)
    let scores = ComponentScores(vectors, dimension: 3, componentCount: 3)
    for index in 0..<count {
      #expect(points[index] == NeighbourEmbedding.Point(x: scores[index, 0], y: scores[index, 1]))
    }
  }
}
