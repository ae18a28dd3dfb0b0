internal import COneDNN

/// Every output a weighted sum of all inputs: Y = X W' + b, X being items x inputs, W outputs x inputs.
final class Dense: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  private var input: Tensor?
  private let batchSize: Int
  private let inputCount: Int
  private let outputCount: Int
  private let weights: Tensor
  private let bias: Tensor
  private let weightGradient: Tensor
  private let biasGradient: Tensor

  /// - Parameter parameters: weights and bias.
  init(_ input: Shape, units: Int, batchSize: Int, parameters: [Tensor], gradients: [Tensor]) {
    self.batchSize = batchSize
    inputCount = input.count
    outputCount = units
    output = Tensor(count: batchSize * units)
    inputGradient = Tensor(count: batchSize * input.count)
    (weights, bias) = (parameters[0], parameters[1])
    (weightGradient, biasGradient) = (gradients[0], gradients[1])
  }

  func forward(_ input: Tensor, isTraining: Bool) {
    self.input = input
    for item in 0..<batchSize {
      unsafe output.pointer.advanced(by: item * outputCount).update(from: bias.pointer, count: outputCount)
    }
    unsafe COneDNNMultiply(
      input.pointer, 0, weights.pointer, 1, Int64(batchSize), Int64(outputCount), Int64(inputCount), 1,
      output.pointer)
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    guard let input else { preconditionFailure("forward comes before backward") }
    // dW = dY' X, db = the sum of dY over the items, dX = dY W.
    unsafe COneDNNMultiply(
      outputGradient.pointer, 1, input.pointer, 0, Int64(outputCount), Int64(inputCount), Int64(batchSize), 0,
      weightGradient.pointer)
    biasGradient.setToZero()
    for item in 0..<batchSize {
      let row = unsafe outputGradient.pointer.advanced(by: item * outputCount)
      for unit in 0..<outputCount { unsafe biasGradient.pointer[unit] += row[unit] }
    }
    if wantsInputGradient {
      unsafe COneDNNMultiply(
        outputGradient.pointer, 0, weights.pointer, 0, Int64(batchSize), Int64(inputCount),
        Int64(outputCount), 0,
        inputGradient.pointer)
    }
    return inputGradient
  }
}
