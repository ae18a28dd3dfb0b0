import ImageCodecs
import ImageCore
import Testing

/// Tests of the rules for a PNG's transparency, palette, gamma and other chunks.
struct PNGRulesTests {
  private typealias Chunk = PNGBuilder.Chunk

  private func decoded(_ builder: PNGBuilder) throws -> DecodedPhoto { try decode(builder.bytes) }

  // MARK: Transparency

  @Test func greyKeyMakesItsPixelsClear() throws {
    let key = Chunk(type: "tRNS", data: [0, 2])
    let file = PNGBuilder(
      width: 4, height: 1, bitDepth: 2, colourType: 0, before: [key], rows: [[0b00_01_10_11]])
    let image = try decoded(file).image
    #expect(image.kind == .greyAlpha)
    #expect(image.samples == .eightBit([0, 255, 85, 255, 170, 0, 255, 255]))
  }

  @Test func wideKeyIsComparedInAllBits() throws {
    let key = Chunk(type: "tRNS", data: [1, 2, 3, 4, 5, 6])
    let pixels: [UInt8] = [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 7]
    let file = PNGBuilder(width: 2, height: 1, bitDepth: 16, colourType: 2, before: [key], rows: [pixels])
    let image = try decoded(file).image
    #expect(image.kind == .rgbAlpha)
    #expect(image.samples == .sixteenBit([0x102, 0x304, 0x506, 0, 0x102, 0x304, 0x507, 65535]))
  }

  @Test func keyThatNoSampleCanHaveCountsAsAbsentEvenBeforeAnother() throws {
    let keys = [Chunk(type: "tRNS", data: [1, 0]), Chunk(type: "tRNS", data: [0, 0])]
    #expect(try decoded(.grey2x2(before: [keys[0]])).image.kind == .grey)
    #expect(try decoded(.grey2x2(before: keys)).image.kind == .grey)
    #expect(try decoded(.grey2x2(before: keys.reversed())).image.kind == .greyAlpha)
  }

  @Test(arguments: [[], [0], [0, 0, 0], [0, 0, 0, 0, 0, 0]] as [[UInt8]])
  func keyOfAnotherLengthDoesNotCount(_ data: [UInt8]) throws {
    #expect(try decoded(.grey2x2(before: [Chunk(type: "tRNS", data: data)])).image.kind == .grey)
  }

  @Test func keyAfterTheSamplesOrWithAWrongChecksumDoesNotCount() throws {
    #expect(try decoded(.grey2x2(after: [Chunk(type: "tRNS", data: [0, 0])])).image.kind == .grey)
    let broken = Chunk(type: "tRNS", data: [0, 0], hasRightChecksum: false)
    #expect(try decoded(.grey2x2(before: [broken])).image.kind == .grey)
  }

  @Test func keyOfAPictureWithAlphaDoesNotCount() throws {
    let key = Chunk(type: "tRNS", data: [0, 9])
    let file = PNGBuilder(width: 1, height: 1, bitDepth: 8, colourType: 4, before: [key], rows: [[9, 7]])
    #expect(try decoded(file).image.samples == .eightBit([9, 7]))
  }

  // MARK: Palette

  private let palette = Chunk(type: "PLTE", data: [10, 20, 30, 40, 50, 60, 70, 80, 90])

  private func paletted(_ before: [PNGBuilder.Chunk], _ row: [UInt8] = [0b00_01_10_00]) -> PNGBuilder {
    PNGBuilder(width: 4, height: 1, bitDepth: 2, colourType: 3, before: before, rows: [row])
  }

  @Test func paletteBecomesRGB() throws {
    let image = try decoded(paletted([palette])).image
    #expect(image.kind == .rgb)
    #expect(image.samples == .eightBit([10, 20, 30, 40, 50, 60, 70, 80, 90, 10, 20, 30]))
  }

  @Test func alphaOfThePaletteIsOpaqueBeyondItsChunk() throws {
    let image = try decoded(paletted([palette, Chunk(type: "tRNS", data: [1, 2])])).image
    #expect(image.kind == .rgbAlpha)
    #expect(image.samples == .eightBit([10, 20, 30, 1, 40, 50, 60, 2, 70, 80, 90, 255, 10, 20, 30, 1]))
  }

  @Test func alphaBeforeThePaletteOrLongerThanItOrEmptyDoesNotCount() throws {
    let alpha = Chunk(type: "tRNS", data: [1, 2])
    #expect(try decoded(paletted([alpha, palette])).image.kind == .rgb)
    #expect(try decoded(paletted([palette, Chunk(type: "tRNS", data: [1, 2, 3, 4])])).image.kind == .rgb)
    #expect(try decoded(paletted([palette, Chunk(type: "tRNS", data: [])])).image.kind == .rgb)
    // A valid chunk may follow an invalid one.
    #expect(try decoded(paletted([alpha, palette, alpha])).image.kind == .rgbAlpha)
  }

  @Test func paletteLongerThanTheDepthAllowsIsCut() throws {
    let long = Chunk(type: "PLTE", data: palette.data + [1, 1, 1, 2, 2, 2])
    let photo = try decoded(paletted([long, Chunk(type: "tRNS", data: [0, 0, 0, 0])], [0b11_00_00_00]))
    #expect(photo.image.kind == .rgbAlpha)
    #expect(try decoded(paletted([long, Chunk(type: "tRNS", data: [0, 0, 0, 0, 0])])).image.kind == .rgb)
  }

  @Test func pixelBeyondThePaletteTakesTheFirstEntryWithAWarning() throws {
    let photo = try decoded(paletted([palette], [0b11_01_11_10]))
    #expect(photo.image.samples == .eightBit([10, 20, 30, 40, 50, 60, 10, 20, 30, 70, 80, 90]))
    #expect(photo.warnings == [.indexBeyondPalette(pixelCount: 2)])
  }

  @Test func missingPaletteIsDamage() {
    #expect(errorCode(of: paletted([]).bytes) == .damaged)
  }

  // MARK: Gamma

  private func gamma(_ value: Int) -> PNGBuilder.Chunk { Chunk(type: "gAMA", data: bigEndian(value)) }
  private func standardRGB(_ intent: UInt8) -> PNGBuilder.Chunk { Chunk(type: "sRGB", data: [intent]) }

  @Test(arguments: [(45455, false), (75000, false), (75001, true), (100_000, true), (625_000_000, true)])
  func gammaAboveThreeQuartersIsLinearLightWithAWarning(_ value: Int, _ isLinear: Bool) throws {
    let photo = try decoded(.grey2x2(before: [gamma(value)]))
    #expect(photo.image.isLinear == isLinear)
    #expect(photo.warnings == (isLinear ? [.linearLight(gamma: Double(value) / 100_000)] : []))
  }

  @Test func gammaDoesNotCountWhereItMayNotBe() throws {
    #expect(try !decoded(.grey2x2(after: [gamma(100_000)])).image.isLinear)
    #expect(try !decoded(paletted([palette, gamma(100_000)])).image.isLinear)
    #expect(try decoded(paletted([gamma(100_000), palette])).image.isLinear)
  }

  @Test(
    arguments: [
      ([.gamma(100_000), .standardRGB(0)], false), ([.standardRGB(3), .gamma(100_000)], false),
      ([.standardRGB(4), .gamma(100_000)], false), ([.gamma(100_000), .standardRGB(4)], true),
      ([.gamma(100_000), .gamma(45455)], true), ([.gamma(45455), .gamma(100_000)], false),
      ([.gamma(15), .gamma(100_000)], false), ([.gamma(625_000_001)], false),
      ([.gamma(100_000), .gamma(100_000), .standardRGB(0)], true),
    ] as [([ColourChunk], Bool)])
  func whichGammaCountsFollowsTheirOrder(_ chunks: [ColourChunk], _ isLinear: Bool) throws {
    let before = chunks.map { chunk in
      switch chunk {
      case .gamma(let value): gamma(value)
      case .standardRGB(let intent): standardRGB(intent)
      }
    }
    #expect(try decoded(.grey2x2(before: before)).image.isLinear == isLinear)
  }

  enum ColourChunk {
    case gamma(Int)
    case standardRGB(UInt8)
  }

  @Test func gammaOrStandardRGBWithAWrongChecksumOrLengthDoesNotCount() throws {
    var (gamma, standardRGB) = (gamma(100_000), standardRGB(0))
    let long = Chunk(type: "gAMA", data: gamma.data + [0])
    #expect(try !decoded(.grey2x2(before: [long])).image.isLinear)
    standardRGB.hasRightChecksum = false
    #expect(try decoded(.grey2x2(before: [gamma, standardRGB])).image.isLinear)
    gamma.hasRightChecksum = false
    #expect(try !decoded(.grey2x2(before: [gamma])).image.isLinear)
  }

  // MARK: Other chunks

  @Test func chunksThatAreNotNeededChangeNothing() throws {
    let types = [
      "iCCP", "cHRM", "bKGD", "sBIT", "pHYs", "oFFs", "tIME", "hIST", "sPLT", "iTXt", "acTL", "abCd",
    ]
    for type in types {
      let photo = try decoded(.grey2x2(before: [Chunk(type: type, data: Array(repeating: 1, count: 40))]))
      #expect(photo.image.samples == .eightBit([0, 0, 255, 255]))
      #expect(photo.warnings == [])
    }
  }

  @Test func profileOfManyMegabytesChangesNothing() throws {
    let large = Array(repeating: UInt8(65), count: 12_000_000)
    for type in ["iCCP", "eXIf", "tEXt", "zTXt", "iTXt"] {
      #expect(try decoded(.grey2x2(before: [Chunk(type: type, data: large)])).warnings == [])
    }
  }

  @Test func whatComesAfterTheEndChangesNothing() throws {
    let photo = try decode(PNGBuilder.grey2x2().bytes + [1, 2, 3] + Chunk(type: "QQQQ", data: []).bytes)
    #expect(photo.image.samples == .eightBit([0, 0, 255, 255]))
    #expect(photo.warnings == [])
  }
}
