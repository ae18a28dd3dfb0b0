internal import COneDNN

/// Batch normalisation (Ioffe and Szegedy 2015, arXiv 1502.03167), and a rectifier behind it if asked for:
/// y = scale (x - mean) / sqrt(variance + epsilon) + shift, mean and variance of each channel over batch and picture;
/// outside training, of the running statistics.
final class BatchNormalisation: Layer {
  static let epsilon: Float = 1e-5

  let output: Tensor
  private let inputGradient: Tensor
  private var input: Tensor?
  private let operation: OneDNNOperation
  /// Scale and shift.
  private let parameters: [Tensor]
  private let gradients: [Tensor]
  /// Mean and variance.
  private let statistics: [Tensor]
  private let batchStatistics: [Tensor]

  init(
    _ shape: Shape, batchSize: Int, isRectified: Bool, parameters: [Tensor], gradients: [Tensor],
    statistics: [Tensor], batchStatistics: [Tensor]
  ) throws(TrainingError) {
    output = Tensor(count: batchSize * shape.count)
    inputGradient = Tensor(count: batchSize * shape.count)
    self.parameters = parameters
    self.gradients = gradients
    self.statistics = statistics
    self.batchStatistics = batchStatistics
    operation = try unsafe OneDNNOperation(
      COneDNNMakeBatchNormalisation(shape.batch(batchSize), Self.epsilon, isRectified ? 1 : 0),
      "a batch normalisation of \(shape)")
  }

  func forward(_ input: Tensor, isTraining: Bool) {
    self.input = input
    if isTraining {
      unsafe COneDNNBatchNormalisationForward(
        operation.pointer, input.pointer, parameters[0].pointer, parameters[1].pointer,
        batchStatistics[0].pointer,
        batchStatistics[1].pointer, output.pointer)
    } else {
      unsafe COneDNNBatchNormalisationInference(
        operation.pointer, input.pointer, parameters[0].pointer, parameters[1].pointer, statistics[0].pointer,
        statistics[1].pointer, output.pointer)
    }
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    guard let input else { preconditionFailure("forward comes before backward") }
    unsafe COneDNNBatchNormalisationBackward(
      operation.pointer, input.pointer, batchStatistics[0].pointer, batchStatistics[1].pointer,
      outputGradient.pointer, parameters[0].pointer, parameters[1].pointer, inputGradient.pointer,
      gradients[0].pointer, gradients[1].pointer)
    return inputGradient
  }
}
