import Embedding
internal import Platform
import Testing

struct PerplexityTests {
  @Test func exponentialIsThatOfTheCLibraryToTheLastDigits() {
    for step in 0...8000 {
      let x = -87.25 * Float(step) / 8000
      let expected = exp(Double(x))
      #expect(abs(Double(Lanes.exponential(Lanes(repeating: x))[step % 8]) / expected - 1) < 2.5e-7)
    }
    let lanes = Lanes.exponential(Lanes(0, -0.5, -87.3, -1e30, -.infinity, 0, -1, -2))
    #expect(lanes[0] == 1 && lanes[2] == 0 && lanes[3] == 0 && lanes[4] == 0)
  }

  @Test(arguments: [2, 5, 30, 50.5])
  func neighboursArePickedWithThePerplexityAskedFor(perplexity: Double) {
    var samples = Samples(seed: 1)
    var vectors = samples.clusters(3, pointCount: 67, dimension: 8, distance: 10)
    // The last vector is far from all others, and about equally far.
    vectors += [Float](repeating: 1000, count: 8)
    let scores = ComponentScores(vectors, dimension: 8, componentCount: 8)
    for vector in 0..<scores.count {
      let picks = PerplexityCalibration(
        scores.squaredDistances(from: vector), perplexity: Float(perplexity)
      ).probabilities
      var (entropyInBits, total) = (0.0, 0.0)
      for place in 0..<(picks.count * Lanes.scalarCount) {
        let p = Double(picks[place: place])
        if place == vector || place >= scores.count { #expect(p == 0) }
        total += p
        entropyInBits -= p > 0 ? p * log2(p) : 0
      }
      #expect(abs(total - 1) < 1e-5)
      #expect(abs(entropyInBits - log2(perplexity)) < 1e-4, "vector \(vector)")
    }
  }

  @Test func nearerPointsArePickedMoreOften() {
    let distances = [Lanes(1, 2, 3, 4, 5, 6, 7, 8)]
    let picks = PerplexityCalibration(distances, perplexity: 3).probabilities[0]
    #expect((1..<8).allSatisfy { picks[$0] < picks[$0 - 1] && picks[$0] > 0 })
  }

  @Test func ofManyThatAreEquallyNearEachIsPickedAsOften() {
    let distances = [Lanes(0, 0, 0, 0, 0, 0, 1, .greatestFiniteMagnitude)]
    let picks = PerplexityCalibration(distances, perplexity: 2).probabilities[0]
    #expect((0..<6).allSatisfy { abs(picks[$0] - 1 / 6) < 1e-6 })
    #expect(picks[6] == 0 && picks[7] == 0)
  }

  @Test func jointProbabilitiesAreSymmetricAndSumToOne() async throws {
    var samples = Samples(seed: 2)
    let scores = ComponentScores(samples.vectors(43, dimension: 5), dimension: 5, componentCount: 5)
    let joint = try await JointProbabilities(scores, perplexity: 10, threadCount: 2)
    var sum = 0.0
    for first in 0..<43 {
      #expect(joint[first, first] == 0)
      for second in 0..<43 {
        #expect(joint[first, second] == joint[second, first])
        sum += Double(joint[first, second])
      }
    }
    #expect(abs(sum - 1) < 1e-5)
  }

  @Test func jointProbabilityIsTheMeanOfBothPicks() async throws {
    var samples = Samples(seed: 3)
    let scores = ComponentScores(samples.vectors(31, dimension: 5), dimension: 5, componentCount: 5)
    let joint = try await JointProbabilities(scores, perplexity: 6, threadCount: 1)
    let picks = (0..<31).map {
      PerplexityCalibration(scores.squaredDistances(from: $0), perplexity: 6).probabilities
    }
    for first in 0..<31 {
      for second in 0..<31 {
        let expected = (picks[first][place: second] + picks[second][place: first]) / 62
        #expect(abs(joint[first, second] - expected) < 1e-8)
      }
    }
  }
}
