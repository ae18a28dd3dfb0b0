/// Gives every image probabilities from a model that was not trained with it: the images are dealt into folds, and for each
/// fold a model is trained with the others (Stone 1974, Journal of the Royal Statistical Society B 36, 111-147).
public struct CrossValidation: Hashable, Sendable {
  public let foldCount: Int
  public let seed: UInt64

  /// - Parameter foldCount: at least 2.
  public init(foldCount: Int = 4, seed: UInt64 = 0) {
    precondition(foldCount >= 2, "one fold is trained with the others")
    self.foldCount = foldCount
    self.seed = seed
  }

  /// The fold of each item, 0..<foldCount: by class and then in turn, in an order drawn by the seed, so that folds differ by
  /// one item at most, in all and in every class.
  public func folds(of labels: [UInt8]) -> [Int] {
    var random = SeededRandom(seed: seed, purpose: 0xF01D)
    let order = random.permutation(labels.count)
    var folds = [Int](repeating: 0, count: labels.count)
    var next = 0
    for label in 0...UInt8.max {
      for item in order where labels[item] == label {
        folds[item] = next % foldCount
        next += 1
      }
    }
    return folds
  }

  public struct Progress: Sendable {
    /// Counted from 1.
    public let fold: Int
    public let event: Trainer.Event
  }

  /// Trains a model a fold.
  ///
  /// - Parameter recipe: its seed, too, is the same for every fold; patience has no effect, as nothing is set aside to judge by.
  /// - Returns: the probabilities of the classes for every image, `classCount` an image, in the order of the images.
  /// - Throws: `TrainingError` if there are fewer images than folds, or what `Trainer` throws; `CancellationError`.
  public func probabilities(
    of images: LabelledImages, _ model: ModelDescription, _ recipe: Recipe,
    report: @Sendable (Progress) -> Void = { _ in }
  ) async throws -> [Float] {
    guard images.count >= foldCount else {
      throw TrainingError(
        .invalidData,
        "\(images.count) images cannot be dealt into \(foldCount) folds; give more images, or take fewer folds"
      )
    }
    let folds = folds(of: images.labels)
    let classCount = images.classCount
    var result = [Float](repeating: 0, count: images.count * classCount)
    for fold in 0..<foldCount {
      let inside = folds.indices.filter { folds[$0] == fold }
      let outside = folds.indices.filter { folds[$0] != fold }
      let trained = try await Trainer(model, recipe).train(images.subset(outside)) {
        report(Progress(fold: fold + 1, event: $0))
      }
      let probabilities = try await trained.model.probabilities(
        of: images.subset(inside), threadCount: recipe.threadCount)
      for (place, item) in inside.enumerated() {
        for label in 0..<classCount {
          result[item * classCount + label] = probabilities[place * classCount + label]
        }
      }
    }
    return result
  }
}
