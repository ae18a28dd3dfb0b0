import Embedding
import Synchronization
import Testing

struct NeighbourEmbeddingTests {
  @Test func separateClustersStaySeparate() async throws {
    var samples = Samples(seed: 1)
    let vectors = samples.clusters(4, pointCount: 50, dimension: 10, distance: 12)
    let points = try await NeighbourEmbedding.points(vectors, dimension: 10, threadCount: 2)
    #expect(points.count == 200)
    for index in points.indices {
      let nearest = points.indices.filter { $0 != index }.sorted {
        squaredDistance(points[index], points[$0]) < squaredDistance(points[index], points[$1])
      }
      #expect(nearest.prefix(10).allSatisfy { $0 / 50 == index / 50 }, "point \(index)")
    }
  }

  @Test func mapCostsFarLessThanThePrincipalComponents() async throws {
    var samples = Samples(seed: 2)
    let vectors = samples.clusters(6, pointCount: 30, dimension: 12, distance: 8)
    let scores = ComponentScores(vectors, dimension: 12, componentCount: 12)
    let cost = MapCost(try await JointProbabilities(scores, perplexity: 30, threadCount: 2), threadCount: 2)
    let components = (0..<scores.count).map {
      NeighbourEmbedding.Point(x: 10 * scores[$0, 0], y: 10 * scores[$0, 1])
    }
    let points = try await NeighbourEmbedding.points(vectors, dimension: 12, threadCount: 2)
    #expect(cost.value(at: PlaneMap(points)) < 0.6 * cost.value(at: PlaneMap(components)))
  }

  @Test(arguments: [2, 3, 7, 200])
  func pointsAreTheSameForAnyNumberOfThreads(threadCount: Int) async throws {
    var samples = Samples(seed: 3)
    let vectors = samples.clusters(3, pointCount: 31, dimension: 5, distance: 9)
    let one = try await NeighbourEmbedding.points(vectors, dimension: 5, threadCount: 1)
    let several = try await NeighbourEmbedding.points(vectors, dimension: 5, threadCount: threadCount)
    #expect(one == several)
  }

  @Test func pointsDoNotDependOnTheUnitOfTheVectors() async throws {
    var samples = Samples(seed: 4)
    let vectors = samples.vectors(60, dimension: 5)
    let points = try await NeighbourEmbedding.points(vectors, dimension: 5, threadCount: 1)
    let others = try await NeighbourEmbedding.points(
      vectors.map { $0 * 0x1p40 }, dimension: 5, threadCount: 1)
    #expect(points == others)
  }

  @Test func middleOfTheMapIsTheOrigin() async throws {
    var samples = Samples(seed: 5)
    let points = try await NeighbourEmbedding.points(
      samples.vectors(70, dimension: 5), dimension: 5, threadCount: 2)
    #expect(abs(points.reduce(0) { $0 + $1.x }) < 1e-3)
    #expect(abs(points.reduce(0) { $0 + $1.y }) < 1e-3)
  }

  @Test func everyStepIsReportedInOrder() async throws {
    var samples = Samples(seed: 6)
    let steps = Mutex<[Int]>([])
    var settings = NeighbourEmbedding.Settings()
    settings.stepCount = 40
    _ = try await NeighbourEmbedding.points(
      samples.vectors(20, dimension: 3), dimension: 3, settings: settings, threadCount: 2
    ) { step, of in
      #expect(of == 40)
      steps.withLock { $0.append(step) }
    }
    #expect(steps.withLock { $0 } == Array(1...40))
  }

  @Test(arguments: [1, 2])
  func noStepFollowsACancellation(threadCount: Int) async throws {
    var samples = Samples(seed: 7)
    let vectors = samples.vectors(30, dimension: 3)
    let lastStep = Mutex(0)
    await #expect(throws: CancellationError.self) {
      _ = try await NeighbourEmbedding.points(vectors, dimension: 3, threadCount: threadCount) { step, _ in
        lastStep.withLock { $0 = step }
        if step == 5 { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
      }
    }
    #expect(lastStep.withLock { $0 } == 5)
  }

  private func squaredDistance(_ first: NeighbourEmbedding.Point, _ second: NeighbourEmbedding.Point) -> Float
  {
    let (x, y) = (first.x - second.x, first.y - second.y)
    return x * x + y * y
  }
}
