import IDX
import Testing
import TestSupport

struct IDXArrayTests {
  @Test func elementsOfEachTypeHaveTheKnownBytes() throws {
    #expect(
      try IDXArray([1, 0xAB] as [UInt8], dimensions: [2]).encoded() == [0, 0, 0x08, 1, 0, 0, 0, 2, 1, 0xAB])
    #expect(
      try IDXArray([1, -1] as [Int8], dimensions: [2]).encoded() == [0, 0, 0x09, 1, 0, 0, 0, 2, 1, 0xFF])
    #expect(
      try IDXArray([0x0102, -2] as [Int16], dimensions: [2]).encoded() == [
        0, 0, 0x0B, 1, 0, 0, 0, 2, 1, 2, 0xFF, 0xFE,
      ])
    #expect(
      try IDXArray([0x0102_0304] as [Int32], dimensions: [1]).encoded() == [
        0, 0, 0x0C, 1, 0, 0, 0, 1, 1, 2, 3, 4,
      ])
    #expect(
      try IDXArray([1.5] as [Float], dimensions: [1]).encoded() == [
        0, 0, 0x0D, 1, 0, 0, 0, 1, 0x3F, 0xC0, 0, 0,
      ])
    #expect(
      try IDXArray([-2.0] as [Double], dimensions: []).encoded() == [
        0, 0, 0x0E, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0,
      ])
  }

  /// The shapes have ranks 0 to 5, no elements, and the largest rank.
  static let shapes = [
    [], [7], [2, 3], [3, 1, 2], [1, 2, 3, 2], [2, 1, 2, 1, 3], [4, 0, 2], [0],
    [Int](repeating: 1, count: 255),
  ]

  @Test(arguments: shapes)
  func everyTypeIsReadBackFromRawAndGzip(shape: [Int]) async throws {
    try await expectRoundTrip(of: UInt8.self, shape) { UInt8(truncatingIfNeeded: $0) }
    try await expectRoundTrip(of: Int8.self, shape) { Int8(truncatingIfNeeded: $0) }
    try await expectRoundTrip(of: Int16.self, shape) { Int16(truncatingIfNeeded: $0) }
    try await expectRoundTrip(of: Int32.self, shape) { Int32(truncatingIfNeeded: $0) }
    try await expectRoundTrip(of: Float.self, shape) { Float($0) / 3 }
    try await expectRoundTrip(of: Double.self, shape) { Double($0) / 3 }
  }

  private func expectRoundTrip<Element: IDXElement & Equatable>(
    of type: Element.Type, _ shape: [Int], make: (UInt64) -> Element
  ) async throws {
    var random = SeededGenerator(seed: 1)
    let elements = (0..<shape.reduce(1, *)).map { _ in make(random.next()) }
    let array = try IDXArray(elements, dimensions: shape)
    for bytes in [array.encoded(), try await array.gzipped()] {
      let again = try IDXArray(parsing: bytes)
      #expect(again == array)
      #expect(again.header.dimensions == shape)
      #expect(try again.elements(as: Element.self) == elements)
    }
  }

  @Test func floatsKeepTheirBits() throws {
    let floats = [Float.nan, -0, .infinity, .leastNonzeroMagnitude, Float(bitPattern: 0x7FA0_0001)]
    let again = try IDXArray(floats, dimensions: [5]).elements(as: Float.self)
    #expect(again.map(\.bitPattern) == floats.map(\.bitPattern))
  }

  @Test func otherTypesAreNotConverted() throws {
    let array = try IDXArray([1, 2] as [UInt8], dimensions: [2])
    let error = #expect(throws: IDXError.self) { try array.elements(as: Int8.self) }
    #expect(error?.code == .elementTypeMismatch)
    #expect(error?.message.contains("uint8, not int8") == true)
  }

  @Test func elementsMustFillTheDimensions() {
    for dimensions in [[3], [2, 3], [], [0]] {
      let error = #expect(throws: IDXError.self) {
        try IDXArray([1, 2, 3, 4] as [Int32], dimensions: dimensions)
      }
      #expect(error?.code == .invalidDimensions)
    }
  }

  @Test func payloadMustFillTheHeader() throws {
    let header = try IDXHeader(elementType: .int16, dimensions: [2])
    #expect(try IDXArray(header: header, payload: [0, 1, 0, 2]).elements(as: Int16.self) == [1, 2])
    let error = #expect(throws: IDXError.self) { try IDXArray(header: header, payload: [0, 1]) }
    #expect(error?.code == .invalidDimensions)
  }

  @Test(arguments: [65535, 65536, 65537, 70001])
  func countsBeyond16BitsAreKept(count: Int) async throws {
    let elements = (0..<count * 4).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let array = try IDXArray(elements, dimensions: [count, 2, 2])
    #expect(try IDXArray(parsing: array.encoded()) == array)
    #expect(try await IDXArray(parsing: array.gzipped()) == array)
    #expect(try IDXHeader(parsing: array.encoded()).dimensions == [count, 2, 2])
  }
}
