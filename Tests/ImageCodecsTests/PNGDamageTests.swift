import ImageCodecs
import ImageCore
import Testing

struct PNGDamageTests {
  private typealias Chunk = PNGBuilder.Chunk

  private let whole = PNGBuilder.grey2x2()

  private func changed(_ type: String, _ change: (inout PNGBuilder.Chunk) -> Void) throws -> [UInt8] {
    var file = whole
    change(&file.chunks[try #require(file.index(of: type))])
    return file.bytes
  }

  @Test(arguments: ["IHDR", "IDAT", "IEND"])
  func wrongChecksumOfACriticalChunkIsDamage(_ type: String) throws {
    #expect(errorCode(of: whole.bytes) == nil)
    #expect(try errorCode(of: changed(type) { $0.hasRightChecksum = false }) == .damaged)
  }

  @Test func wrongChecksumOfThePaletteIsDamage() {
    let palette = Chunk(type: "PLTE", data: [1, 2, 3], hasRightChecksum: false)
    let file = PNGBuilder(width: 1, height: 1, bitDepth: 8, colourType: 3, before: [palette], rows: [[0]])
    #expect(errorCode(of: file.bytes) == .damaged)
  }

  @Test func wrongChecksumOfTheSamplesIsDamageThoughAllRowsAreThere() throws {
    #expect(try errorCode(of: changed("IDAT") { $0.data[$0.data.count - 1] ^= 1 }) == .damaged)
  }

  @Test func tooFewSamplesAreDamage() throws {
    #expect(try errorCode(of: changed("IDAT") { $0.data = zlibStream([0, 0, 0, 0]) }) == .damaged)
    #expect(try errorCode(of: changed("IDAT") { $0.data.removeLast(6) }) == .damaged)
    #expect(try errorCode(of: changed("IDAT") { $0.data = [] }) == .damaged)
    #expect(try errorCode(of: changed("IDAT") { $0.type = "iDAT" }) == .damaged)
  }

  @Test func moreSamplesThanNeededAreTakenWithAWarning() throws {
    let file = try changed("IDAT") { $0.data = zlibStream([0, 0, 0, 0, 255, 255, 0, 1, 2]) }
    let photo = try decode(file)
    #expect(photo.image.samples == .eightBit([0, 0, 255, 255]))
    #expect(photo.warnings == [.irregular(detail: "IDAT: Too much image data")])
  }

  @Test func fileWithoutItsEndIsTruncated() throws {
    var file = whole
    file.chunks.removeLast()
    #expect(errorCode(of: file.bytes) == .truncated)
  }

  @Test func criticalChunkThatNobodyKnowsIsAVariant() throws {
    #expect(
      errorCode(of: PNGBuilder.grey2x2(before: [Chunk(type: "QQQQ", data: [])]).bytes) == .unsupportedVariant)
    #expect(errorCode(of: PNGBuilder.grey2x2(before: [Chunk(type: "Q-QQ", data: [])]).bytes) == .damaged)
    let header = whole.chunks[0]
    #expect(errorCode(of: PNGBuilder.grey2x2(before: [header]).bytes) == .damaged)
  }

  @Test func pngOfAnAppIsAVariant() throws {
    var file = whole
    file.chunks.insert(Chunk(type: "CgBI", data: [0, 0, 0, 0]), at: 0)
    #expect { try decode(file.bytes) } throws: { error in
      guard let error = error as? DecodingError else { return false }
      return error.code == .unsupportedVariant && error.remedy.contains("pngcrush")
    }
  }

  /// The headers have an invalid width, height, depth, colour type, compression, filter or interlacing.
  @Test(arguments: [
    [0, 2, 8, 0, 0, 0, 0], [2, 0, 8, 0, 0, 0, 0], [2, 2, 3, 0, 0, 0, 0], [2, 2, 4, 2, 0, 0, 0],
    [2, 2, 16, 3, 0, 0, 0], [2, 2, 8, 1, 0, 0, 0], [2, 2, 8, 5, 0, 0, 0], [2, 2, 8, 7, 0, 0, 0],
    [2, 2, 0, 0, 0, 0, 0], [2, 2, 8, 0, 1, 0, 0], [2, 2, 8, 0, 0, 1, 0], [2, 2, 8, 0, 0, 0, 2],
  ])
  func headerThatIsNotAllowedIsDamage(_ fields: [Int]) throws {
    let data = bigEndian(fields[0]) + bigEndian(fields[1]) + fields[2...].map { UInt8($0) }
    #expect(try errorCode(of: changed("IHDR") { $0.data = data }) == .damaged)
  }

  @Test func damageIsNotTakenEvenWhenAskedFor() throws {
    let file = try Fixtures.bytes("png-stage/png-rgb-8.png")
    #expect(errorCode(of: file.dropLast(40), options: takingDamage) == .truncated)
  }
}
