/// A step of a network, made for a batch of fixed size, with the memory for what goes through it.
///
/// One thread at a time goes forward and then backward; each thread has layers of its own.
protocol Layer: AnyObject {
  /// What came out of the last pass forward: items x shape, in the layer's own memory.
  var output: Tensor { get }

  /// - Parameters:
  ///   - input: items x shape; kept until `backward`.
  ///   - isTraining: whether batch statistics are measured and dropout drops.
  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError)

  /// Puts the gradients of its parameters where they belong, after a pass forward in training.
  ///
  /// - Parameters:
  ///   - outputGradient: of the loss by the output, in the output's shape.
  ///   - wantsInputGradient: false in the first layer.
  /// - Returns: of the loss by the input, in the layer's own memory; not written if it is not wanted.
  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor
}

/// What the layers of one thread share: parameters that all threads read, gradients and statistics of its own.
final class LayerMemory {
  let layout: ParameterLayout
  /// In the order of the layout; the same memory for all threads.
  let parameters: Tensor
  /// Running means and variances, the same memory for all threads; read outside training.
  let statistics: Tensor
  /// Of the last pass backward.
  let gradients: Tensor
  /// Of the last pass forward in training.
  let batchStatistics: Tensor
  /// Decides what dropout drops.
  var random: SeededRandom

  init(_ layout: ParameterLayout, parameters: Tensor, statistics: Tensor, random: SeededRandom) {
    self.layout = layout
    self.parameters = parameters
    self.statistics = statistics
    gradients = Tensor(count: layout.count)
    batchStatistics = Tensor(count: layout.statisticCount)
    self.random = random
  }
}
