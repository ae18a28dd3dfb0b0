/// Layers as JSON: their name as `layer`, their parameters under their own names, steps of a residual as `layers`.
///
///     {"layer": "convolution", "channels": 32, "side": 3, "stride": 1, "padding": 1, "bias": false}
extension LayerDescription: Codable {
  private enum Key {
    static let layer = AnyKey(stringValue: "layer")
    static let channels = AnyKey(stringValue: "channels")
    static let side = AnyKey(stringValue: "side")
    static let stride = AnyKey(stringValue: "stride")
    static let padding = AnyKey(stringValue: "padding")
    static let bias = AnyKey(stringValue: "bias")
    static let units = AnyKey(stringValue: "units")
    static let rate = AnyKey(stringValue: "rate")
    static let layers = AnyKey(stringValue: "layers")
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    try container.encode(name, forKey: Key.layer)
    switch self {
    case .convolution(let channels, let side, let stride, let padding, let hasBias):
      try container.encode(channels, forKey: Key.channels)
      try container.encode(side, forKey: Key.side)
      try container.encode(stride, forKey: Key.stride)
      try container.encode(padding, forKey: Key.padding)
      try container.encode(hasBias, forKey: Key.bias)
    case .maximumPooling(let side), .averagePooling(let side): try container.encode(side, forKey: Key.side)
    case .dense(let units): try container.encode(units, forKey: Key.units)
    case .dropout(let rate): try container.encode(rate, forKey: Key.rate)
    case .residual(let layers): try container.encode(layers, forKey: Key.layers)
    case .batchNormalisation, .rectifier, .globalAveragePooling: break
    }
  }

  /// - Throws: `DecodingError` if a layer or a parameter is unknown, missing or out of range.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    func integer(_ key: AnyKey, _ range: ClosedRange<Int>) throws -> Int {
      let value = try container.decode(Int.self, forKey: key)
      guard range.contains(value) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription: "\(value) is out of range, expected \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }
    var keys: [AnyKey] = []
    let layer = try container.decode(String.self, forKey: Key.layer)
    switch layer {
    case "convolution":
      keys = [Key.channels, Key.side, Key.stride, Key.padding, Key.bias]
      self = .convolution(
        channels: try integer(Key.channels, ModelLimits.channels),
        side: try integer(Key.side, ModelLimits.side),
        stride: try integer(Key.stride, ModelLimits.side),
        padding: try integer(Key.padding, ModelLimits.padding),
        hasBias: try container.decode(Bool.self, forKey: Key.bias))
    case "batch-normalisation": self = .batchNormalisation
    case "rectifier": self = .rectifier
    case "maximum-pooling":
      keys = [Key.side]
      self = .maximumPooling(side: try integer(Key.side, ModelLimits.side))
    case "average-pooling":
      keys = [Key.side]
      self = .averagePooling(side: try integer(Key.side, ModelLimits.side))
    case "global-average-pooling": self = .globalAveragePooling
    case "dense":
      keys = [Key.units]
      self = .dense(units: try integer(Key.units, ModelLimits.channels))
    case "dropout":
      keys = [Key.rate]
      let rate = try container.decode(Double.self, forKey: Key.rate)
      guard rate >= 0, rate < 1 else {
        throw DecodingError.dataCorruptedError(
          forKey: Key.rate, in: container,
          debugDescription: "\(rate) is out of range, expected 0 to less than 1")
      }
      self = .dropout(rate: rate)
    case "residual":
      keys = [Key.layers]
      let layers = try container.decode([LayerDescription].self, forKey: Key.layers)
      guard !layers.isEmpty else {
        throw DecodingError.dataCorruptedError(
          forKey: Key.layers, in: container, debugDescription: "there are none, expected one at least")
      }
      self = .residual(layers)
    default:
      throw DecodingError.dataCorruptedError(
        forKey: Key.layer, in: container, debugDescription: "there is no layer '\(layer)' in this version")
    }
    // What is not understood may change what the layer does.
    let known = Set((keys + [Key.layer]).map(\.stringValue))
    if let unknown = container.allKeys.map(\.stringValue).sorted().first(where: { !known.contains($0) }) {
      throw DecodingError.dataCorruptedError(
        forKey: Key.layer, in: container,
        debugDescription: "'\(layer)' has no parameter '\(unknown)' in this version")
    }
  }
}
