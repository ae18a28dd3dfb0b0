/// A Swift type that corresponds to one of IDX's six element types: `UInt8`, `Int8`, `Int16`, `Int32`, `Float` or
/// `Double`.
public protocol IDXElement: Sendable {
  /// An integer as wide as the element.
  associatedtype Bits: FixedWidthInteger & BitwiseCopyable

  static var idxElementType: IDXElementType { get }

  init(idxBits: Bits)

  /// The element's bits; the file holds them with the most significant byte first.
  var idxBits: Bits { get }
}

extension IDXElement where Self: FixedWidthInteger & BitwiseCopyable {
  public init(idxBits: Self) { self = idxBits }
  public var idxBits: Self { self }
}

extension UInt8: IDXElement {
  public static var idxElementType: IDXElementType { .uint8 }
}

extension Int8: IDXElement {
  public static var idxElementType: IDXElementType { .int8 }
}

extension Int16: IDXElement {
  public static var idxElementType: IDXElementType { .int16 }
}

extension Int32: IDXElement {
  public static var idxElementType: IDXElementType { .int32 }
}

extension Float: IDXElement {
  public static var idxElementType: IDXElementType { .float32 }
  public init(idxBits: UInt32) { self.init(bitPattern: idxBits) }
  public var idxBits: UInt32 { bitPattern }
}

extension Double: IDXElement {
  public static var idxElementType: IDXElementType { .float64 }
  public init(idxBits: UInt64) { self.init(bitPattern: idxBits) }
  public var idxBits: UInt64 { bitPattern }
}
