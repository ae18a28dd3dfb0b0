import Testing
import Training

struct LabelSuspectsTests {
  /// The given labels: five of class 0, four of class 1, none of class 2.
  private let labels: [UInt8] = [0, 0, 0, 0, 0, 1, 1, 1, 1]
  private let probabilities: [Float] = [
    0.875, 0.125, 0, 0.75, 0.125, 0.125, 0.125, 0.75, 0.125, 0.25, 0.25, 0.5, 0.5, 0.375, 0.125,
    0.125, 0.75, 0.125, 0.25, 0.625, 0.125, 0.625, 0.25, 0.125, 0.125, 0.375, 0.5,
  ]

  /// The thresholds, computed by hand, are 2.5 / 5 and 2 / 4; images 3 and 8 reach neither.
  @Test func theJointIsThatOfThePaper() throws {
    let joint = try ConfidentJoint(labels: labels, probabilities: probabilities, classCount: 3)
    #expect(joint.thresholds == [0.5, 0.5, nil])
    #expect(joint.confidentClasses == [0, 0, 1, nil, 0, 1, 1, 0, nil])
    #expect(joint.counts == [[3, 1, 0], [1, 2, 0], [0, 0, 0]])
    // The rows are scaled to 5 and 4 of 9 images.
    let expected: [[Double]] = [[3.75 / 9, 1.25 / 9, 0], [4.0 / 3 / 9, 8.0 / 3 / 9, 0], [0, 0, 0]]
    for (found, expected) in zip(joint.distribution.joined(), expected.joined()) {
      #expect(abs(found - expected) < 1e-12)
    }
    #expect(abs(joint.estimatedErrorCount - (1.25 + 4.0 / 3)) < 1e-12)
  }

  @Test func everyImageIsRankedByTheProbabilityOfItsLabel() throws {
    let suspects = try LabelSuspects(labels: labels, probabilities: probabilities, classCount: 3)
    #expect(suspects.ranked.map(\.index) == [2, 3, 7, 8, 4, 6, 1, 5, 0])
    #expect(suspects.ranked.map(\.score) == [0.125, 0.25, 0.25, 0.375, 0.5, 0.625, 0.75, 0.75, 0.875])
    #expect(suspects.ranked.filter(\.isCandidate).map(\.index) == [2, 7])
    #expect(suspects.ranked.prefix(4).map(\.likely) == [1, 2, 0, 2])
    #expect(suspects.ranked.allSatisfy { $0.likely != $0.given })
  }

  @Test func orByItsMarginBeforeTheMostProbableOther() throws {
    let suspects = try LabelSuspects(
      labels: labels, probabilities: probabilities, classCount: 3, ranking: .normalisedMargin)
    #expect(suspects.ranked.map(\.index) == [2, 7, 3, 8, 4, 6, 1, 5, 0])
    #expect(suspects.ranked.first?.score == -0.625)
  }

  /// Returns images of five classes, one in ten with the label of another, with the probabilities of a model that makes
  /// random mistakes.
  private func planted(mistakes: Double) throws -> (flipped: Set<Int>, suspects: LabelSuspects) {
    var random = SeededRandom(seed: 8, purpose: .test)
    var labels: [UInt8] = []
    var probabilities: [Float] = []
    var flipped: Set<Int> = []
    for image in 0..<2000 {
      let label = image % 5
      let seen = random.unitInterval() < mistakes ? random.index(below: 5) : label
      let weights = (0..<5).map { ($0 == seen ? 6 : 0) + random.unitInterval() }
      probabilities += weights.map { Float($0 / weights.reduce(0, +)) }
      if random.index(below: 10) == 0 {
        flipped.insert(image)
        labels.append(UInt8((label + 1 + random.index(below: 4)) % 5))
      } else {
        labels.append(UInt8(label))
      }
    }
    return (flipped, try LabelSuspects(labels: labels, probabilities: probabilities, classCount: 5))
  }

  @Test func ofAModelThatMakesNoMistakesThePlantedFlipsComeFirst() throws {
    let (flipped, suspects) = try planted(mistakes: 0)
    let first = suspects.ranked.prefix(flipped.count)
    #expect(Set(first.map(\.index)) == flipped)
    #expect(first.allSatisfy { $0.likely == $0.index % 5 })
    #expect(Set(suspects.ranked.map(\.index)).count == 2000)
    let count = Double(flipped.count)
    #expect(abs(suspects.joint.estimatedErrorCount - count) < 0.1 * count)
  }

  /// One in fifty wrong labels is hidden by a mistake that predicts the same wrong class; other mistakes look like
  /// wrong labels.
  @Test func ofAModelThatMakesMistakesTheFlipsAreCandidates() throws {
    let (flipped, suspects) = try planted(mistakes: 0.1)
    let candidates = Set(suspects.ranked.filter(\.isCandidate).map(\.index))
    #expect(candidates.intersection(flipped).count >= flipped.count * 9 / 10)
    #expect(candidates.count <= 2 * flipped.count)
  }

  @Test func whatDoesNotFitIsRefused() {
    #expect(throws: TrainingError.self) {
      try LabelSuspects(labels: [0, 1], probabilities: [1, 0, 1], classCount: 2)
    }
    #expect(throws: TrainingError.self) {
      try LabelSuspects(labels: [0, 3], probabilities: [1, 0, 1, 0], classCount: 2)
    }
    #expect(throws: TrainingError.self) {
      try LabelSuspects(labels: [0], probabilities: [1], classCount: 1)
    }
  }
}
