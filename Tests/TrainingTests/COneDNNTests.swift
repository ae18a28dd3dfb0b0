import COneDNN
import Testing

struct COneDNNTests {
  private static let shape = COneDNNShape(images: 1, rows: 4, columns: 4, channels: 1)

  @Test func aMatrixProductOfImpossibleSizeReturnsAStatus() {
    let numbers: [Float] = [1, 2, 3, 4]
    var result: [Float] = [0, 0, 0, 0]
    #expect(unsafe COneDNNMultiplyMatrices(numbers, 0, numbers, 0, 2, 2, 2, 0, &result) == 0)
    #expect(result == [7, 10, 15, 22])
    #expect(unsafe COneDNNMultiplyMatrices(numbers, 0, numbers, 0, -2, 2, 2, 0, &result) != 0)
  }

  @Test func anOperationThatCannotBeMadeHasAStatusInstead() {
    let convolution = unsafe COneDNNMakeConvolution(Self.shape, 2, 7, 1, 0, 1, 0)
    #expect(unsafe convolution.operation == nil && convolution.status != 0)
    let pooling = unsafe COneDNNMakePooling(Self.shape, 5, COneDNNPoolingMaximum)
    #expect(unsafe pooling.operation == nil && pooling.status != 0)
  }

  @Test func anOperationThatRunsReturnsSuccess() {
    let result = unsafe COneDNNMakePooling(Self.shape, 2, COneDNNPoolingMaximum)
    guard let operation = unsafe result.operation else {
      Issue.record("a pooling of 2x2 can be made")
      return
    }
    defer { unsafe COneDNNFreeOperation(operation) }
    let input = (0..<16).map(Float.init)
    var output: [Float] = [0, 0, 0, 0]
    #expect(unsafe COneDNNRunPoolingForward(operation, input, &output) == 0)
    #expect(output == [5, 7, 13, 15])
  }

  /// oneDNN copies the pixels of a 1x1 convolution with a stride a vector at a time, whatever the number of channels.
  @Test(arguments: 1...20)
  func stridedConvolutionOfAnyNumberOfChannelsIsItsDefinition(_ channels: Int) {
    let (images, side, outputs) = (2, 5, 3)
    let shape = COneDNNShape(images: 2, rows: 5, columns: 5, channels: Int64(channels))
    let result = unsafe COneDNNMakeConvolution(shape, Int64(outputs), 1, 2, 0, 0, 0)
    guard let operation = unsafe result.operation else {
      Issue.record("a convolution of \(channels) channels can be made")
      return
    }
    defer { unsafe COneDNNFreeOperation(operation) }
    let input = (0..<(images * side * side * channels)).map { Float($0 * 7 % 13) }
    let weights = (0..<(outputs * channels)).map { Float($0 * 5 % 11) - 5 }
    var output = [Float](repeating: 0, count: images * 3 * 3 * outputs)
    #expect(unsafe COneDNNRunConvolutionForward(operation, input, weights, nil, &output) == 0)
    var expected: [Float] = []
    for image in 0..<images {
      for row in 0..<3 {
        for column in 0..<3 {
          let pixel = ((image * side + 2 * row) * side + 2 * column) * channels
          for unit in 0..<outputs {
            expected.append(
              (0..<channels).reduce(0) { $0 + input[pixel + $1] * weights[unit * channels + $1] })
          }
        }
      }
    }
    #expect(output == expected)
    var gradient = [Float](repeating: 0, count: weights.count)
    #expect(unsafe COneDNNRunConvolutionBackwardWeights(operation, input, output, &gradient, nil) == 0)
    var inputGradient = [Float](repeating: 0, count: input.count)
    #expect(unsafe COneDNNRunConvolutionBackwardInput(operation, output, weights, &inputGradient) == 0)
  }
}
