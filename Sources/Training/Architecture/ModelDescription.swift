/// A network as a list of steps; shapes and numbers of parameters follow from it.
public struct ModelDescription: Hashable, Sendable {
  /// As `--model` takes it.
  public let name: String
  /// One line for help.
  public let summary: String
  public let layers: [LayerDescription]
  /// Whether an image's probabilities are the mean of its own and those of its mirror image: better, at twice the cost,
  /// for networks that were trained with mirrored images.
  public let averagesMirrored: Bool

  public init(name: String, summary: String, layers: [LayerDescription], averagesMirrored: Bool = false) {
    self.name = name
    self.summary = summary
    self.layers = layers
    self.averagesMirrored = averagesMirrored
  }

  /// A line of the table that describes a network.
  public struct Row: Hashable, Sendable {
    /// How deep it stands inside residual steps.
    public let depth: Int
    public let layer: LayerDescription
    public let output: Shape
    public let parameterCount: Int
  }

  /// Every step with what comes out of it, in order; residual steps before those inside them.
  public func rows(input: Shape) throws(TrainingError) -> [Row] {
    try Self.rows(layers, input: input, depth: 0)
  }

  private static func rows(_ layers: [LayerDescription], input: Shape, depth: Int) throws(TrainingError)
    -> [Row]
  {
    var rows: [Row] = []
    var shape = input
    for layer in layers {
      let output = try layer.output(of: shape)
      var ownCount = 0
      for parameter in try ParameterLayout.own(of: layer, input: shape) where !parameter.isStatistic {
        ownCount += parameter.count
      }
      rows.append(Row(depth: depth, layer: layer, output: output, parameterCount: ownCount))
      if case .residual(let steps) = layer { rows += try Self.rows(steps, input: shape, depth: depth + 1) }
      shape = output
    }
    return rows
  }

  /// All learnt numbers.
  public func parameterCount(input: Shape) throws(TrainingError) -> Int {
    try ParameterLayout(self, input: input).count
  }
}
