internal import CKernels

/// An optimiser with its state from step to step.
final class OptimiserState: @unchecked Sendable {
  private let optimiser: Optimiser
  private let layout: ParameterLayout
  private let weightDecay: Float
  /// The velocities of SGD, or the running means of the gradients of Adam.
  private let first: Tensor
  /// The running means of the squared gradients of Adam; empty for SGD.
  private let second: Tensor
  /// The betas of Adam to the power of the number of steps.
  private var powers = (beta1: 1.0, beta2: 1.0)
  /// The learning rate of the step.
  private var rate = 0.0

  /// - Parameter weightDecay: the decay of the weights; biases, scales and shifts do not decay.
  init(_ optimiser: Optimiser, _ layout: ParameterLayout, weightDecay: Double) {
    self.optimiser = optimiser
    self.layout = layout
    self.weightDecay = Float(weightDecay)
    first = Tensor(count: layout.count)
    if case .adam = optimiser { second = Tensor(count: layout.count) } else { second = Tensor(count: 0) }
  }

  /// Prepares for an update of all parameters.
  ///
  /// - Parameter rate: the learning rate.
  func beginStep(rate: Double) {
    self.rate = rate
    guard case .adam(let beta1, let beta2) = optimiser else { return }
    powers.beta1 *= beta1
    powers.beta2 *= beta2
  }

  /// Updates the parameters of a range once; threads may update ranges that do not overlap at the same time.
  func step(_ parameters: Tensor, gradients: Tensor, in range: Range<Int>) {
    for parameter in layout.parameters where !parameter.isStatistic {
      let part = parameter.range.clamped(to: range)
      guard !part.isEmpty else { continue }
      let decay = parameter.kind == .weights ? weightDecay : 0
      let weights = unsafe parameters.pointer + part.lowerBound
      let slopes = unsafe gradients.pointer + part.lowerBound
      let means = unsafe first.pointer + part.lowerBound
      switch optimiser {
      case .sgd(let momentum):
        unsafe fm_step_sgd(
          weights, slopes, means, part.count,
          fm_sgd(rate: Float(rate), momentum: Float(momentum), decay: decay))
      case .adam(let beta1, let beta2):
        // The running means begin at 0; the corrections by the powers remove the resulting bias.
        unsafe fm_step_adam(
          weights, slopes, means, second.pointer + part.lowerBound, part.count,
          fm_adam(
            beta1: Float(beta1), beta2: Float(beta2), step_size: Float(rate / (1 - powers.beta1)),
            square_scale: Float(1 / (1 - powers.beta2)), shrink: 1 - Float(rate) * decay))
      }
    }
  }
}
