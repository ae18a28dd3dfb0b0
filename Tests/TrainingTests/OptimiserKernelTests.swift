import CKernels
import TestSupport
import Testing

/// The kernels of the optimisers beside the same arithmetic, number by number: they have the same bits, whatever the width
/// of the processor's vectors, and write nothing beyond the end.
struct OptimiserKernelTests {
  private struct Numbers {
    var weights: [Float] = []
    var gradients: [Float] = []
    var first: [Float] = []
    var second: [Float] = []

    /// Numbers of which the last belongs to somebody else.
    init(count: Int, using generator: inout SeededGenerator) {
      for _ in 0...count {
        weights.append(.random(in: -1...1, using: &generator))
        gradients.append(.random(in: -0.1...0.1, using: &generator))
        first.append(.random(in: -0.1...0.1, using: &generator))
        second.append(.random(in: 0...0.01, using: &generator))
      }
    }
  }

  @Test(arguments: Array(0...40) + [257, 1000])
  func adamHasTheBitsOfPlainArithmetic(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let numbers = Numbers(count: count, using: &generator)
    let rule = fm_adam(beta1: 0.9, beta2: 0.999, step_size: 0.003, square_scale: 1.7, shrink: 0.9999)
    var (weights, means, squares) = (numbers.weights, numbers.first, numbers.second)
    unsafe fm_step_adam(&weights, numbers.gradients, &means, &squares, count, rule)
    var expected = numbers
    for place in 0..<count {
      let slope = numbers.gradients[place]
      expected.first[place] = rule.beta1 * expected.first[place] + (1 - rule.beta1) * slope
      expected.second[place] = rule.beta2 * expected.second[place] + (1 - rule.beta2) * slope * slope
      let size = (expected.second[place] * rule.square_scale).squareRoot() + 1e-8
      expected.weights[place] =
        expected.weights[place] * rule.shrink - rule.step_size * expected.first[place] / size
    }
    #expect(weights == expected.weights)
    #expect(means == expected.first)
    #expect(squares == expected.second)
  }

  @Test(arguments: Array(0...40) + [257, 1000])
  func gradientDescentHasTheBitsOfPlainArithmetic(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count) + 1)
    let numbers = Numbers(count: count, using: &generator)
    let rule = fm_sgd(rate: 0.05, momentum: 0.9, decay: 0.0005)
    var (weights, velocities) = (numbers.weights, numbers.first)
    unsafe fm_step_sgd(&weights, numbers.gradients, &velocities, count, rule)
    var expected = numbers
    for place in 0..<count {
      let slope = numbers.gradients[place] + rule.decay * expected.weights[place]
      let velocity = rule.momentum * expected.first[place] + slope
      expected.first[place] = velocity
      expected.weights[place] -= rule.rate * (slope + rule.momentum * velocity)
    }
    #expect(weights == expected.weights)
    #expect(velocities == expected.first)
  }

  @Test func sumsAreThoseOfThePairs() {
    var sums: [Float] = (0..<37).map { Float($0) }
    let addends: [Float] = (0..<37).map { Float(2 * $0) }
    unsafe fm_add(&sums, addends, 36)
    #expect(sums == (0..<36).map { Float(3 * $0) } + [36])
  }
}
