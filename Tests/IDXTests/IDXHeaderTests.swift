import IDX
import Testing

struct IDXHeaderTests {
  @Test func headerOfFashionMNISTsTrainingImagesHasTheKnownBytes() throws {
    let header = try IDXHeader(elementType: .uint8, dimensions: [60000, 28, 28])
    let bytes: [UInt8] = [0, 0, 8, 3, 0, 0, 0xEA, 0x60, 0, 0, 0, 28, 0, 0, 0, 28]
    #expect(header.encoded() == bytes)
    #expect(try IDXHeader(parsing: bytes) == header)
    #expect(header.byteCount == 16)
    #expect(header.payloadByteCount == 47_040_000)
    #expect(header.description == "uint8 [60000, 28, 28]")
  }

  @Test(arguments: [
    (IDXElementType.uint8, 0x08 as UInt8, 1), (.int8, 0x09, 1), (.int16, 0x0B, 2), (.int32, 0x0C, 4),
    (.float32, 0x0D, 4), (.float64, 0x0E, 8),
  ])
  func eachElementTypeHasItsCodeAndSize(type: IDXElementType, code: UInt8, byteCount: Int) throws {
    let header = try IDXHeader(elementType: type, dimensions: [2])
    #expect(header.encoded() == [0, 0, code, 1, 0, 0, 0, 2])
    #expect(header.payloadByteCount == 2 * byteCount)
  }

  @Test func codesBesideTheSixAreUnknown() {
    let known: Set<UInt8> = [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E]
    for code in UInt8.min...UInt8.max where !known.contains(code) {
      let error = #expect(throws: IDXError.self) { try IDXHeader(parsing: [0, 0, code, 0]) }
      #expect(error?.code == .unknownElementType)
      #expect(error?.byteOffset == 2)
    }
  }

  @Test func rankZeroIsOneElement() throws {
    let header = try IDXHeader(elementType: .float64, dimensions: [])
    #expect(header.encoded() == [0, 0, 0x0E, 0])
    #expect(header.elementCount == 1)
    #expect(header.payloadByteCount == 8)
  }

  @Test func ranksUpTo255AreReadBack() throws {
    for rank in 0...255 {
      let header = try IDXHeader(elementType: .int8, dimensions: (0..<rank).map { $0 % 7 == 3 ? 2 : 1 })
      #expect(try IDXHeader(parsing: header.encoded()) == header)
    }
  }

  @Test func rank256IsRefused() {
    let error = #expect(throws: IDXError.self) {
      try IDXHeader(elementType: .uint8, dimensions: [Int](repeating: 1, count: 256))
    }
    #expect(error?.code == .invalidDimensions)
  }

  @Test func countsOf32BitsAreHeldAndNoMore() throws {
    let largest = try IDXHeader(elementType: .uint8, dimensions: [4_294_967_295])
    #expect(largest.encoded() == [0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(try IDXHeader(parsing: largest.encoded()) == largest)
    let error = #expect(throws: IDXError.self) {
      try IDXHeader(elementType: .uint8, dimensions: [4_294_967_296, 28, 28])
    }
    #expect(error?.code == .invalidDimensions)
    #expect(error?.message.contains("dimension 0 is 4294967296") == true)
    #expect(error?.message.contains("4294967295") == true)
  }

  @Test func negativeDimensionIsRefused() {
    let error = #expect(throws: IDXError.self) { try IDXHeader(elementType: .uint8, dimensions: [3, -1]) }
    #expect(error?.code == .invalidDimensions)
  }

  @Test func sizesBeyondAnIntAreRefused() throws {
    let huge = 4_294_967_295
    for dimensions in [[huge, huge], [huge, huge, huge], [Int](repeating: 2, count: 63)] {
      let error = #expect(throws: IDXError.self) {
        try IDXHeader(elementType: .uint8, dimensions: dimensions)
      }
      #expect(error?.code == .sizeOverflow)
    }
    // 2^62 bytes fit into an Int, 2^63 do not.
    let fits = [Int](repeating: 2, count: 62)
    #expect(try IDXHeader(elementType: .uint8, dimensions: fits).payloadByteCount == 1 << 62)
    #expect(throws: IDXError.self) { try IDXHeader(elementType: .int16, dimensions: fits) }
  }

  @Test func headerAndElementsTogetherFitAnInt() throws {
    // 7 x 7 x 73 x 127 x 337 x 92,737 x 649,657 is 2^63 - 1: that many elements fit, but not with a header before
    // them.
    let factors = [7, 7, 73, 127, 337, 92737, 649657]
    #expect(factors.reduce(1, *) == Int.max)
    #expect(throws: IDXError.self) { try IDXHeader(elementType: .uint8, dimensions: factors) }
  }

  @Test func aZeroMakesAnyShapeEmpty() throws {
    let header = try IDXHeader(
      elementType: .float64, dimensions: [4_294_967_295, 4_294_967_295, 4_294_967_295, 0])
    #expect(header.payloadByteCount == 0)
  }

  @Test func sizesThatOverflowInAFileAreRefused() {
    let bytes: [UInt8] = [0, 0, 0x0E, 4] + [UInt8](repeating: 0xFF, count: 16)
    let error = #expect(throws: IDXError.self) { try IDXHeader(parsing: bytes) }
    #expect(error?.code == .sizeOverflow)
    #expect(error?.byteOffset == 4)
  }

  @Test func onlyTheHeaderIsLookedAt() throws {
    let header = try IDXHeader(elementType: .uint8, dimensions: [10, 2])
    #expect(try IDXHeader(parsing: header.encoded()) == header)
    #expect(try IDXHeader(parsing: header.encoded() + [1, 2, 3]) == header)
  }
}
