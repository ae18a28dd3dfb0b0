internal import Wording

/// The positions of a network's parameters in one list of numbers, and of its running statistics in another.
public struct ParameterLayout: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The weights of a convolution (output channels x input channels x rows x columns) or of a dense layer (outputs x
    /// inputs).
    case weights
    case bias
    /// The factors of a batch normalisation, one per channel.
    case scale
    /// The offsets of a batch normalisation, one per channel.
    case shift
    /// The running means of a batch normalisation, one per channel; measured, not learned.
    case mean
    /// The running variances of a batch normalisation, one per channel; measured, not learned.
    case variance
  }

  /// The parameters of one kind of one layer, as a list of numbers.
  public struct Parameter: Hashable, Sendable {
    /// The layer's number, counted from 1, its name and the name of the parameter: `3.convolution.weights`.
    public let name: String
    public let kind: Kind
    public let dimensions: [Int]
    /// The position in the list of parameters, or in the list of statistics.
    public internal(set) var range: Range<Int>
    /// The number of inputs of each output of the layer (the fan-in), which scales random weights.
    public let inputCount: Int

    public var count: Int { dimensions.reduce(1, *) }
    public var isStatistic: Bool { kind == .mean || kind == .variance }
  }

  /// All parameters and statistics, in the order of the layers.
  public private(set) var parameters: [Parameter] = []
  /// The number of learned numbers.
  public private(set) var count = 0
  /// The number of measured numbers.
  public private(set) var statisticCount = 0

  /// - Throws: `TrainingError` if the layers do not fit the input, or the network would have more parameters than
  ///   `ModelLimits.parameterCount`.
  public init(_ model: ModelDescription, input: Shape) throws(TrainingError) {
    _ = try add(model.layers, input: input, prefix: "")
    guard count <= ModelLimits.parameterCount else {
      throw TrainingError(
        .invalidModel,
        "model '\(model.name)' would have \(grouped(count)) parameters for images of \(input) (rows, columns, channels), "
          + "and at most \(grouped(ModelLimits.parameterCount)) are learned; use smaller images, or another model"
      )
    }
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
      if case .residual(let layers) = layer { _ = try add(layers, input: shape, prefix: name + ".") }
      shape = try layer.output(of: shape)
    }
    return shape
  }

  /// Returns the parameters of a layer itself, without those of layers inside it; their ranges are not set.
  static func own(of layer: LayerDescription, input: Shape, name: String = "") throws(TrainingError)
    -> [Parameter]
  {
    func parameter(_ part: String, _ kind: Kind, _ dimensions: [Int], inputCount: Int = 1) -> Parameter {
      Parameter(
        name: "\(name).\(part)", kind: kind, dimensions: dimensions, range: 0..<0, inputCount: inputCount)
    }
    switch layer {
    case .convolution(let channels, let kernelSize, _, _, let hasBias):
      let weights = parameter(
        "weights", .weights, [channels, input.channels, kernelSize, kernelSize],
        inputCount: input.channels * kernelSize * kernelSize)
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
    case .relu, .maximumPooling, .averagePooling, .globalAveragePooling, .dropout: return []
    }
  }
}
