/// The rectified linear unit: y = max(0, x).
final class ReLU: Layer {
  let output: Tensor
  private let inputGradient: Tensor

  init(_ shape: Shape, batchSize: Int) {
    output = Tensor(count: batchSize * shape.count)
    inputGradient = Tensor(count: batchSize * shape.count)
  }

  func forward(_ input: Tensor, isTraining: Bool) {
    let (from, to) = unsafe (input.pointer, output.pointer)
    for index in 0..<output.count { unsafe to[index] = max(0, from[index]) }
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    let (gradients, outputs, to) = unsafe (outputGradient.pointer, output.pointer, inputGradient.pointer)
    for index in 0..<output.count { unsafe to[index] = outputs[index] > 0 ? gradients[index] : 0 }
    return inputGradient
  }
}
