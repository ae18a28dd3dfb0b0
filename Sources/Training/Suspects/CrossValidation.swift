/// A cross-validation, which gives every image probabilities by a model that was not trained with it.
///
/// The images are split into folds, and for each fold a model is trained with the images of all other folds (Stone
/// 1974, Journal of the Royal Statistical Society B 36, 111-147).
public struct CrossValidation: Hashable, Sendable {
  public let foldCount: Int
  public let seed: UInt64

  /// - Parameter foldCount: at least 2.
  public init(foldCount: Int = 4, seed: UInt64 = 0) {
    precondition(foldCount >= 2, "a cross-validation has at least two folds")
    self.foldCount = foldCount
    self.seed = seed
  }

  public struct Progress: Sendable {
    /// The fold's number, counted from 1.
    public let fold: Int
    public let event: Trainer.Event
  }

  /// Trains one model per fold.
  ///
  /// - Parameters:
  ///   - groups: the number of the group of each image, such as photos of one product; a group is never divided between
  ///     folds. Nil if the images are independent of each other.
  ///   - recipe: the recipe for every fold, with the same seed; its patience has no effect, because there are no
  ///     validation images.
  /// - Returns: the probabilities of the classes for every image, `classCount` per image, in the order of the images.
  /// - Throws: `TrainingError` if there are fewer images or groups than folds or as `Trainer.train` does,
  ///   `CancellationError`.
  public func probabilities(
    of images: LabelledImages, groups: [Int]? = nil, _ model: ModelDescription, _ recipe: TrainingRecipe,
    report: @Sendable (Progress) -> Void = { _ in }
  ) async throws -> [Float] {
    try check(images, groups)
    let folds = folds(of: images.labels, groups: groups)
    let classCount = images.classCount
    var result = [Float](repeating: 0, count: images.count * classCount)
    for fold in 0..<foldCount {
      let inside = folds.indices.filter { folds[$0] == fold }
      let outside = folds.indices.filter { folds[$0] != fold }
      let outcome = try await Trainer(model, recipe).train(images.subset(outside)) {
        report(Progress(fold: fold + 1, event: $0))
      }
      // The images of a fold would look more suspicious if its model was not trained to the end.
      guard !outcome.wasInterrupted else { throw CancellationError() }
      let probabilities = try await outcome.model.probabilities(
        of: images.subset(inside), threadCount: recipe.threadCount)
      for (place, image) in inside.enumerated() {
        for label in 0..<classCount {
          result[image * classCount + label] = probabilities[place * classCount + label]
        }
      }
    }
    return result
  }

  private func check(_ images: LabelledImages, _ groups: [Int]?) throws(TrainingError) {
    guard images.count >= foldCount else {
      throw TrainingError(
        .invalidData,
        "\(images.count) images cannot be split into \(foldCount) folds; add images, or choose fewer folds")
    }
    guard let groups else { return }
    guard groups.count == images.count else {
      throw TrainingError(
        .invalidInput,
        "there are \(groups.count) group numbers for \(images.count) images; give one per image")
    }
    let groupCount = Set(groups).count
    guard groupCount >= foldCount else {
      throw TrainingError(
        .invalidData,
        "\(groupCount) groups of images cannot be split into \(foldCount) folds; add images of other groups, or choose fewer folds"
      )
    }
  }
}
