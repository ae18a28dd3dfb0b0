internal import COneDNN

/// The largest number, or the mean, of each square window, channel by channel; windows do not overlap.
final class Pooling: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  private let operation: OneDNNOperation

  enum Kind {
    case maximum
    case average
  }

  init(_ input: Shape, _ output: Shape, batchSize: Int, size: Int, _ kind: Kind) throws(TrainingError) {
    self.output = Tensor(count: batchSize * output.count)
    inputGradient = Tensor(count: batchSize * input.count)
    operation = try unsafe OneDNNOperation(
      COneDNNMakePooling(
        input.batch(batchSize), Int64(size), kind == .maximum ? COneDNNPoolingMaximum : COneDNNPoolingAverage),
      "the pooling of \(input) to \(output)")
  }

  func forward(_ input: Tensor, isTraining: Bool) throws(TrainingError) {
    try operation.check(unsafe COneDNNRunPoolingForward(operation.pointer, input.pointer, output.pointer))
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) throws(TrainingError) -> Tensor {
    if wantsInputGradient {
      try operation.check(
        unsafe COneDNNRunPoolingBackward(
          operation.pointer, outputGradient.pointer, inputGradient.pointer))
    }
    return inputGradient
  }
}
