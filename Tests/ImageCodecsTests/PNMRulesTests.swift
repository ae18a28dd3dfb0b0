import ImageCodecs
import ImageCore
import Testing

struct PNMRulesTests {
  private func image(_ text: String, _ bytes: [UInt8] = []) throws -> DecodedImage {
    try decode(Array(text.utf8) + bytes).image
  }

  @Test func commentsAndAnyBlanksAreAllowed() throws {
    #expect(try image("P2 # grey\n#two\n 2\t1 # size\n9\n9 0\n").samples == .eightBit([255, 0]))
    #expect(try image("P1\n3 1\n101").samples == .eightBit([0, 255, 0]))
  }

  @Test func samplesAreSpreadFromTheirMaximumAndRounded() throws {
    #expect(try image("P5\n3 1\n100\n", [0, 50, 100]).samples == .eightBit([0, 128, 255]))
    #expect(try image("P5\n2 1\n1000\n", [1, 0xF4, 3, 0xE8]).samples == .sixteenBit([32768, 65535]))
    #expect(try image("P2\n2 1\n65535\n1 65535\n").samples == .sixteenBit([1, 65535]))
  }

  @Test func rowsOfBitsBeginWithAByte() throws {
    #expect(
      try image("P4\n9 2\n", [0b1111_1111, 0b0111_1111, 0, 0b1000_0000]).samples
        == .eightBit([0, 0, 0, 0, 0, 0, 0, 0, 255] + [255, 255, 255, 255, 255, 255, 255, 255, 0]))
  }

  @Test func depthOfPAMSaysTheKind() throws {
    for (depth, kind) in [(1, DecodedImage.Kind.grey), (2, .greyAlpha), (3, .rgb), (4, .rgbAlpha)] {
      let header = "P7\n# own\nWIDTH 1\nHEIGHT 1\nDEPTH \(depth)\nMAXVAL 255\nTUPLTYPE ANY\nENDHDR\n"
      let image = try image(header, Array(1...UInt8(depth)))
      #expect(image.kind == kind)
      #expect(image.samples == .eightBit(Array(1...UInt8(depth))))
    }
    #expect(
      errorCode(of: Array("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 5\nMAXVAL 255\nENDHDR\n12345".utf8))
        == .unsupportedVariant)
  }

  @Test func whatCannotBeIsDamaged() {
    for text in [
      "P2\n1 1\n9\n10\n", "P2\n1 1\n9\nx\n", "P2\n1 1\n0\n0\n", "P2\n1 1\n65536\n0\n", "P2\n0 1\n9\n0\n",
      "P2\n-1 1\n9\n0\n", "P1\n1 1\n2\n", "P5\n1 1\n9\n\u{A}", "P7\nWIDTH 1\nCOLOUR 7\nENDHDR\n0",
    ] {
      #expect(errorCode(of: Array(text.utf8)) == .damaged, "\(text)")
    }
  }
}
