import Testing
import Training

/// Tests of a training whose task is cancelled.
struct InterruptionTests {
  private static func recipe(epochs: Int) -> TrainingRecipe {
    TrainingRecipe(epochs: epochs, batchSize: 16, optimiser: .adam(), learningRate: 0.01)
  }

  /// Trains in a task that cancels itself at the first event for which `isTheMoment` is true.
  private static func train(
    epochs: Int = 60, validation: LabelledImages? = nil,
    cancelledAt isTheMoment: @escaping @Sendable (Trainer.Event) -> Bool
  ) async throws -> Trainer.Outcome {
    let images = try TrainerTests.images(count: 90, seed: 1)
    let trainer = Trainer(TrainerTests.model, recipe(epochs: epochs))
    return try await Task {
      try await trainer.train(images, validation: validation) { event in
        if isTheMoment(event) { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
      }
    }.value
  }

  private static func isInTheMiddle(of epoch: Int, _ event: Trainer.Event) -> Bool {
    if case .progress(epoch, doneCount: 32, _) = event { true } else { false }
  }

  private static func isTheEnd(of epoch: Int, _ event: Trainer.Event) -> Bool {
    if case .epoch(let ended) = event { ended.number == epoch } else { false }
  }

  private static func numbers(_ outcome: Trainer.Outcome) -> [Float] {
    outcome.model.values.flatMap(\.numbers)
  }

  @Test func beforeTheFirstEpochEndsThereIsNoModel() async throws {
    await #expect(throws: CancellationError.self) {
      try await Self.train { Self.isInTheMiddle(of: 1, $0) }
    }
  }

  @Test func withoutValidationImagesTheLastFinishedEpochIsKept() async throws {
    let interrupted = try await Self.train { Self.isInTheMiddle(of: 4, $0) }
    #expect(interrupted.wasInterrupted)
    #expect(interrupted.epochs.map(\.number) == [1, 2, 3])

    let whole = try await Self.train(epochs: 3) { _ in false }
    #expect(!whole.wasInterrupted)
    #expect(Self.numbers(interrupted) == Self.numbers(whole))
  }

  @Test func withValidationImagesTheBestEpochIsKept() async throws {
    // Every validation label is wrong, so that the loss rises while the model learns.
    let images = try TrainerTests.images(count: 60, seed: 5)
    let validation = try LabelledImages(
      shape: images.shape, images: images.images, labels: images.labels.map { ($0 + 1) % 3 }, classCount: 3)
    let outcome = try await Self.train(validation: validation) { Self.isInTheMiddle(of: 7, $0) }
    #expect(outcome.wasInterrupted && outcome.epochs.count == 6)
    let losses = outcome.epochs.compactMap(\.validationLoss)
    let best = try #require(losses.min())
    #expect(losses.last != best)
    #expect(abs(try await outcome.model.evaluate(validation, threadCount: 1).loss - best) < 1e-5)
  }

  @Test func anEpochIsFinishedOnceItIsReported() async throws {
    let outcome = try await Self.train { Self.isTheEnd(of: 2, $0) }
    #expect(outcome.wasInterrupted && outcome.epochs.count == 2)
  }

  @Test func anEpochThatIsCancelledBeforeItsValidationDoesNotCount() async throws {
    let validation = try TrainerTests.images(count: 60, seed: 5)
    let outcome = try await Self.train(validation: validation) { event in
      if case .progress(epoch: 3, doneCount: 90, _) = event { true } else { false }
    }
    #expect(outcome.wasInterrupted && outcome.epochs.count == 2)
  }

  @Test func afterTheLastEpochNothingIsInterrupted() async throws {
    let outcome = try await Self.train(epochs: 2) { Self.isTheEnd(of: 2, $0) }
    #expect(!outcome.wasInterrupted && outcome.epochs.count == 2)
  }

  @Test func aCrossValidationIsNotFinishedWithAModelThatWasInterrupted() async throws {
    let images = try TrainerTests.images(count: 60, seed: 1)
    let task = Task {
      try await CrossValidation(foldCount: 2).probabilities(
        of: images, TrainerTests.model, Self.recipe(epochs: 5)
      ) { progress in
        if Self.isTheEnd(of: 2, progress.event) { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
