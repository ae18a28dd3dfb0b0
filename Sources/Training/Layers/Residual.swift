/// What some steps give, added to what went in (He and others 2015, arXiv 1512.03385); where the shapes differ, the
/// latter goes through a convolution of 1x1.
final class Residual: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  private let steps: LayerSequence
  private let shortcut: Convolution?

  init(_ input: Shape, _ output: Shape, batchSize: Int, steps: LayerSequence, shortcut: Convolution?) {
    self.output = Tensor(count: batchSize * output.count)
    inputGradient = Tensor(count: batchSize * input.count)
    self.steps = steps
    self.shortcut = shortcut
  }

  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError) {
    try steps.forward(input, isTraining: isTraining)
    shortcut?.forward(input, isTraining: isTraining)
    Self.add(steps.output, shortcut?.output ?? input, into: output)
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    let deep = steps.backward(outputGradient, wantsInputGradient: wantsInputGradient)
    let short = shortcut?.backward(outputGradient, wantsInputGradient: wantsInputGradient) ?? outputGradient
    if wantsInputGradient { Self.add(deep, short, into: inputGradient) }
    return inputGradient
  }

  private static func add(_ left: Tensor, _ right: Tensor, into result: Tensor) {
    let (left, right, to) = unsafe (left.pointer, right.pointer, result.pointer)
    for index in 0..<result.count { unsafe to[index] = left[index] + right[index] }
  }
}
