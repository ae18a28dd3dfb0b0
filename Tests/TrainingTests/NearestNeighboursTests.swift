import Testing
import Training

struct NearestNeighboursTests {
  /// Returns random images; few levels make many distances equal.
  private func images(_ count: Int, _ shape: Shape, levels: [UInt8], seed: UInt64) throws -> LabelledImages {
    var random = SeededRandom(seed: seed, purpose: .test)
    return try LabelledImages(
      shape: shape,
      images: (0..<(count * shape.count)).map { _ in levels[random.index(below: levels.count)] },
      labels: (0..<count).map { _ in UInt8(random.index(below: 4)) }, classCount: 4)
  }

  /// Returns the nearest neighbours by computing and sorting every distance, by distance and then by index.
  private func slowNeighbours(of images: LabelledImages, in training: LabelledImages, count: Int)
    -> [[NearestNeighbours.Neighbour]]
  {
    let length = images.shape.count
    return (0..<images.count).map { image in
      let all = (0..<training.count).map { index in
        let differences = (0..<length).map {
          Int(images.images[image * length + $0]) - Int(training.images[index * length + $0])
        }
        return NearestNeighbours.Neighbour(
          index: index, squaredDistance: differences.reduce(0) { $0 + $1 * $1 })
      }
      let sorted = all.sorted { ($0.squaredDistance, $0.index) < ($1.squaredDistance, $1.index) }
      return Array(sorted.prefix(count))
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let shape: Shape
    let levels: [UInt8]
    let trainingCount: Int
    let imageCount: Int
    var neighbourCount = 5
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "bytes over several blocks", shape: Shape(rows: 5, columns: 4, channels: 1),
      levels: Array(0...255), trainingCount: 1300, imageCount: 530),
    Case(
      name: "mostly ties", shape: Shape(rows: 2, columns: 2, channels: 1), levels: [0, 1, 2],
      trainingCount: 700, imageCount: 90),
    Case(
      name: "all the same", shape: Shape(rows: 3, columns: 3, channels: 1), levels: [255],
      trainingCount: 520, imageCount: 3),
    Case(
      name: "one pixel", shape: Shape(features: 1), levels: Array(0...255), trainingCount: 900,
      imageCount: 200),
    Case(
      name: "extremes, with sums beyond the whole numbers of a float",
      shape: Shape(rows: 64, columns: 64, channels: 1), levels: [0, 1, 254, 255], trainingCount: 80,
      imageCount: 12),
    Case(
      name: "colour", shape: Shape(rows: 8, columns: 8, channels: 3), levels: Array(0...255),
      trainingCount: 100, imageCount: 20, neighbourCount: 1),
    Case(
      name: "fewer images than votes", shape: Shape(features: 6), levels: Array(0...255), trainingCount: 3,
      imageCount: 10),
  ]

  @Test(arguments: cases)
  func neighboursAreThoseOfTheSlowSearch(_ example: Case) async throws {
    let training = try images(example.trainingCount, example.shape, levels: example.levels, seed: 1)
    let images = try images(example.imageCount, example.shape, levels: example.levels, seed: 2)
    let found = try await NearestNeighbours(neighbourCount: example.neighbourCount)
      .neighbours(of: images, in: training, threadCount: 2)
    #expect(found == slowNeighbours(of: images, in: training, count: example.neighbourCount))
  }

  /// Half of each image has the same bytes, far from grey, in another order, so that sums are equal but rounded
  /// differently. The other half is grey and differs by a level in a few pixels, which decides.
  @Test func distancesThatDifferByOneAreToldApart() async throws {
    let shape = Shape(rows: 160, columns: 160, channels: 1)
    let half = shape.count / 2
    var random = SeededRandom(seed: 3, purpose: .test)
    let bytes = (0..<half).map { _ in UInt8(random.index(below: 60)) }
    let pictures = (0..<600).flatMap { _ in
      var grey = [UInt8](repeating: 128, count: half)
      for _ in 0..<(2 + random.index(below: 8)) { grey[random.index(below: half)] = 127 }
      return random.permutation(half).map { bytes[$0] } + grey
    }
    let training = try LabelledImages(
      shape: shape, images: pictures, labels: [UInt8](repeating: 0, count: 600), classCount: 1)
    let image = try LabelledImages(
      shape: shape,
      images: [UInt8](repeating: 255, count: half) + [UInt8](repeating: 128, count: half),
      labels: [0], classCount: 1)
    let found = try await NearestNeighbours().neighbours(of: image, in: training, threadCount: 1)
    #expect(found == slowNeighbours(of: image, in: training, count: 5))
  }

  @Test func mostOfTheNearestWinAndOfEquallyManyTheFirstClass() async throws {
    let shape = Shape(features: 1)
    let training = try LabelledImages(
      shape: shape, images: [10, 11, 12, 13, 14, 100, 101, 102, 103, 104],
      labels: [3, 1, 3, 1, 2, 2, 2, 0, 0, 0], classCount: 4)
    let images = try LabelledImages(shape: shape, images: [12, 103], labels: [0, 0], classCount: 4)
    #expect(try await NearestNeighbours().predict(images, from: training, threadCount: 1) == [1, 0])
  }

  @Test func everyNumberOfThreadsGivesTheSame() async throws {
    let shape = Shape(rows: 4, columns: 4, channels: 1)
    let training = try images(300, shape, levels: [0, 1, 2], seed: 4)
    let images = try images(1100, shape, levels: [0, 1, 2], seed: 5)
    let one = try await NearestNeighbours().predict(images, from: training, threadCount: 1)
    #expect(try await NearestNeighbours().predict(images, from: training, threadCount: 3) == one)
  }

  @Test func imagesOfAnotherShapeAndNoTrainingImagesAreRefused() async throws {
    let images = try images(2, Shape(features: 4), levels: [0], seed: 1)
    let others = try self.images(2, Shape(rows: 2, columns: 2, channels: 1), levels: [0], seed: 1)
    await #expect(throws: TrainingError.self) {
      try await NearestNeighbours().predict(images, from: others, threadCount: 1)
    }
    await #expect(throws: TrainingError.self) {
      try await NearestNeighbours().predict(images, from: images.subset([]), threadCount: 1)
    }
  }

  @Test func cancellingStopsTheSearch() async throws {
    let images = try images(600, Shape(features: 4), levels: [0, 1], seed: 1)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await NearestNeighbours().predict(images, from: images, threadCount: 2)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func theMajorityIsTheMostFrequentClassAndOfEqualOnesTheFirst() throws {
    #expect(try MajorityBaseline(labels: [4, 2, 2, 4, 0]).label == 2)
    #expect(try MajorityBaseline(labels: [7, 9, 9]).predict(count: 3) == [9, 9, 9])
    #expect(throws: TrainingError.self) { try MajorityBaseline(labels: []) }
  }
}
