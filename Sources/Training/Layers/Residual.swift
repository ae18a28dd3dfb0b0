/// A residual block (He and others 2015, arXiv 1512.03385): the output of some layers plus their input, which goes
/// through a 1x1 convolution if the shapes differ.
final class Residual: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  private let layers: LayerSequence
  private let shortcut: Convolution?

  init(_ input: Shape, _ output: Shape, batchSize: Int, layers: LayerSequence, shortcut: Convolution?) {
    self.output = Tensor(count: batchSize * output.count)
    inputGradient = Tensor(count: batchSize * input.count)
    self.layers = layers
    self.shortcut = shortcut
  }

  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError) {
    try layers.forward(input, isTraining: isTraining)
    try shortcut?.forward(input, isTraining: isTraining)
    Self.add(layers.output, shortcut?.output ?? input, into: output)
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) throws(TrainingError) -> Tensor {
    let deep = try layers.backward(outputGradient, wantsInputGradient: wantsInputGradient)
    let short =
      try shortcut?.backward(outputGradient, wantsInputGradient: wantsInputGradient) ?? outputGradient
    if wantsInputGradient { Self.add(deep, short, into: inputGradient) }
    return inputGradient
  }

  private static func add(_ left: Tensor, _ right: Tensor, into result: Tensor) {
    let (left, right, to) = unsafe (left.pointer, right.pointer, result.pointer)
    for index in 0..<result.count { unsafe to[index] = left[index] + right[index] }
  }
}
