import Testing
import Training

struct SeededRandomTests {
  /// All purposes, with more threads, epochs and positions than any training has.
  private static let purposes: [SeededRandom.Purpose] =
    [
      .weights, .folds, .validation, .trainingSample, .gallery, .choice, .gradientCheck, .test,
    ]
    + (0..<5000).map { .dropout(thread: $0) }
    + (1...100_000).map { .order(epoch: $0) }
    + (0..<100_000).map { .augmentation(step: 1 << 32, place: $0) }

  @Test func noTwoPurposesShareAStream() {
    let streams = Set(Self.purposes.map(\.stream))
    #expect(streams.count == Self.purposes.count)
  }

  @Test func noTwoPurposesDrawTheSameNumbers() {
    let first = Set(
      Self.purposes.map { purpose in
        var random = SeededRandom(seed: 7, purpose: purpose)
        return [random.next(), random.next()]
      })
    #expect(first.count == Self.purposes.count)
  }

  @Test func everyStepAugmentsWithNumbersOfItsOwn() {
    let first = Set(
      (1...20 as ClosedRange<UInt64>).flatMap { epoch in
        (0..<50 as Range<UInt64>).flatMap { step in
          (0..<16).map { place in
            var random = SeededRandom(
              seed: 7, purpose: .augmentation(step: epoch << 32 | step, place: place))
            return random.next()
          }
        }
      })
    #expect(first.count == 20 * 50 * 16)
  }

  /// The streams that determine a trained model are the same in every version of the program.
  @Test func modelsAreDrawnByTheStreamsOfAlways() {
    let streams: [SeededRandom.Purpose: UInt64] = [
      .weights: 1, .dropout(thread: 0): 2, .validation: 3, .order(epoch: 12): 1012,
      .augmentation(step: 0, place: 5): 1 << 20 + 5, .folds: 0xF01D,
    ]
    for (purpose, stream) in streams { #expect(purpose.stream == stream) }
  }

  @Test func aSeedGivesTheSameNumbersAgain() {
    var (first, second) = (
      SeededRandom(seed: 4, purpose: .test), SeededRandom(seed: 4, purpose: .test)
    )
    var other = SeededRandom(seed: 5, purpose: .test)
    let numbers = (0..<10).map { _ in first.next() }
    #expect((0..<10).map { _ in second.next() } == numbers)
    #expect((0..<10).map { _ in other.next() } != numbers)
  }
}
