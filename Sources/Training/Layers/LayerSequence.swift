/// Layers that run one after the other.
final class LayerSequence: Layer {
  private let layers: [any Layer]

  /// - Parameters:
  ///   - prefix: the beginning of the layers' names in the parameter layout.
  /// - Throws: `TrainingError` if the layers do not fit together, or oneDNN cannot make one.
  init(
    _ descriptions: [LayerDescription], input: Shape, batchSize: Int, prefix: String = "", memory: LayerMemory
  )
    throws(TrainingError)
  {
    precondition(!descriptions.isEmpty, "a sequence has layers")
    var layers: [any Layer] = []
    var shape = input
    var number = 0
    while number < descriptions.count {
      let description = descriptions[number]
      // oneDNN computes a batch normalisation and the ReLU after it in one operation.
      let fusesReLU =
        description == .batchNormalisation && descriptions.dropFirst(number + 1).first == .relu
      let factory = LayerFactory(
        input: shape, batchSize: batchSize, name: "\(prefix)\(number + 1).\(description.name)", memory: memory
      )
      layers.append(try factory.layer(description, fusesReLU: fusesReLU))
      shape = try description.output(of: shape)
      number += fusesReLU ? 2 : 1
    }
    self.layers = layers
  }

  var output: Tensor { layers[layers.count - 1].output }

  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError) {
    var input = input
    for layer in layers {
      try layer.forward(input, isTraining: isTraining)
      input = layer.output
    }
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) throws(TrainingError) -> Tensor {
    var gradient = outputGradient
    for (number, layer) in layers.enumerated().reversed() {
      gradient = try layer.backward(gradient, wantsInputGradient: wantsInputGradient || number > 0)
    }
    return gradient
  }
}
