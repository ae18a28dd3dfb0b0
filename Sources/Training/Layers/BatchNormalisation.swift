internal import COneDNN

/// Batch normalisation (Ioffe and Szegedy 2015, arXiv 1502.03167), optionally followed by a ReLU:
/// y = scale (x - mean) / sqrt(variance + epsilon) + shift.
///
/// In training, mean and variance are those of each channel over the batch; otherwise they are the running statistics.
final class BatchNormalisation: Layer {
  static let epsilon: Float = 1e-5

  let output: Tensor
  private let inputGradient: Tensor
  private var input: Tensor?
  private let operation: OneDNNOperation
  /// The scale and the shift, one number per channel each.
  private let parameters: [Tensor]
  private let gradients: [Tensor]
  /// The running mean and variance, one number per channel each.
  private let statistics: [Tensor]
  private let batchStatistics: [Tensor]

  /// - Parameter fusesReLU: whether a ReLU follows, which oneDNN then computes in the same operation.
  init(
    _ shape: Shape, batchSize: Int, fusesReLU: Bool, parameters: [Tensor], gradients: [Tensor],
    statistics: [Tensor], batchStatistics: [Tensor]
  ) throws(TrainingError) {
    output = Tensor(count: batchSize * shape.count)
    inputGradient = Tensor(count: batchSize * shape.count)
    self.parameters = parameters
    self.gradients = gradients
    self.statistics = statistics
    self.batchStatistics = batchStatistics
    operation = try unsafe OneDNNOperation(
      COneDNNMakeBatchNormalisation(shape.batch(batchSize), Self.epsilon, fusesReLU ? 1 : 0),
      "the batch normalisation of \(shape)")
  }

  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError) {
    self.input = input
    let (scale, shift) = (parameters[0], parameters[1])
    if isTraining {
      try operation.check(
        unsafe COneDNNRunBatchNormalisationForward(
          operation.pointer, input.pointer, scale.pointer, shift.pointer, batchStatistics[0].pointer,
          batchStatistics[1].pointer, output.pointer))
    } else {
      try operation.check(
        unsafe COneDNNRunBatchNormalisationInference(
          operation.pointer, input.pointer, scale.pointer, shift.pointer, statistics[0].pointer,
          statistics[1].pointer, output.pointer))
    }
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) throws(TrainingError) -> Tensor {
    guard let input else { preconditionFailure("forward comes before backward") }
    try operation.check(
      unsafe COneDNNRunBatchNormalisationBackward(
        operation.pointer, input.pointer, batchStatistics[0].pointer, batchStatistics[1].pointer,
        outputGradient.pointer, parameters[0].pointer, parameters[1].pointer, inputGradient.pointer,
        gradients[0].pointer, gradients[1].pointer))
    return inputGradient
  }
}
