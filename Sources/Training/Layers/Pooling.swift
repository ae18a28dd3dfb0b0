internal import COneDNN

/// The largest, or the mean, of each square of a picture; squares do not overlap.
final class Pooling: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  private let operation: OneDNNOperation

  enum Kind {
    case maximum
    case average
  }

  init(_ input: Shape, _ output: Shape, batchSize: Int, side: Int, _ kind: Kind) throws(TrainingError) {
    self.output = Tensor(count: batchSize * output.count)
    inputGradient = Tensor(count: batchSize * input.count)
    operation = try unsafe OneDNNOperation(
      COneDNNMakePooling(
        input.batch(batchSize), Int64(side), kind == .maximum ? COneDNNPoolingMaximum : COneDNNPoolingAverage),
      "a pooling of \(input)")
  }

  func forward(_ input: Tensor, isTraining: Bool) {
    unsafe COneDNNPoolingForward(operation.pointer, input.pointer, output.pointer)
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    if wantsInputGradient {
      unsafe COneDNNPoolingBackward(operation.pointer, outputGradient.pointer, inputGradient.pointer)
    }
    return inputGradient
  }
}
