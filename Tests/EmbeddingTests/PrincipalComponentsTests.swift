import Embedding
import Testing

struct PrincipalComponentsTests {
  struct Case: Sendable {
    let count: Int
    let dimension: Int
    let componentCount: Int
  }

  /// The cases have few and hundreds of vectors, more components than vectors, and few components of many dimensions,
  /// which need iterations.
  static let cases = [
    Case(count: 50, dimension: 6, componentCount: 3), Case(count: 201, dimension: 12, componentCount: 12),
    Case(count: 7, dimension: 20, componentCount: 4), Case(count: 3, dimension: 9, componentCount: 9),
    Case(count: 300, dimension: 60, componentCount: 3), Case(count: 40, dimension: 70, componentCount: 7),
    Case(count: 30, dimension: 1, componentCount: 1),
  ]

  @Test(arguments: cases)
  func componentsAreTheEigenvectorsOfTheCovariance(_ example: Case) {
    var samples = Samples(seed: 1)
    let vectors = samples.vectors(example.count, dimension: example.dimension)
    let found = PrincipalComponents(
      vectors, dimension: example.dimension, componentCount: example.componentCount)
    let expected = CovarianceReference(vectors, dimension: example.dimension)
    let total = expected.eigenvalues.reduce(0, +)
    #expect(found.count == example.componentCount)
    for index in 0..<found.count {
      #expect(abs(found.explained[index] - expected.eigenvalues[index] / total) < 1e-7)
      // Components beyond the rank of the vectors may have any direction.
      guard expected.eigenvalues[index] > 1e-9 * total else { continue }
      let product = zip(found.component(index), expected.eigenvectors[index]).reduce(0) {
        $0 + Double($1.0) * $1.1
      }
      #expect(abs(abs(product) - 1) < 1e-6, "component \(index)")
    }
  }

  @Test(arguments: cases)
  func componentsAreOrthonormal(_ example: Case) {
    var samples = Samples(seed: 2)
    let vectors = samples.vectors(example.count, dimension: example.dimension)
    expectOrthonormal(
      PrincipalComponents(vectors, dimension: example.dimension, componentCount: example.componentCount))
  }

  @Test(arguments: cases)
  func largestEntryOfAComponentIsPositive(_ example: Case) {
    var samples = Samples(seed: 3)
    let vectors = samples.vectors(example.count, dimension: example.dimension)
    let found = PrincipalComponents(
      vectors, dimension: example.dimension, componentCount: example.componentCount)
    for index in 0..<found.count {
      let component = found.component(index)
      #expect(component.max().map { largest in component.allSatisfy { -$0 <= largest } } == true)
    }
  }

  @Test func vectorsMirroredInTheOriginHaveTheSameComponents() {
    var samples = Samples(seed: 4)
    let vectors = samples.vectors(60, dimension: 9)
    let found = PrincipalComponents(vectors, dimension: 9, componentCount: 4)
    let mirrored = PrincipalComponents(vectors.map { -$0 }, dimension: 9, componentCount: 4)
    #expect(found.components == mirrored.components)
    #expect(found.explained == mirrored.explained)
    #expect(found.mean == mirrored.mean.map { -$0 })
  }

  @Test func sharesOfAllComponentsFallAndSumToOne() {
    var samples = Samples(seed: 5)
    let found = PrincipalComponents(samples.vectors(80, dimension: 11), dimension: 11, componentCount: 11)
    #expect(abs(found.explained.reduce(0, +) - 1) < 1e-12)
    #expect(zip(found.explained, found.explained.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test func twoComponentsHoldAllOfAPlane() {
    var samples = Samples(seed: 6)
    let (dimension, count) = (40, 100)
    let axes = (0..<(2 * dimension)).map { _ in samples.normal() }
    let vectors = (0..<count).flatMap { _ in
      let (x, y) = (3 * samples.normal(), samples.normal())
      return (0..<dimension).map { 5 + x * axes[$0] + y * axes[dimension + $0] }
    }
    let found = PrincipalComponents(vectors, dimension: dimension, componentCount: 5)
    #expect(abs(found.explained[0] + found.explained[1] - 1) < 1e-12)
    expectOrthonormal(found)
    let scores = found.scores(of: vectors)
    for vector in 0..<count {
      for index in 0..<dimension {
        let rebuilt = (0..<2).reduce(found.mean[index]) {
          $0 + scores[vector * 5 + $1] * found.component($1)[index]
        }
        #expect(abs(rebuilt - vectors[vector * dimension + index]) < 1e-4)
      }
    }
  }

  @Test func scoresAreProductsWithTheComponents() {
    var samples = Samples(seed: 7)
    let found = PrincipalComponents(samples.vectors(30, dimension: 10), dimension: 10, componentCount: 3)
    let others = samples.vectors(5, dimension: 10)
    let scores = found.scores(of: others)
    #expect(scores.count == 15)
    for vector in 0..<5 {
      for component in 0..<3 {
        let entries = found.component(component)
        var product = 0.0
        for index in 0..<10 {
          product += Double(others[vector * 10 + index] - found.mean[index]) * Double(entries[index])
        }
        #expect(abs(Double(scores[vector * 3 + component]) - product) < 1e-4)
      }
    }
  }

  @Test(arguments: [0, 1, 2, 5, 100])
  func equalVectorsHaveComponentsThatExplainNothing(count: Int) {
    let vectors = (0..<count).flatMap { _ in [Float](arrayLiteral: 0.1, -3.7, 1e20, 0) }
    let found = PrincipalComponents(vectors, dimension: 4, componentCount: 3)
    #expect(found.explained == [0, 0, 0])
    expectOrthonormal(found)
    #expect(found.scores(of: vectors).allSatisfy { $0 == 0 })
  }

  @Test func vectorsHaveNoMoreComponentsThanNumbers() {
    var samples = Samples(seed: 8)
    #expect(PrincipalComponents(samples.vectors(9, dimension: 3), dimension: 3, componentCount: 7).count == 3)
    #expect(PrincipalComponents(samples.vectors(9, dimension: 3), dimension: 3, componentCount: 0).count == 0)
  }

  @Test(arguments: [Float(1e37), 1e-37])
  func componentsOfLargeAndSmallNumbersAreThoseOfOrdinaryOnes(factor: Float) {
    var samples = Samples(seed: 9)
    let vectors = samples.vectors(50, dimension: 5)
    let largest = vectors.map(abs).max() ?? 1
    let found = PrincipalComponents(
      vectors.map { $0 / largest * factor }, dimension: 5, componentCount: 2)
    let expected = PrincipalComponents(vectors, dimension: 5, componentCount: 2)
    for (share, other) in zip(found.explained, expected.explained) { #expect(abs(share - other) < 1e-6) }
    for (entry, other) in zip(found.components, expected.components) { #expect(abs(entry - other) < 1e-5) }
  }

  private func expectOrthonormal(_ found: PrincipalComponents) {
    for first in 0..<found.count {
      for second in 0...first {
        let product = zip(found.component(first), found.component(second)).reduce(0) {
          $0 + Double($1.0) * Double($1.1)
        }
        #expect(abs(product - (first == second ? 1 : 0)) < 1e-6, "components \(first) and \(second)")
      }
    }
  }
}

extension PrincipalComponents {
  fileprivate func component(_ index: Int) -> [Float] {
    Array(components[(index * dimension)..<((index + 1) * dimension)])
  }
}
