#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

internal import COneDNN

/// The parameters of a model, and what was measured beside them.
final class NetworkState: @unchecked Sendable {
  let layout: ParameterLayout
  let parameters: Tensor
  let statistics: Tensor

  init(_ layout: ParameterLayout) {
    self.layout = layout
    parameters = Tensor(count: layout.count)
    statistics = Tensor(count: layout.statisticCount)
    for parameter in layout.parameters where parameter.kind == .variance {
      statistics[parameter.range].set([Float](repeating: 1, count: parameter.count))
    }
    for parameter in layout.parameters where parameter.kind == .scale {
      parameters[parameter.range].set([Float](repeating: 1, count: parameter.count))
    }
  }

  /// Weights at random, evenly spread with variance 2 / inputs (He and others 2015, arXiv 1502.01852).
  func drawWeights(_ random: inout SeededRandom) {
    for parameter in layout.parameters where parameter.kind == .weights {
      let limit = (6 / Double(parameter.inputCount)).squareRoot()
      parameters[parameter.range].set(
        (0..<parameter.count).map { _ in Float(limit * (2 * random.unitInterval() - 1)) })
    }
  }
}

/// A network made for batches of one size, that one thread uses at a time.
final class Network: @unchecked Sendable {
  let batchSize: Int
  let memory: LayerMemory
  let input: Tensor
  private let layers: LayerSequence
  private let outputGradient: Tensor
  private let classCount: Int

  /// - Throws: `TrainingError` if the model does not fit the images, or oneDNN refuses.
  init(
    _ model: ModelDescription, input shape: Shape, classCount: Int, batchSize: Int, state: NetworkState,
    random: SeededRandom
  ) throws(TrainingError) {
    COneDNNUseOneThread()
    self.batchSize = batchSize
    self.classCount = classCount
    memory = LayerMemory(
      state.layout, parameters: state.parameters, statistics: state.statistics, random: random)
    input = Tensor(count: batchSize * shape.count)
    layers = try LayerSequence(model.layers, input: shape, batchSize: batchSize, memory: memory)
    outputGradient = Tensor(count: batchSize * classCount)
    guard layers.output.count == batchSize * classCount else {
      throw TrainingError(
        .invalidModel,
        "\(model.name): the last layer gives \(layers.output.count / batchSize) numbers for \(classCount) classes"
      )
    }
  }

  /// Goes forward and backward over what is in `input`; gradients are then in the memory.
  ///
  /// - Parameter totalBatchSize: over how many items the loss is averaged, those of other threads included.
  func learn(labels: [UInt8], totalBatchSize: Int, smoothing: Double) throws(TrainingError)
    -> CrossEntropy.Result
  {
    COneDNNUseOneThread()
    try layers.forward(input, isTraining: true)
    let loss = CrossEntropy(classCount: classCount, smoothing: smoothing)
    let result = loss.evaluate(
      layers.output, labels: labels, batchSize: totalBatchSize, gradient: outputGradient)
    _ = layers.backward(outputGradient, wantsInputGradient: false)
    return result
  }

  /// The probabilities of the classes for what is in `input`: items x classes.
  func predict() throws(TrainingError) -> Tensor {
    COneDNNUseOneThread()
    try layers.forward(input, isTraining: false)
    CrossEntropy.softmax(layers.output, itemCount: batchSize, classCount: classCount)
    return layers.output
  }
}
