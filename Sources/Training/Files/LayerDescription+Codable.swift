/// A layer in JSON: its name as `layer`, its hyperparameters under their own names, and the layers of a residual block
/// as `layers`.
///
///     {"layer": "convolution", "channels": 32, "kernelSize": 3, "stride": 1, "padding": 1, "bias": false}
///
/// Earlier versions wrote the layer `relu` as `rectifier`, and `kernelSize` and `size` as `side`; both are still read.
extension LayerDescription: Codable {
  private enum Key {
    static let layer = AnyKey(stringValue: "layer")
    static let channels = AnyKey(stringValue: "channels")
    static let kernelSize = AnyKey(stringValue: "kernelSize")
    static let size = AnyKey(stringValue: "size")
    /// The former name of `kernelSize` and `size`.
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
    case .convolution(let channels, let kernelSize, let stride, let padding, let hasBias):
      try container.encode(channels, forKey: Key.channels)
      try container.encode(kernelSize, forKey: Key.kernelSize)
      try container.encode(stride, forKey: Key.stride)
      try container.encode(padding, forKey: Key.padding)
      try container.encode(hasBias, forKey: Key.bias)
    case .maximumPooling(let size), .averagePooling(let size): try container.encode(size, forKey: Key.size)
    case .dense(let units): try container.encode(units, forKey: Key.units)
    case .dropout(let rate): try container.encode(rate, forKey: Key.rate)
    case .residual(let layers): try container.encode(layers, forKey: Key.layers)
    case .batchNormalisation, .relu, .globalAveragePooling: break
    }
  }

  /// - Throws: `DecodingError` if a layer or a hyperparameter is unknown, missing or out of range.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    var known: Set = [Key.layer.stringValue]
    func invalid(_ key: AnyKey, _ problem: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: problem)
    }
    func value<Value: Decodable>(_ key: AnyKey, formerly formerKey: AnyKey? = nil) throws -> Value {
      let key = formerKey.flatMap { container.contains(key) ? nil : container.contains($0) ? $0 : nil } ?? key
      known.insert(key.stringValue)
      return try container.decode(Value.self, forKey: key)
    }
    func integer(_ key: AnyKey, formerly formerKey: AnyKey? = nil, _ range: ClosedRange<Int>) throws -> Int {
      let integer: Int = try value(key, formerly: formerKey)
      guard range.contains(integer) else {
        throw invalid(
          key, "\(integer) is out of range, expected \(range.lowerBound) to \(range.upperBound)")
      }
      return integer
    }
    let layer = try container.decode(String.self, forKey: Key.layer)
    switch layer {
    case "convolution":
      self = .convolution(
        channels: try integer(Key.channels, ModelLimits.channels),
        kernelSize: try integer(Key.kernelSize, formerly: Key.side, ModelLimits.kernelSize),
        stride: try integer(Key.stride, ModelLimits.stride),
        padding: try integer(Key.padding, ModelLimits.padding),
        hasBias: try value(Key.bias))
    case "batch-normalisation": self = .batchNormalisation
    case "relu", "rectifier": self = .relu
    case "maximum-pooling":
      self = .maximumPooling(size: try integer(Key.size, formerly: Key.side, ModelLimits.kernelSize))
    case "average-pooling":
      self = .averagePooling(size: try integer(Key.size, formerly: Key.side, ModelLimits.kernelSize))
    case "global-average-pooling": self = .globalAveragePooling
    case "dense": self = .dense(units: try integer(Key.units, ModelLimits.channels))
    case "dropout":
      let rate: Double = try value(Key.rate)
      guard rate >= 0, rate < 1 else {
        throw invalid(Key.rate, "\(rate) is out of range, expected 0 to less than 1")
      }
      self = .dropout(rate: rate)
    case "residual":
      let layers: [LayerDescription] = try value(Key.layers)
      guard !layers.isEmpty else {
        throw invalid(Key.layers, "the list is empty, expected at least one layer")
      }
      self = .residual(layers)
    default: throw invalid(Key.layer, "this version of the program has no layer '\(layer)'")
    }
    // An unknown key is an error, because it may change the function of the layer.
    if let unknown = container.allKeys.map(\.stringValue).sorted().first(where: { !known.contains($0) }) {
      throw invalid(Key.layer, "'\(layer)' has no parameter '\(unknown)' in this version of the program")
    }
  }
}
