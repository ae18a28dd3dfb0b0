/// A comparison of the gradients that a network computes with finite differences of its loss, for tests.
package struct GradientCheck {
  package struct Slope {
    package let parameter: String
    package let index: Int
    /// The gradient that the backward pass computes.
    package let found: Double
    /// The finite differences (L(w) - L(w - h)) / h and (L(w + h) - L(w)) / h of the loss L, in ascending order.
    ///
    /// Near a point where the loss is not differentiable, as with a ReLU, the slope at w is between the two.
    package let expected: ClosedRange<Double>
  }

  private let network: Network
  private let state: NetworkState
  private let labels: [UInt8]
  private let smoothing: Double

  /// Creates a network with random weights and input.
  package init(
    _ model: ModelDescription, input: Shape, classCount: Int, batchSize: Int, smoothing: Double,
    precision: Precision = .float32, seed: UInt64
  ) throws(TrainingError) {
    var random = SeededRandom(seed: seed, purpose: .gradientCheck)
    let state = NetworkState(try ParameterLayout(model, input: input))
    state.drawWeights(&random)
    for parameter in state.layout.parameters where parameter.kind == .bias || parameter.kind == .shift {
      var numbers: [Float] = []
      for _ in 0..<parameter.count { numbers.append(Float(random.unitInterval() - 0.5)) }
      state.parameters[parameter.range].set(numbers)
    }
    network = try Network(
      model, input: input, classCount: classCount, batchSize: batchSize, state: state,
      precision: precision, random: random)
    var numbers: [Float] = []
    for _ in 0..<network.input.count { numbers.append(Float(2 * random.unitInterval() - 1)) }
    network.input.set(numbers)
    labels = (0..<batchSize).map { UInt8($0 % classCount) }
    self.state = state
    self.smoothing = smoothing
  }

  /// Returns the gradients of all parameters, in the order of the layout.
  package func gradients() throws(TrainingError) -> [Float] {
    _ = try loss()
    return network.memory.gradients.values
  }

  /// Returns the computed gradients of some parameters with the finite differences.
  ///
  /// - Parameter count: the approximate number of gradients to compare, distributed over all parameters.
  package func compare(count: Int) throws(TrainingError) -> [Slope] {
    let middle = try loss()
    let gradients = network.memory.gradients.values
    let step: Float = 0.001
    var slopes: [Slope] = []
    for parameter in state.layout.parameters where !parameter.isStatistic {
      let share = max(1, count * parameter.count / max(1, state.layout.count))
      for number in 0..<min(share, parameter.count) {
        let index = parameter.range.lowerBound + number * parameter.count / min(share, parameter.count)
        let place = state.parameters[index..<(index + 1)]
        let value = place.values[0]
        place.set([value + step])
        let above = try loss()
        place.set([value - step])
        let below = try loss()
        place.set([value])
        let (left, right) = ((middle - below) / Double(step), (above - middle) / Double(step))
        slopes.append(
          Slope(
            parameter: parameter.name, index: index - parameter.range.lowerBound,
            found: Double(gradients[index]),
            expected: min(left, right)...max(left, right)))
      }
    }
    return slopes
  }

  private func loss() throws(TrainingError) -> Double {
    try network.learn(labels: labels, totalBatchSize: labels.count, smoothing: smoothing).loss
      / Double(labels.count)
  }
}
