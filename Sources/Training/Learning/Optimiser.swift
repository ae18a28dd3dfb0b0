/// Changes parameters by their gradients.
public enum Optimiser: Hashable, Sendable {
  /// v = m v + g, w = w - rate (g + m v), Nesterov's momentum as Sutskever and others (2013, ICML) write it.
  case gradientDescent(momentum: Double = 0.9)
  /// Adam (Kingma and Ba 2014, arXiv 1412.6980), weight decay apart from the gradients (Loshchilov and Hutter 2017,
  /// arXiv 1711.05101).
  case adam(beta1: Double = 0.9, beta2: Double = 0.999)

  public var name: String {
    switch self {
    case .gradientDescent: "sgd"
    case .adam: "adam"
    }
  }
}

/// An optimiser at work: what it remembers from step to step.
final class OptimiserState {
  private let optimiser: Optimiser
  private let layout: ParameterLayout
  private let weightDecay: Float
  private let first: Tensor
  private let second: Tensor
  private var stepCount = 0

  /// - Parameter weightDecay: of weights; biases, scales and shifts do not decay.
  init(_ optimiser: Optimiser, _ layout: ParameterLayout, weightDecay: Double) {
    self.optimiser = optimiser
    self.layout = layout
    self.weightDecay = Float(weightDecay)
    first = Tensor(count: layout.count)
    if case .adam = optimiser { second = Tensor(count: layout.count) } else { second = Tensor(count: 0) }
  }

  /// One step.
  func step(_ parameters: Tensor, gradients: Tensor, rate: Double) {
    stepCount += 1
    for parameter in layout.parameters where !parameter.isStatistic {
      let decay = parameter.kind == .weights ? weightDecay : 0
      switch optimiser {
      case .gradientDescent(let momentum):
        descend(parameter.range, parameters, gradients, Float(rate), Float(momentum), decay)
      case .adam(let beta1, let beta2):
        adapt(parameter.range, parameters, gradients, rate, beta1, beta2, decay)
      }
    }
  }

  private func descend(
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

  private func adapt(
    _ range: Range<Int>, _ parameters: Tensor, _ gradients: Tensor, _ rate: Double, _ beta1: Double,
    _ beta2: Double,
    _ decay: Float
  ) {
    let (weights, slopes) = unsafe (parameters.pointer, gradients.pointer)
    let (means, squares) = unsafe (first.pointer, second.pointer)
    // The means begin at 0; this takes the bias out.
    let meanCorrection = 1 - Self.power(beta1, stepCount)
    let squareCorrection = 1 - Self.power(beta2, stepCount)
    let stepSize = Float(rate / meanCorrection)
    let squareScale = Float(1 / squareCorrection)
    let (b1, b2, shrink) = (Float(beta1), Float(beta2), 1 - Float(rate) * decay)
    for index in range {
      let slope = unsafe slopes[index]
      unsafe means[index] = b1 * means[index] + (1 - b1) * slope
      unsafe squares[index] = b2 * squares[index] + (1 - b2) * slope * slope
      let size = unsafe (squares[index] * squareScale).squareRoot() + 1e-8
      unsafe weights[index] = weights[index] * shrink - stepSize * means[index] / size
    }
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<min(exponent, 20_000)).reduce(1) { power, _ in power * base }
  }
}
