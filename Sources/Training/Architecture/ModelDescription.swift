/// A network as a list of layers; shapes and numbers of parameters follow from it.
public struct ModelDescription: Hashable, Sendable {
  /// The name that `--model` takes.
  public let name: String
  /// One line for the help.
  public let summary: String
  public let layers: [LayerDescription]
  /// Whether predictions average the probabilities of an image and its mirror image.
  ///
  /// Averaging makes networks that were trained with mirrored images more accurate, at twice the cost.
  public let averagesMirrored: Bool

  public init(name: String, summary: String, layers: [LayerDescription], averagesMirrored: Bool = false) {
    self.name = name
    self.summary = summary
    self.layers = layers
    self.averagesMirrored = averagesMirrored
  }

  /// A row of the table that describes a network.
  public struct Row: Hashable, Sendable {
    /// The number of residual blocks that contain the layer.
    public let depth: Int
    public let layer: LayerDescription
    public let output: Shape
    public let parameterCount: Int
  }

  /// Returns a row for each layer, in order; a residual block precedes the layers inside it.
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
      if case .residual(let layers) = layer { rows += try Self.rows(layers, input: shape, depth: depth + 1) }
      shape = output
    }
    return rows
  }

  /// Returns the number of learned parameters.
  public func parameterCount(input: Shape) throws(TrainingError) -> Int {
    try ParameterLayout(self, input: input).count
  }
}
