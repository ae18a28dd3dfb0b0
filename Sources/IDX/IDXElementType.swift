/// The type of an IDX array's elements; the raw value is the third byte of the file.
public enum IDXElementType: UInt8, Sendable, CaseIterable {
  /// An unsigned byte, 0...255, as in MNIST and the datasets modelled on it.
  case uint8 = 0x08
  case int8 = 0x09
  case int16 = 0x0B
  case int32 = 0x0C
  case float32 = 0x0D
  case float64 = 0x0E

  /// The size of one element in the file, in bytes.
  public var byteCount: Int {
    switch self {
    case .uint8, .int8: 1
    case .int16: 2
    case .int32, .float32: 4
    case .float64: 8
    }
  }
}

extension IDXElementType: CustomStringConvertible {
  /// The type's name in NumPy: `uint8`, `float32`.
  public var description: String {
    switch self {
    case .uint8: "uint8"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .float32: "float32"
    case .float64: "float64"
    }
  }
}
