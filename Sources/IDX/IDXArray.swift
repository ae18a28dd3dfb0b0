/// An IDX file in memory: a header and the elements.
///
///     let labels = try IDXArray([UInt8](repeating: 7, count: 10), dimensions: [10])
///     try labels.write(to: "labels-idx1-ubyte")
///     let images = try IDXArray(contentsOf: "train-images-idx3-ubyte.gz")
///     print(images.header.dimensions)  // [60000, 28, 28]
public struct IDXArray: Hashable, Sendable {
  public let header: IDXHeader

  /// The elements as stored in the file: row-major, the last dimension running fastest, each with its most
  /// significant byte first. For `uint8` these are the elements themselves.
  public let payload: [UInt8]

  /// - Throws: `IDXError` with the code `invalidDimensions` if `payload.count` is not `header.payloadByteCount`.
  public init(header: IDXHeader, payload: [UInt8]) throws(IDXError) {
    guard payload.count == header.payloadByteCount else {
      throw IDXError(
        .invalidDimensions,
        "\(header) takes \(header.payloadByteCount) bytes of elements, but \(payload.count) were given. "
          + "Pass dimensions whose product is the number of elements.")
    }
    self.header = header
    self.payload = payload
  }

  /// Creates an array of elements in row-major order, the last dimension running fastest.
  ///
  /// Elements of type `UInt8` are not copied.
  ///
  /// - Throws: `IDXError` with the code `invalidDimensions` if the product of the dimensions is not the number of
  ///   elements, or if a dimension or the number of dimensions is more than an IDX header holds.
  public init<Element: IDXElement>(_ elements: [Element], dimensions: [Int]) throws(IDXError) {
    let header = try IDXHeader(elementType: Element.idxElementType, dimensions: dimensions)
    guard elements.count == header.elementCount else {
      throw IDXError(
        .invalidDimensions,
        "\(header) spans \(header.elementCount) elements, but \(elements.count) were given. "
          + "Pass dimensions whose product is the number of elements.")
    }
    self.header = header
    if let bytes = elements as? [UInt8] {
      payload = bytes
    } else {
      payload = [UInt8](capacity: header.payloadByteCount) { output in
        for element in elements {
          let bits = element.idxBits
          for shift in stride(from: bits.bitWidth - 8, through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: bits >> shift))
          }
        }
      }
    }
  }

  /// Returns the elements in row-major order, the last dimension running fastest; `UInt8` elements are not copied.
  ///
  /// - Throws: `IDXError` with the code `elementTypeMismatch` if the array has another element type; nothing is
  ///   converted.
  public func elements<Element: IDXElement>(as type: Element.Type) throws(IDXError) -> [Element] {
    guard header.elementType == Element.idxElementType else {
      throw IDXError(
        .elementTypeMismatch,
        "the file holds elements of \(header.elementType), not \(Element.idxElementType). Ask for that type, or "
          + "convert the file.")
    }
    if let elements = payload as? [Element] { return elements }
    let bytes = unsafe payload.span.bytes
    return [Element](capacity: header.elementCount) { output in
      for index in 0..<header.elementCount {
        let bits = unsafe bytes.unsafeLoadUnaligned(
          fromByteOffset: index * MemoryLayout<Element.Bits>.size, as: Element.Bits.self)
        output.append(Element(idxBits: Element.Bits(bigEndian: bits)))
      }
    }
  }
}
