internal import COneDNN

/// A convolution: y[n, r, c, o] = b[o] + sum over i, u, v of w[o, i, u, v] x[n, r s + u - p, c s + v - p, i], with stride
/// s and padding p.
final class Convolution: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  private var input: Tensor?
  private let operation: OneDNNOperation
  private let weights: Tensor
  private let bias: Tensor?
  private let weightGradient: Tensor
  private let biasGradient: Tensor?

  /// - Parameter parameters: the weights, and the bias if there is one.
  init(
    _ input: Shape, _ output: Shape, batchSize: Int, kernelSize: Int, stride: Int, padding: Int,
    precision: Precision, parameters: [Tensor], gradients: [Tensor]
  ) throws(TrainingError) {
    self.output = Tensor(count: batchSize * output.count)
    inputGradient = Tensor(count: batchSize * input.count)
    weights = parameters[0]
    weightGradient = gradients[0]
    bias = parameters.count > 1 ? parameters[1] : nil
    biasGradient = gradients.count > 1 ? gradients[1] : nil
    let isBFloat16 =
      precision == .bfloat16 && min(input.channels, output.channels) >= Precision.leastChannelCount
    operation = try unsafe OneDNNOperation(
      COneDNNMakeConvolution(
        input.batch(batchSize), Int64(output.channels), Int64(kernelSize), Int64(stride), Int64(padding),
        parameters.count > 1 ? 1 : 0, isBFloat16 ? 1 : 0), "the convolution of \(input) to \(output)")
  }

  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError) {
    self.input = input
    try operation.check(
      unsafe COneDNNRunConvolutionForward(
        operation.pointer, input.pointer, weights.pointer, bias?.pointer, output.pointer))
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) throws(TrainingError) -> Tensor {
    guard let input else { preconditionFailure("forward comes before backward") }
    try operation.check(
      unsafe COneDNNRunConvolutionBackwardWeights(
        operation.pointer, input.pointer, outputGradient.pointer, weightGradient.pointer,
        biasGradient?.pointer))
    if wantsInputGradient {
      try operation.check(
        unsafe COneDNNRunConvolutionBackwardInput(
          operation.pointer, outputGradient.pointer, weights.pointer, inputGradient.pointer))
    }
    return inputGradient
  }
}
