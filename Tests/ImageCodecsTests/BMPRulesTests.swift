import ImageCodecs
import ImageCore
import Testing

/// A BMP with a header of 40 or more bytes.
struct BMPBuilder {
  var width: Int
  var height: Int
  var bits: Int
  var compression = 0
  /// The bytes of the picture's header after the first 40, or of the masks after it.
  var more: [UInt8] = []
  var headerSize = 40
  var paletteCount = 0
  /// Red, green and blue of each entry.
  var palette: [[UInt8]] = []
  var pixels: [UInt8]

  var bytes: [UInt8] {
    var colours: [UInt8] = []
    for entry in palette { colours += [entry[2], entry[1], entry[0], 0] }
    let offset = 14 + 40 + more.count + colours.count
    var file = Array("BM".utf8)
    for value in [offset + pixels.count, 0, offset, headerSize, width, height] { file += littleEndian(value) }
    file += littleEndian16(1) + littleEndian16(bits)
    for value in [compression, pixels.count, 0, 0, paletteCount, 0] { file += littleEndian(value) }
    return file + more + colours + pixels
  }
}

struct BMPRulesTests {
  private static let fourColours: [[UInt8]] = [[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255]]

  private func samples(of builder: BMPBuilder) throws -> [UInt8] {
    guard case .eightBit(let samples) = try decode(builder.bytes).image.samples else { return [] }
    return samples
  }

  private func colours(_ indices: [Int]) -> [UInt8] { Array(indices.map { Self.fourColours[$0] }.joined()) }

  @Test func fourBitIndicesAreReadFromTheLowerRowUp() throws {
    let bmp = BMPBuilder(
      width: 3, height: 2, bits: 4, palette: Self.fourColours, pixels: [0x12, 0x30, 0, 0, 0x01, 0x20, 0, 0])
    #expect(try samples(of: bmp) == colours([0, 1, 2, 1, 2, 3]))
  }

  @Test func indexBeyondThePaletteTakesTheFirstColourWithAWarning() throws {
    let bmp = BMPBuilder(
      width: 2, height: 1, bits: 8, paletteCount: 4, palette: Self.fourColours, pixels: [3, 200, 0, 0])
    #expect(try samples(of: bmp) == colours([3, 0]))
    #expect(try decode(bmp.bytes).warnings == [.indexBeyondPalette(pixelCount: 1)])
  }

  @Test func sixteenBitsAreSpreadAndRounded() throws {
    // Five bits each: 31, 1 and 16 of 31.
    let five = BMPBuilder(width: 1, height: 1, bits: 16, pixels: littleEndian(31 << 10 | 1 << 5 | 16))
    #expect(try samples(of: five) == [255, 8, 132])
    // Masks say five, six and five bits.
    let six = BMPBuilder(
      width: 1, height: 1, bits: 16, compression: 3,
      more: littleEndian(0xF800) + littleEndian(0x7E0) + littleEndian(0x1F),
      pixels: littleEndian(31 << 11 | 1 << 5 | 16))
    #expect(try samples(of: six) == [255, 4, 132])
  }

  @Test func fourthByteIsAlphaOnlyWithAMaskForItAndIfAnyIsNotZero() throws {
    let without = BMPBuilder(width: 1, height: 1, bits: 32, pixels: [30, 20, 10, 77])
    #expect(try decode(without.bytes).image.kind == .rgb)
    #expect(try samples(of: without) == [10, 20, 30])
    var with = BMPBuilder(
      width: 2, height: 1, bits: 32, compression: 3,
      more: littleEndian(0xFF0000) + littleEndian(0xFF00) + littleEndian(0xFF) + littleEndian(0xFF00_0000),
      headerSize: 56, pixels: [30, 20, 10, 77, 3, 2, 1, 0])
    #expect(try decode(with.bytes).image.kind == .rgbAlpha)
    #expect(try samples(of: with) == [10, 20, 30, 77, 1, 2, 3, 0])
    with.pixels[3] = 0
    #expect(try samples(of: with) == [10, 20, 30, 255, 1, 2, 3, 255])
  }

  @Test func runsOfFourAndEightBits() throws {
    // Two of index 2; three indices as they are, filled up; end of row; moved right by 3; one of index 1; end.
    let runs: [UInt8] = [2, 2, 0, 3, 1, 2, 3, 0, 0, 0, 0, 2, 3, 0, 1, 1, 0, 1]
    let eight = BMPBuilder(
      width: 5, height: 2, bits: 8, compression: 1, palette: Self.fourColours, pixels: runs)
    #expect(try samples(of: eight) == colours([0, 0, 0, 1, 0, 2, 2, 1, 2, 3]))
    // A run of four bits alternates between two indices.
    let four = BMPBuilder(
      width: 5, height: 1, bits: 4, compression: 2, palette: Self.fourColours, pixels: [5, 0x12, 0, 1])
    #expect(try samples(of: four) == colours([1, 2, 1, 2, 1]))
  }

  @Test func headerOfOS2() throws {
    let header = littleEndian(12) + [2, 0, 1, 0, 1, 0, 1, 0]
    let file = Array("BM".utf8) + littleEndian(0) + littleEndian(0) + littleEndian(32) + header
    #expect(
      try decode(file + [0, 0, 0, 9, 8, 7] + [0x40, 0, 0, 0]).image.samples == .eightBit([0, 0, 0, 7, 8, 9]))
  }

  @Test func kindsThatAreNotReadAreNamed() {
    for (compression, word) in [(4, "JPEG"), (5, "PNG"), (9, "compression 9")] {
      let bmp = BMPBuilder(width: 1, height: 1, bits: 24, compression: compression, pixels: [1, 2, 3, 0])
      #expect(rejection(of: bmp.bytes)?.code == .unsupportedVariant)
      #expect(rejection(of: bmp.bytes)?.message.contains(word) == true)
    }
    #expect(errorCode(of: Array("BMW is a maker of cars, not a picture".utf8)) == .notAnImage)
  }
}
