/// A classifier that predicts the most frequent class of the nearest training images, by the Euclidean distance of
/// their bytes (Cover and Hart 1967, IEEE Transactions on Information Theory 13, 21-27).
///
/// Ties go to the first of equally distant training images, and to the first of classes with equally many votes. Apart
/// from such ties, predictions equal those of scikit-learn's `KNeighborsClassifier`.
public struct NearestNeighbours: Hashable, Sendable {
  /// The number of neighbours that vote.
  public let neighbourCount: Int

  /// - Parameter neighbourCount: at least 1.
  public init(neighbourCount: Int = 5) {
    precondition(neighbourCount > 0, "at least one neighbour votes")
    self.neighbourCount = neighbourCount
  }

  /// A training image with its distance from another image.
  public struct Neighbour: Hashable, Sendable {
    public let index: Int
    /// The sum of the squared differences of the bytes.
    public let squaredDistance: Int

    public init(index: Int, squaredDistance: Int) {
      self.index = index
      self.squaredDistance = squaredDistance
    }
  }

  /// Returns the predicted label of each image.
  ///
  /// - Parameter report: called with the growing number of images that are done.
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

  /// Returns the nearest training images of each image, nearest first; fewer than `neighbourCount` if there are fewer
  /// training images.
  ///
  /// Every thread needs a few megabytes of memory besides the images.
  ///
  /// - Throws: `TrainingError` if there are no training images or they have another shape, `CancellationError`.
  public func neighbours(
    of images: LabelledImages, in training: LabelledImages, threadCount: Int,
    report: @Sendable (_ doneCount: Int) -> Void = { _ in }
  ) async throws -> [[Neighbour]] {
    guard training.count > 0 else {
      throw TrainingError(.invalidData, "there are no images to train with; add training images")
    }
    guard images.shape == training.shape else {
      throw TrainingError(
        .invalidData,
        "the training images are \(training.shape) (rows, columns, channels), but these are \(images.shape); convert both with the same pipeline"
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
