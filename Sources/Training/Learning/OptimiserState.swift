/// An optimiser with its state from step to step.
final class OptimiserState {
  private let optimiser: Optimiser
  private let layout: ParameterLayout
  private let weightDecay: Float
  /// The velocities of SGD, or the running means of the gradients of Adam.
  private let first: Tensor
  /// The running means of the squared gradients of Adam; empty for SGD.
  private let second: Tensor
  /// The betas of Adam to the power of the number of steps.
  private var powers = (beta1: 1.0, beta2: 1.0)

  /// - Parameter weightDecay: the decay of the weights; biases, scales and shifts do not decay.
  init(_ optimiser: Optimiser, _ layout: ParameterLayout, weightDecay: Double) {
    self.optimiser = optimiser
    self.layout = layout
    self.weightDecay = Float(weightDecay)
    first = Tensor(count: layout.count)
    if case .adam = optimiser { second = Tensor(count: layout.count) } else { second = Tensor(count: 0) }
  }

  /// Updates all parameters once.
  func step(_ parameters: Tensor, gradients: Tensor, rate: Double) {
    if case .adam(let beta1, let beta2) = optimiser {
      powers.beta1 *= beta1
      powers.beta2 *= beta2
    }
    for parameter in layout.parameters where !parameter.isStatistic {
      let decay = parameter.kind == .weights ? weightDecay : 0
      switch optimiser {
      case .sgd(let momentum):
        stepSGD(parameter.range, parameters, gradients, Float(rate), Float(momentum), decay)
      case .adam(let beta1, let beta2):
        stepAdam(parameter.range, parameters, gradients, rate, Float(beta1), Float(beta2), decay)
      }
    }
  }

  private func stepSGD(
    _ range: Range<Int>, _ parameters: Tensor, _ gradients: Tensor, _ rate: Float, _ momentum: Float,
    _ decay: Float
  ) {
    let (weights, slopes, velocities) = unsafe (parameters.pointer, gradients.pointer, first.pointer)
    for index in range {
      let slope = unsafe slopes[index] + decay * weights[index]
      let velocity = unsafe momentum * velocities[index] + slope
      unsafe velocities[index] = velocity
      unsafe weights[index] -= rate * (slope + momentum * velocity)
    }
  }

  private func stepAdam(
    _ range: Range<Int>, _ parameters: Tensor, _ gradients: Tensor, _ rate: Double, _ beta1: Float,
    _ beta2: Float, _ decay: Float
  ) {
    let (weights, slopes) = unsafe (parameters.pointer, gradients.pointer)
    let (means, squares) = unsafe (first.pointer, second.pointer)
    // The running means begin at 0; these corrections remove the resulting bias.
    let stepSize = Float(rate / (1 - powers.beta1))
    let squareScale = Float(1 / (1 - powers.beta2))
    let shrink = 1 - Float(rate) * decay
    for index in range {
      let slope = unsafe slopes[index]
      unsafe means[index] = beta1 * means[index] + (1 - beta1) * slope
      unsafe squares[index] = beta2 * squares[index] + (1 - beta2) * slope * slope
      let size = unsafe (squares[index] * squareScale).squareRoot() + 1e-8
      unsafe weights[index] = weights[index] * shrink - stepSize * means[index] / size
    }
  }
}
