/// A layer of a network for batches of one size, with the memory for their activations.
///
/// One thread at a time calls `forward` and then `backward`; each thread has its own layers.
protocol Layer: AnyObject {
  /// The output of the last forward pass: images x shape, in the layer's own memory.
  var output: Tensor { get }

  /// Computes `output`.
  ///
  /// - Parameters:
  ///   - input: images x shape; the layer keeps it until `backward`.
  ///   - isTraining: whether batch statistics are measured and dropout drops.
  /// - Throws: `TrainingError` if oneDNN fails.
  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError)

  /// Computes the gradients of the layer's parameters and of its input, after a forward pass in training.
  ///
  /// - Parameters:
  ///   - outputGradient: the gradient of the loss with respect to the output, in the output's shape.
  ///   - wantsInputGradient: false in the first layer, which then leaves the input's gradient undefined.
  /// - Returns: the gradient of the loss with respect to the input, in the layer's own memory.
  /// - Throws: `TrainingError` if oneDNN fails.
  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) throws(TrainingError) -> Tensor
}

/// The memory that the layers of one thread share.
final class LayerMemory {
  let layout: ParameterLayout
  /// The parameters in the order of the layout, in memory that all threads share.
  let parameters: Tensor
  /// The running means and variances, in memory that all threads share; layers read them outside training only.
  let statistics: Tensor
  /// The gradients of the last backward pass.
  let gradients: Tensor
  /// The means and variances of the last forward pass in training.
  let batchStatistics: Tensor
  let precision: Precision
  /// The random numbers of dropout.
  var random: SeededRandom

  init(
    _ layout: ParameterLayout, parameters: Tensor, statistics: Tensor, precision: Precision,
    random: SeededRandom
  ) {
    self.layout = layout
    self.precision = precision
    self.parameters = parameters
    self.statistics = statistics
    gradients = Tensor(count: layout.count)
    batchStatistics = Tensor(count: layout.statisticCount)
    self.random = random
  }
}
