/// The parameters of a model and its running statistics.
final class NetworkState: @unchecked Sendable {
  let layout: ParameterLayout
  let parameters: Tensor
  let statistics: Tensor

  /// Creates parameters and statistics that are 0, except for scales and variances, which are 1.
  init(_ layout: ParameterLayout) {
    self.layout = layout
    parameters = Tensor(count: layout.count)
    statistics = Tensor(count: layout.statisticCount)
    for parameter in layout.parameters where parameter.kind == .variance {
      statistics[parameter.range].set([Float](repeating: 1, count: parameter.count))
    }
    for parameter in layout.parameters where parameter.kind == .scale {
      parameters[parameter.range].set([Float](repeating: 1, count: parameter.count))
    }
  }

  /// Draws the weights from a uniform distribution of variance 2 / fan-in (He and others 2015, arXiv 1502.01852).
  func drawWeights(_ random: inout SeededRandom) {
    for parameter in layout.parameters where parameter.kind == .weights {
      let limit = (6 / Double(parameter.inputCount)).squareRoot()
      parameters[parameter.range].set(
        (0..<parameter.count).map { _ in Float(limit * (2 * random.unitInterval() - 1)) })
    }
  }
}

/// The parameters that a training restores when it is stopped early or interrupted.
///
/// The parameters are those of the epoch with the lowest validation loss or, without validation images, those of the
/// last finished epoch.
struct Checkpoint {
  /// The lowest validation loss so far; infinite if there is none.
  private(set) var validationLoss = Double.infinity
  /// The number of epochs after the one with the lowest validation loss.
  private(set) var epochsWithoutImprovement = 0
  private var saved: (parameters: [Float], statistics: [Float])?

  /// Saves the state at the end of an epoch if it is the best.
  mutating func update(_ state: NetworkState, validationLoss loss: Double?) {
    let isImprovement = loss.map { $0 < validationLoss } ?? true
    if isImprovement || saved == nil { saved = (state.parameters.values, state.statistics.values) }
    guard let loss else { return }
    epochsWithoutImprovement = isImprovement ? 0 : epochsWithoutImprovement + 1
    if isImprovement { validationLoss = loss }
  }

  /// Restores the saved parameters and statistics.
  func restore(_ state: NetworkState) {
    guard let saved else { return }
    state.parameters.set(saved.parameters)
    state.statistics.set(saved.statistics)
  }
}
