internal import COneDNN

/// A network for batches of one size, which one thread at a time may use.
final class Network: @unchecked Sendable {
  let batchSize: Int
  let memory: LayerMemory
  let input: Tensor
  private let layers: LayerSequence
  private let outputGradient: Tensor
  private let classCount: Int

  /// - Throws: `TrainingError` if the model does not fit the images, or oneDNN cannot make a layer.
  init(
    _ model: ModelDescription, input shape: Shape, classCount: Int, batchSize: Int, state: NetworkState,
    precision: Precision = .float32, random: SeededRandom
  ) throws(TrainingError) {
    COneDNNUseOneThread()
    self.batchSize = batchSize
    self.classCount = classCount
    memory = LayerMemory(
      state.layout, parameters: state.parameters, statistics: state.statistics, precision: precision,
      random: random)
    input = Tensor(count: batchSize * shape.count)
    layers = try LayerSequence(model.layers, input: shape, batchSize: batchSize, memory: memory)
    outputGradient = Tensor(count: batchSize * classCount)
    guard layers.output.count == batchSize * classCount else {
      throw TrainingError(
        .invalidModel,
        "\(model.name): the last layer gives \(layers.output.count / batchSize) numbers for \(classCount) classes; change its units"
      )
    }
  }

  /// Runs a forward and a backward pass on `input`, and stores the gradients in `memory`.
  ///
  /// - Parameter totalBatchSize: the number of images over which the gradients average the loss, including the shares
  ///   of other threads.
  /// - Throws: `TrainingError` if oneDNN fails.
  func learn(labels: [UInt8], totalBatchSize: Int, smoothing: Double) throws(TrainingError)
    -> CrossEntropy.Result
  {
    COneDNNUseOneThread()
    try layers.forward(input, isTraining: true)
    let loss = CrossEntropy(classCount: classCount, smoothing: smoothing)
    let result = loss.evaluate(
      layers.output, labels: labels, batchSize: totalBatchSize, gradient: outputGradient)
    _ = try layers.backward(outputGradient, wantsInputGradient: false)
    return result
  }

  /// Computes the probabilities of the classes for `input`: images x classes.
  ///
  /// - Throws: `TrainingError` if oneDNN fails.
  func predict() throws(TrainingError) -> Tensor {
    COneDNNUseOneThread()
    try layers.forward(input, isTraining: false)
    CrossEntropy.softmax(layers.output, imageCount: batchSize, classCount: classCount)
    return layers.output
  }
}
