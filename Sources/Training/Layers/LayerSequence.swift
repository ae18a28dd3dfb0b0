/// Steps one after the other.
final class LayerSequence: Layer {
  private let layers: [any Layer]

  /// - Parameters:
  ///   - names: prefix of the steps' parameters in the layout.
  /// - Throws: `TrainingError` if the steps do not fit together, or oneDNN refuses.
  init(
    _ descriptions: [LayerDescription], input: Shape, batchSize: Int, prefix: String = "", memory: LayerMemory
  )
    throws(TrainingError)
  {
    precondition(!descriptions.isEmpty, "a sequence has steps")
    var layers: [any Layer] = []
    var shape = input
    var number = 0
    while number < descriptions.count {
      let description = descriptions[number]
      // oneDNN runs the two as one.
      let isRectified =
        description == .batchNormalisation && descriptions.dropFirst(number + 1).first == .rectifier
      let maker = LayerMaker(
        input: shape, batchSize: batchSize, name: "\(prefix)\(number + 1).\(description.name)", memory: memory
      )
      layers.append(try maker.layer(description, isRectified: isRectified))
      shape = try description.output(of: shape)
      number += isRectified ? 2 : 1
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

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    var gradient = outputGradient
    for (number, layer) in layers.enumerated().reversed() {
      gradient = layer.backward(gradient, wantsInputGradient: wantsInputGradient || number > 0)
    }
    return gradient
  }
}
