/// Says what most of the nearest training images are, nearest by the Euclidean distance of their bytes (Cover and Hart 1967,
/// IEEE Transactions on Information Theory 13, 21-27).
///
/// Of training images equally far away the first is nearer; of classes with equally many votes the first wins. Predictions
/// are thereby those of scikit-learn's `KNeighborsClassifier`, which settles on one or the other of the equally far away by
/// the way it runs.
public struct NearestNeighbours: Hashable, Sendable {
  /// How many vote.
  public let neighbourCount: Int

  /// - Parameter neighbourCount: at least 1.
  public init(neighbourCount: Int = 5) {
    precondition(neighbourCount > 0, "somebody has to vote")
    self.neighbourCount = neighbourCount
  }

  /// A training image, seen from another image.
  public struct Neighbour: Hashable, Sendable {
    public let index: Int
    /// The sum of the squared differences of the bytes.
    public let squaredDistance: Int

    public init(index: Int, squaredDistance: Int) {
      self.index = index
      self.squaredDistance = squaredDistance
    }
  }

  /// - Parameters:
  ///   - report: called with the number of images done, in no order but growing.
  /// - Returns: a label an image.
  /// - Throws: `TrainingError` if there are no training images or they have another shape, `CancellationError`.
  public func predict(
    _ images: LabelledImages, from training: LabelledImages, threadCount: Int,
    report: @Sendable (_ doneCount: Int) -> Void = { _ in }
  ) async throws -> [UInt8] {
    try await neighbours(of: images, in: training, threadCount: threadCount, report: report).map {
      neighbours in
      Self.vote(neighbours.map { training.labels[$0.index] }, classCount: training.classCount)
    }
  }

  /// The nearest training images of each image, nearest first; fewer than `neighbourCount` if there are not so many.
  ///
  /// Needs a few megabytes a thread beside the images.
  ///
  /// - Throws: as `predict` does.
  public func neighbours(
    of images: LabelledImages, in training: LabelledImages, threadCount: Int,
    report: @Sendable (_ doneCount: Int) -> Void = { _ in }
  ) async throws -> [[Neighbour]] {
    guard training.count > 0 else {
      throw TrainingError(.invalidData, "there is nothing to train with; give training images")
    }
    guard images.shape == training.shape else {
      throw TrainingError(
        .invalidData,
        "the training images are \(training.shape) (rows, columns, channels), these are \(images.shape); convert them with one pipeline"
      )
    }
    let count = min(neighbourCount, training.count)
    let search = NeighbourSearch(training, images, neighbourCount: count)
    let pieces = search.pieces
    return try await withThrowingTaskGroup(of: (Int, [[Neighbour]]).self) { group in
      var next = 0
      func startNext() {
        guard next < pieces.count else { return }
        let number = next
        next += 1
        group.addTask { (number, try search.neighbours(of: pieces[number])) }
      }
      for _ in 0..<max(1, threadCount) { startNext() }
      var found = [[[Neighbour]]](repeating: [], count: pieces.count)
      var doneCount = 0
      while let (number, neighbours) = try await group.next() {
        found[number] = neighbours
        doneCount += neighbours.count
        report(doneCount)
        startNext()
      }
      return found.flatMap { $0 }
    }
  }

  static func vote(_ labels: [UInt8], classCount: Int) -> UInt8 {
    var votes = [Int](repeating: 0, count: classCount)
    for label in labels { votes[Int(label)] += 1 }
    return UInt8(votes.indices.reduce(0) { votes[$1] > votes[$0] ? $1 : $0 })
  }
}
