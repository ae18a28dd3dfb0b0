/// A fully connected layer, in which every output is a weighted sum of all inputs: Y = X W' + b, where X is images x
/// inputs and W is outputs x inputs.
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

  /// - Parameter parameters: the weights and the bias.
  init(_ input: Shape, units: Int, batchSize: Int, parameters: [Tensor], gradients: [Tensor]) {
    self.batchSize = batchSize
    inputCount = input.count
    outputCount = units
    output = Tensor(count: batchSize * units)
    inputGradient = Tensor(count: batchSize * input.count)
    (weights, bias) = (parameters[0], parameters[1])
    (weightGradient, biasGradient) = (gradients[0], gradients[1])
  }

  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError) {
    self.input = input
    for image in 0..<batchSize {
      unsafe output.pointer.advanced(by: image * outputCount).update(from: bias.pointer, count: outputCount)
    }
    try MatrixProduct(rows: batchSize, columns: outputCount, inner: inputCount, isRightTransposed: true)
      .compute(input, weights, into: output, adds: true)
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) throws(TrainingError) -> Tensor {
    guard let input else { preconditionFailure("forward comes before backward") }
    // dW = dY' X, db = the sum of dY over the images, dX = dY W.
    try MatrixProduct(rows: outputCount, columns: inputCount, inner: batchSize, isLeftTransposed: true)
      .compute(outputGradient, input, into: weightGradient)
    biasGradient.setToZero()
    for image in 0..<batchSize {
      let row = unsafe outputGradient.pointer.advanced(by: image * outputCount)
      for unit in 0..<outputCount { unsafe biasGradient.pointer[unit] += row[unit] }
    }
    if wantsInputGradient {
      try MatrixProduct(rows: batchSize, columns: inputCount, inner: outputCount)
        .compute(outputGradient, weights, into: inputGradient)
    }
    return inputGradient
  }
}
