import Embedding
import Testing

struct MapCostTests {
  /// The counts are below, at and above multiples of the number of lanes.
  @Test(arguments: [2, 8, 23, 41])
  func gradientIsTheSlopeOfTheCost(count: Int) async throws {
    var samples = Samples(seed: 1)
    let cost = try await cost(count, &samples)
    let points = (0..<count).map { _ in point(2 * samples.normal(), 2 * samples.normal()) }
    let gradient = try await cost.gradient(at: PlaneMap(points))
    for index in 0..<count {
      // The step is a power of two, so that its sums with coordinates of this size are nearly exact.
      let step: Float = 0x1p-8
      func slope(_ x: Float, _ y: Float) -> Double {
        var (before, after) = (points, points)
        before[index] = point(points[index].x - x, points[index].y - y)
        after[index] = point(points[index].x + x, points[index].y + y)
        let distance =
          Double(after[index].x) - Double(before[index].x) + Double(after[index].y) - Double(before[index].y)
        return (cost.value(at: PlaneMap(after)) - cost.value(at: PlaneMap(before))) / distance
      }
      let found = gradient[index]
      let expected = (slope(step, 0), slope(0, step))
      #expect(abs(Double(found.x) - expected.0) < 2e-6 + 1e-4 * abs(expected.0))
      #expect(abs(Double(found.y) - expected.1) < 2e-6 + 1e-4 * abs(expected.1))
    }
  }

  @Test func slopesOfTheCostAreLargeEnoughForAWrongGradientToBeNoticed() async throws {
    var samples = Samples(seed: 1)
    let cost = try await cost(41, &samples)
    let points = (0..<41).map { _ in point(2 * samples.normal(), 2 * samples.normal()) }
    let gradient = try await cost.gradient(at: PlaneMap(points))
    #expect(gradient.filter { abs($0.x) > 1e-3 && abs($0.y) > 1e-3 }.count > 30)
  }

  @Test func exaggerationAddsToThePullAlone() async throws {
    var samples = Samples(seed: 2)
    let cost = try await cost(20, &samples)
    let map = PlaneMap((0..<20).map { _ in point(samples.normal(), samples.normal()) })
    let (plain, double, triple) = (
      try await cost.gradient(at: map), try await cost.gradient(at: map, exaggeration: 2),
      try await cost.gradient(at: map, exaggeration: 3)
    )
    for index in 0..<20 {
      let (first, second) = (double[index] - plain[index], triple[index] - double[index])
      #expect(abs(first.x - second.x) < 1e-6 && abs(first.y - second.y) < 1e-6)
    }
    #expect(plain != double)
  }

  @Test func mapThatIsTheVectorsItselfCostsLessThanAShuffledOne() async throws {
    var samples = Samples(seed: 3)
    let vectors = samples.clusters(2, pointCount: 20, dimension: 2, distance: 20)
    let scores = ComponentScores(vectors, dimension: 2, componentCount: 2)
    let cost = MapCost(try await JointProbabilities(scores, perplexity: 10, threadCount: 1), threadCount: 1)
    let points = (0..<40).map { point(vectors[2 * $0], vectors[2 * $0 + 1]) }
    let mixed = (0..<40).map { points[$0 % 2 * 20 + $0 / 2] }
    let (right, wrong) = (cost.value(at: PlaneMap(points)), cost.value(at: PlaneMap(mixed)))
    #expect(right >= 0)
    #expect(wrong > right + 0.5)
  }

  @Test(arguments: [Float(0), 1e-30, 1e9])
  func gradientOfPointsInOnePlaceOrFarApartIsFinite(distance: Float) async throws {
    var samples = Samples(seed: 4)
    let cost = try await cost(9, &samples)
    let map = PlaneMap((0..<9).map { point(distance * Float($0), -distance) })
    for slope in try await cost.gradient(at: map, exaggeration: 12) {
      #expect(slope.x.isFinite && slope.y.isFinite)
    }
  }

  private func cost(_ count: Int, _ samples: inout Samples) async throws -> MapCost {
    let scores = ComponentScores(samples.vectors(count, dimension: 6), dimension: 6, componentCount: 6)
    return MapCost(try await JointProbabilities(scores, perplexity: 5, threadCount: 2), threadCount: 2)
  }

  private func point(_ x: Float, _ y: Float) -> NeighbourEmbedding.Point {
    NeighbourEmbedding.Point(x: x, y: y)
  }
}
