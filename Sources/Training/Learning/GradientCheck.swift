/// Compares the gradients that a network computes with finite differences of its loss: for tests.
package struct GradientCheck {
  package struct Slope {
    package let parameter: String
    package let index: Int
    /// What backward computes.
    package let found: Double
    /// (loss at w + h - loss at w - h) / 2h.
    package let expected: Double
  }

  private let network: Network
  private let state: NetworkState
  private let labels: [UInt8]
  private let smoothing: Double
  private var random: SeededRandom

  /// Draws input, labels and weights by the seed.
  package init(
    _ model: ModelDescription, input: Shape, classCount: Int, batchSize: Int, smoothing: Double, seed: UInt64
  ) throws(TrainingError) {
    random = SeededRandom(seed: seed)
    state = NetworkState(try ParameterLayout(model, input: input))
    state.drawWeights(&random)
    for parameter in state.layout.parameters where parameter.kind == .bias || parameter.kind == .shift {
      state.parameters[parameter.range].set(
        (0..<parameter.count).map { _ in Float(random.unitInterval() - 0.5) })
    }
    network = try Network(
      model, input: input, classCount: classCount, batchSize: batchSize, state: state, random: random)
    network.input.set((0..<network.input.count).map { _ in Float(2 * random.unitInterval() - 1) })
    labels = (0..<batchSize).map { UInt8($0 % classCount) }
    self.smoothing = smoothing
  }

  /// - Parameter count: how many numbers to try, spread over all parameters.
  package func compare(count: Int) throws(TrainingError) -> [Slope] {
    _ = try loss()
    let gradients = network.memory.gradients.values
    let step: Float = 0.01
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
        slopes.append(
          Slope(
            parameter: parameter.name, index: index - parameter.range.lowerBound,
            found: Double(gradients[index]),
            expected: (above - below) / Double(2 * step)))
      }
    }
    return slopes
  }

  private func loss() throws(TrainingError) -> Double {
    try network.learn(labels: labels, totalBatchSize: labels.count, smoothing: smoothing).loss
      / Double(labels.count)
  }
}
