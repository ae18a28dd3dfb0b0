/// Where in one list of numbers the parameters of a network stand, and the running statistics behind them.
public struct ParameterLayout: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Of a convolution (output channels x input channels x rows x columns) or dense step (outputs x inputs).
    case weights
    case bias
    /// Of a batch normalisation, one a channel.
    case scale
    case shift
    /// Running, of a batch normalisation, one a channel; measured, not learnt.
    case mean
    case variance
  }

  public struct Parameter: Hashable, Sendable {
    /// `3.convolution.weights`: the step's number, counted from 1, its name, and what it is.
    public let name: String
    public let kind: Kind
    public let dimensions: [Int]
    /// Where it stands: in the list of parameters, or in that of statistics.
    public internal(set) var range: Range<Int>
    /// How many numbers go into one of the layer's outputs: what random weights are scaled by.
    public let inputCount: Int

    public var count: Int { dimensions.reduce(1, *) }
    public var isStatistic: Bool { kind == .mean || kind == .variance }
  }

  /// In the order of the steps.
  public private(set) var parameters: [Parameter] = []
  /// How many learnt numbers there are.
  public private(set) var count = 0
  /// How many measured ones.
  public private(set) var statisticCount = 0

  public init(_ model: ModelDescription, input: Shape) throws(TrainingError) {
    _ = try add(model.layers, input: input, prefix: "")
  }

  private mutating func add(_ layers: [LayerDescription], input: Shape, prefix: String) throws(TrainingError)
    -> Shape
  {
    var shape = input
    for (number, layer) in layers.enumerated() {
      let name = "\(prefix)\(number + 1).\(layer.name)"
      for var parameter in try Self.own(of: layer, input: shape, name: name) {
        let start = parameter.isStatistic ? statisticCount : count
        parameter.range = start..<(start + parameter.count)
        if parameter.isStatistic { statisticCount += parameter.count } else { count += parameter.count }
        parameters.append(parameter)
      }
      if case .residual(let steps) = layer { _ = try add(steps, input: shape, prefix: name + ".") }
      shape = try layer.output(of: shape)
    }
    return shape
  }

  /// The parameters of a step itself, without those of steps inside it; ranges are not set.
  static func own(of layer: LayerDescription, input: Shape, name: String = "") throws(TrainingError)
    -> [Parameter]
  {
    func parameter(_ part: String, _ kind: Kind, _ dimensions: [Int], inputCount: Int = 1) -> Parameter {
      Parameter(
        name: "\(name).\(part)", kind: kind, dimensions: dimensions, range: 0..<0, inputCount: inputCount)
    }
    switch layer {
    case .convolution(let channels, let side, _, _, let hasBias):
      let weights = parameter(
        "weights", .weights, [channels, input.channels, side, side], inputCount: input.channels * side * side)
      return hasBias ? [weights, parameter("bias", .bias, [channels])] : [weights]
    case .dense(let units):
      return [
        parameter("weights", .weights, [units, input.count], inputCount: input.count),
        parameter("bias", .bias, [units]),
      ]
    case .batchNormalisation:
      return [
        parameter("scale", .scale, [input.channels]), parameter("shift", .shift, [input.channels]),
        parameter("mean", .mean, [input.channels]), parameter("variance", .variance, [input.channels]),
      ]
    case .residual:
      let output = try layer.output(of: input)
      guard output != input else { return [] }
      return [
        parameter(
          "shortcut.weights", .weights, [output.channels, input.channels, 1, 1], inputCount: input.channels)
      ]
    case .rectifier, .maximumPooling, .averagePooling, .globalAveragePooling, .dropout: return []
    }
  }
}
