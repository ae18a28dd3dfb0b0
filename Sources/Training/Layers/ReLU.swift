internal import CKernels

/// The rectified linear unit: y = max(0, x).
final class ReLU: Layer {
  let output: Tensor
  private let inputGradient: Tensor

  init(_ shape: Shape, batchSize: Int) {
    output = Tensor(count: batchSize * shape.count)
    inputGradient = Tensor(count: batchSize * shape.count)
  }

  func forward(_ input: Tensor, isTraining: Bool) {
    unsafe fm_rectify(input.pointer, output.pointer, output.count)
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    unsafe fm_rectify_gradients(
      outputGradient.pointer, output.pointer, inputGradient.pointer, output.count)
    return inputGradient
  }
}
