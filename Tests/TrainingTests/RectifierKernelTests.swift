import CKernels
import Testing

struct RectifierKernelTests {
  private static let numbers: [Float] = [
    0, -0.0, 1, -1, 0.5, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 3e38,
  ]

  @Test(arguments: 0...40)
  func negativeNumbersBecomeZeroAndOthersStay(_ count: Int) {
    let inputs = (0...count).map { Self.numbers[$0 % Self.numbers.count] }
    var outputs = [Float](repeating: 7, count: count + 1)
    unsafe fm_rectify(inputs, &outputs, count)
    #expect(outputs == inputs.prefix(count).map { max(0, $0) } + [7])
  }

  @Test(arguments: 0...40)
  func gradientsPassWhereTheOutputIsAboveZero(_ count: Int) {
    let outputs = (0...count).map { max(0, Self.numbers[$0 % Self.numbers.count]) }
    let gradients = (0...count).map { Float($0) - 7.5 }
    var result = [Float](repeating: 9, count: count + 1)
    unsafe fm_rectify_gradients(gradients, outputs, &result, count)
    #expect(result == (0..<count).map { outputs[$0] > 0 ? gradients[$0] : 0 } + [9])
  }
}
