import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of files that announce more data than they have.
struct LimitTests {
  private func jpeg(announcing size: Size, _ name: String = "jpeg-baseline") throws -> [UInt8] {
    var file = try Fixtures.bytes("png-stage/\(name).jpg")
    let markers: [UInt8] = [0xC0, 0xC2, 0xC9, 0xCA]
    let frame = try #require(markers.lazy.compactMap { JPEGEditing.offset(of: $0, in: file) }.first)
    file.replaceSubrange(frame + 5..<frame + 9, with: bigEndian(size.height << 16 | size.width))
    return file
  }

  private func png(announcing size: Size, bitDepth: Int = 8, colourType: Int = 6) -> [UInt8] {
    PNGBuilder(
      width: size.width, height: size.height, bitDepth: bitDepth, colourType: colourType,
      rows: [Array(repeating: 0, count: 100)]
    ).bytes
  }

  @Test func pictureAtTheLimitIsTakenAndOnePixelMoreIsNot() throws {
    let file = try Fixtures.bytes("png-stage/png-rgb-8.png")
    let count = try decode(file).storedSize.pixelCount
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: count)) == nil)
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: count - 1)) == .tooLarge)
    let photo = try Fixtures.bytes("png-stage/jpeg-baseline.jpg")
    #expect(errorCode(of: photo, options: DecodingOptions(pixelLimit: 26 * 34)) == nil)
    #expect(errorCode(of: photo, options: DecodingOptions(pixelLimit: 26 * 34 - 1)) == .tooLarge)
  }

  @Test func limitIsThatOfTheStoredPicture() throws {
    let file = try Fixtures.bytes("thumbnail/photo-762x1000-progressive.jpg")
    let options = DecodingOptions(pixelLimit: 761_999, shrinkTarget: Size(width: 102, height: 146))
    #expect(errorCode(of: file, options: options) == .tooLarge)
  }

  @Test func sizeAndLimitAreInTheMessage() throws {
    #expect { try decode(jpeg(announcing: Size(width: 60_000, height: 50_000))) } throws: { error in
      let text = String(describing: error)
      return text.contains("60000x50000") && text.contains("3000000000") && text.contains("268000000")
    }
  }

  @Test func pictureIsAtMost200TimesAsLongAsItIsWide() throws {
    for (length, code) in [(200, nil), (201, DecodingError.Code.tooLarge)] {
      let wide = PNGBuilder(
        width: length, height: 1, bitDepth: 8, colourType: 0, rows: [Array(repeating: 9, count: length)])
      let tall = PNGBuilder(
        width: 1, height: length, bitDepth: 8, colourType: 0, rows: Array(repeating: [9], count: length))
      #expect(errorCode(of: wide.bytes) == code)
      #expect(errorCode(of: tall.bytes) == code)
    }
    let error = rejection(of: png(announcing: Size(width: 60_000, height: 100)))
    #expect(error?.message.contains("60000x100") == true && error?.message.contains("200 times") == true)
  }

  @Test func sideOfAPictureHasAtMost65535Pixels() throws {
    for width in [65_536, 1_000_000, 0x7FFF_FFFF] {
      let error = rejection(
        of: png(announcing: Size(width: width, height: 10_000)), options: DecodingOptions(pixelLimit: .max))
      #expect(error?.code == .tooLarge)
      #expect(error?.message.contains("65535") == true)
    }
    // The side is allowed; the data cannot hold such a picture.
    let longest = png(announcing: Size(width: 65_535, height: 400))
    #expect(errorCode(of: longest) == .damaged)
  }

  @Test(arguments: [
    "png-stage/jpeg-baseline.jpg", "png-stage/jpeg-progressive.jpg", "png-stage/png-rgba-16.png",
  ])
  func headerIsKnownBeforeThePictureIsDecoded(_ path: String) throws {
    let file = try Fixtures.bytes(path)
    var header: PhotoHeader?
    var decoder = PhotoDecoder()
    let photo = try decoder.decode(file) { header = $0 }
    let known = try #require(header)
    #expect(known.storedSize == photo.storedSize && known.decodedSize == photo.image.size)
    #expect(known.kind == photo.image.kind && known.orientation == photo.image.orientation)
    let samples = photo.image.samples.count
    #expect(known.sampleByteCount == (path.contains("16") ? 2 * samples : samples))
    #expect((known.workByteCount > 0) == path.contains("progressive"))
  }

  @Test(arguments: ["png-stage/jpeg-baseline.jpg", "png-stage/png-rgb-8.png"])
  func photoThatIsNotAdmittedIsNotDecoded(_ path: String) throws {
    let refusal = DecodingError(code: .tooLarge, message: "no room", remedy: "wait")
    var decoder = PhotoDecoder()
    let file = try Fixtures.bytes(path)
    #expect(throws: refusal) {
      try decoder.decode(file) { _ throws(DecodingError) in throw refusal }
    }
    // The decoder is not left in the middle of that file.
    #expect(try decoder.decode(file) == decode(file))
  }

  @Test func unlimitedSizesThatCannotBeAreErrors() throws {
    let options = DecodingOptions(pixelLimit: .max)
    let largest = Size(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)
    for (bitDepth, colourType) in [(1, 0), (8, 2), (16, 6)] {
      let file = png(announcing: largest, bitDepth: bitDepth, colourType: colourType)
      #expect(errorCode(of: file, options: options) == .tooLarge)
      #expect(errorCode(of: file) == .tooLarge)
    }
  }

  @Test(arguments: [
    "jpeg-baseline", "jpeg-progressive", "jpeg-restart", "jpeg-non-interleaved", "jpeg-arithmetic",
  ])
  func smallJPEGThatAnnouncesAHugePictureIsAnError(_ name: String) throws {
    let file = try jpeg(announcing: Size(width: 16_000, height: 16_000), name)
    let code = errorCode(of: file)
    #expect(code == .truncated || code == .damaged)
    #expect(errorCode(of: Array(file.prefix(file.count - 100)), options: takingDamage) != nil)
  }

  @Test func smallPNGThatAnnouncesAHugePictureIsAnError() {
    #expect(errorCode(of: png(announcing: Size(width: 16_000, height: 16_000))) == .damaged)
    // DEFLATE data of this length could hold this size.
    #expect(errorCode(of: png(announcing: Size(width: 200, height: 130))) == .damaged)
  }

  @Test func textThatInflatesWithoutEndCostsNothing() throws {
    // Two bits for 258 zeros, repeated, expand a thousandfold.
    let bomb = try #require(
      PNGBuilder(
        taking: ImageEncoder.png(
          Image(
            size: Size(width: 5000, height: 3000), channels: .grey,
            samples: .eightBit(Array(repeating: 0x36, count: 15_000_000))))
      ).chunks.first { $0.type == "IDAT" })
    let keyword = Array("Raw profile type exif\0\0".utf8)
    let texts = Array(repeating: PNGBuilder.Chunk(type: "zTXt", data: keyword + bomb.data), count: 50)
    #expect(try decode(PNGBuilder.grey2x2(before: texts).bytes).image.orientation == .upright)
  }

  @Test func fileWithHundredsOfScansIsAnError() throws {
    let file = try Fixtures.bytes("png-stage/jpeg-non-interleaved.jpg")
    let lastScan = try #require(file.indices.dropLast().last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    let scan = Array(file[lastScan...].dropLast(2))
    func repeated(_ count: Int) -> [UInt8] {
      Array(file[..<lastScan]) + Array(repeatElement(scan, count: count).joined()) + [0xFF, 0xD9]
    }
    #expect(try decode(repeated(20)).image == decode(file).image)
    let error = rejection(of: repeated(200))
    #expect(error?.code == .unsupportedVariant)
    #expect(error?.message.contains("scans") == true && error?.remedy.contains("`jpegtran") == true)
    #expect(errorCode(of: repeated(200), options: takingDamage) == .unsupportedVariant)
  }

  /// Each scan of a huge picture takes a pass of a second, and a few bytes of the file.
  @Test func largerPictureMayHaveFewerScans() throws {
    let file = try jpeg(announcing: Size(width: 16_000, height: 16_000), "jpeg-non-interleaved")
    let lastScan = try #require(file.indices.dropLast().last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    let scan = Array(file[lastScan...].dropLast(2))
    // The comment makes the file large enough for the size.
    let comment = Array(
      repeatElement(JPEGEditing.segment(0xFE, Array(repeating: 0, count: 60_000)), count: 8))
    let whole = JPEGEditing.inserting(Array(comment.joined()), into: Array(file[..<lastScan]))
    func error(scanCount: Int) -> DecodingError? {
      rejection(of: whole + Array(repeatElement(scan, count: scanCount).joined()) + [0xFF, 0xD9])
    }
    #expect(error(scanCount: 40)?.code == .unsupportedVariant)
    #expect(error(scanCount: 40)?.message.contains("42 scans of 16000x16000") == true)
    let code = error(scanCount: 1)?.code
    #expect(code == .truncated || code == .damaged)
  }

  /// Some cameras give the height in a marker after the picture.
  @Test func jpegWithoutHeightOrWithAnImpossibleOneIsSaidToBe() throws {
    let missing = try #require(rejection(of: jpeg(announcing: Size(width: 26, height: 0))))
    #expect(missing.code == .damaged)
    #expect(missing.message.contains("gives no height"))
    let impossible = try #require(rejection(of: jpeg(announcing: Size(width: 65_535, height: 65_535))))
    #expect(impossible.code == .damaged)
    #expect(impossible.message.contains("header is damaged"))
    // ImageMagick reads JPEG by the same library.
    for error in [missing, impossible] { #expect(!error.description.contains("mogrify")) }
    #expect(errorCode(of: try jpeg(announcing: Size(width: 0, height: 34))) == .damaged)
  }
}
