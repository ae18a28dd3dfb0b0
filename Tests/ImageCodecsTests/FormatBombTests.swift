import ImageCodecs
import ImageCore
import Testing

/// Tests of small files that announce huge pictures: they are rejected by their headers.
struct FormatBombTests {
  @Test(.enabled(if: FileFormat.webp.isBuiltIn))
  func webPOf16383Squared() {
    // Lossless: 14 bits each for width - 1 and height - 1, then no alpha and version 0.
    let lossless = [0x2F] + littleEndian(16382 | 16382 << 14) + [UInt8](repeating: 0, count: 11)
    #expect(errorCode(of: webP([("VP8L", lossless)])) == .tooLarge)
    // An animation's canvas may be larger than any frame: three bytes each for width - 1 and height - 1.
    let canvas: [UInt8] = [2, 0, 0, 0, 0xFF, 0xFF, 0, 0xFE, 0xFF, 0]
    #expect(errorCode(of: webP([("VP8X", canvas), ("ANIM", [])])) == .tooLarge)
  }

  private func webP(_ chunks: [(name: String, data: [UInt8])]) -> [UInt8] {
    var body = Array("WEBP".utf8)
    for chunk in chunks {
      body += Array(chunk.name.utf8)
      body += littleEndian(chunk.data.count)
      body += chunk.data
    }
    return Array("RIFF".utf8) + littleEndian(body.count) + body
  }

  @Test(.enabled(if: FileFormat.gif.isBuiltIn))
  func gifOf65535Squared() throws {
    var file = try Fixtures.bytes("formats/plain.gif")
    file.replaceSubrange(6..<10, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(errorCode(of: file) == .tooLarge)
    // A frame that is larger than its canvas counts as well.
    file = try Fixtures.bytes("formats/plain.gif")
    let frame = try #require(
      file.indices.first { file[$0...].starts(with: [0x2C, 0, 0, 0, 0, 13, 0, 9, 0]) })
    file.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(errorCode(of: file) == .tooLarge)
  }

  @Test(
    .enabled(if: FileFormat.tiff.isBuiltIn),
    arguments: [(65536, 65536), (0xFFFF_FFFF, 1), (0xFFFF_FFFF, 0xFFFF_FFFF)])
  func tiffOfBillionsOfPixels(_ width: Int, _ height: Int) throws {
    let file = greyTIFF(width: width, height: height)
    // libtiff refuses the largest by itself.
    #expect(errorCode(of: file) == .tooLarge || (height > 65536 && errorCode(of: file) == .damaged))
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: .max)) != nil)
  }

  @Test(.enabled(if: FileFormat.tiff.isBuiltIn))
  func tiffOfHugeTilesOrSamples() {
    let tiles = greyTIFF(width: 10, height: 10, more: [(322, 0x10000), (323, 0x10000)])
    #expect(errorCode(of: tiles) == .unsupportedVariant || errorCode(of: tiles) == .damaged)
    #expect(errorCode(of: greyTIFF(width: 10, height: 10, more: [(277, 60000)])) != nil)
  }

  @Test(.enabled(if: FileFormat.avif.isBuiltIn), arguments: ["lossless.avif", "full-colour.heic"])
  func heifOf30000Squared(_ name: String) throws {
    var file = try Fixtures.bytes("formats/" + name)
    let property = try #require(file.indices.last { file[$0...].starts(with: Array("ispe".utf8)) })
    file.replaceSubrange(property + 8..<property + 16, with: bigEndian(30000) + bigEndian(30000))
    #expect(errorCode(of: file) == .tooLarge)
    // Beyond libheif's own limit.
    file.replaceSubrange(property + 8..<property + 16, with: bigEndian(0x7FFF_FFFF) + bigEndian(0x7FFF_FFFF))
    #expect(errorCode(of: file) != nil)
  }

  /// The boxes say 13x9, the compressed data 1536x1536; the brand decides nothing.
  @Test(.enabled(if: FileFormat.heic.isBuiltIn), arguments: ["heic", "avif"])
  func hevcDataThatAreLargerThanTheBoxesSay(_ brand: String) throws {
    var file = try Fixtures.bytes("formats/larger-than-said.heic")
    file.replaceSubrange(8..<12, with: brand.utf8)
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: 1_000_000)) == .tooLarge)
    #expect(errorCode(of: file) == .damaged)
    #expect(workByteCount(of: file) >= 4 * 1473 * 1473)
  }

  /// The boxes give the picture's size as before; the canvas on which libheif lays the tiles is larger.
  @Test(
    .enabled(if: FileFormat.avif.isBuiltIn),
    arguments: [
      ("full-colour.heic", [0, 0, 0, 0, 0, 13, 0, 9]), ("tiles.avif", [0, 0, 0, 1, 0, 128, 0, 64]),
    ])
  func heifWhoseTilesLieOnAHugeCanvas(_ name: String, _ grid: [UInt8]) throws {
    var file = try Fixtures.bytes("formats/" + name)
    let place = try #require(file.indices.first { file[$0...].starts(with: grid) })
    file.replaceSubrange(place + 4..<place + 8, with: [0x64, 0x6C, 0x72, 0])
    #expect(errorCode(of: file) == .tooLarge)
    // One within the usual limit counts as memory.
    file.replaceSubrange(place + 4..<place + 8, with: [0x10, 0, 0x10, 0])
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: 1_000_000)) == .tooLarge)
    #expect(workByteCount(of: file) == 4 * 4096 * 4096)
  }

  /// Returns the memory, in bytes, for which a decoder asks beside the samples; 0 if it does not come to that.
  private func workByteCount(of file: [UInt8]) -> Int {
    var byteCount = 0
    var decoder = PhotoDecoder()
    _ = try? decoder.decode(file) { header in byteCount = header.workByteCount }
    return byteCount
  }

  /// Decoders take parameters from among the data as well.
  @Test(.enabled(if: FileFormat.heic.isBuiltIn))
  func hevcDataThatAnnounceThemselvesALargerPicture() throws {
    var file = try Fixtures.bytes("formats/larger-than-said.heic")
    func place(of bytes: some Collection<UInt8>, from start: Int = 0) throws -> Int {
      try #require(file.indices.dropFirst(start).first { file[$0...].starts(with: bytes) })
    }
    // The units are copied in front of the data, and what says the size becomes a message that decoders pass over.
    let configuration = try place(of: "hvcC".utf8) + 4
    var units: [UInt8] = []
    var offset = configuration + 23
    for _ in 0..<file[configuration + 22] {
      let length = Int(file[offset + 3]) << 8 | Int(file[offset + 4])
      units += bigEndian(length) + file[offset + 5..<offset + 5 + length]
      if file[offset] & 0x3F == 33 { file[offset + 5] = 39 << 1 }
      offset += 5 + length
    }
    let data = try place(of: "mdat".utf8) + 4
    let length = file.count - data
    let saidLength = try place(of: bigEndian(length), from: place(of: "iloc".utf8))
    file.replaceSubrange(saidLength..<saidLength + 4, with: bigEndian(length + units.count))
    file.replaceSubrange(data - 8..<data - 4, with: bigEndian(length + units.count + 8))
    file.insert(contentsOf: units, at: data)
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: 1_000_000)) == .tooLarge)
    #expect(errorCode(of: file) == .damaged)
    #expect(workByteCount(of: file) >= 4 * 1473 * 1473)
  }

  @Test func bmpOfBillionsOfPixels() {
    for (width, height) in [(0x7FFF_FFFF, 0x7FFF_FFFF), (0x7FFF_FFFF, 1), (1, -0x7FFF_FFFF)] {
      let file = BMPBuilder(width: width, height: height, bits: 24, pixels: []).bytes
      #expect(errorCode(of: file) == .tooLarge)
      #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: .max)) == .tooLarge)
    }
    let runs = BMPBuilder(
      width: 16000, height: 16000, bits: 8, compression: 1, palette: [[1, 2, 3]], pixels: [0, 1])
    #expect(errorCode(of: runs.bytes) == .damaged)
  }

  @Test func pnmOfBillionsOfPixels() {
    for type in 1...6 {
      let file = Array("P\(type)\n99999999 99999999\n255\n".utf8)
      #expect(errorCode(of: file) == .tooLarge)
      #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: .max)) == .tooLarge)
      #expect(errorCode(of: Array("P\(type)\n99999999999999999999 1\n255\n".utf8)) == .damaged)
    }
    #expect(
      errorCode(of: Array("P7\nWIDTH 99999\nHEIGHT 99999\nDEPTH 4\nMAXVAL 65535\nENDHDR\n".utf8)) == .tooLarge
    )
  }
}

func littleEndian(_ value: Int) -> [UInt8] { bigEndian(value).reversed() }

func littleEndian16(_ value: Int) -> [UInt8] { Array(littleEndian(value)[..<2]) }

/// Returns an 8-bit grey TIFF of one strip of 64 zeros; `more` are tags with a value of 32 bits, which replace those of
/// the same number.
func greyTIFF(width: Int, height: Int, more: [(Int, Int)] = []) -> [UInt8] {
  var tags: [Int: Int] = [
    256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: 64,
  ]
  for (tag, value) in more { tags[tag] = value }
  var file: [UInt8] = Array("II*\0".utf8) + littleEndian(72) + [UInt8](repeating: 0, count: 64)
  file += littleEndian16(tags.count)
  for (tag, value) in tags.sorted(by: { $0.key < $1.key }) {
    file += littleEndian16(tag) + [4, 0]
    file += littleEndian(1) + littleEndian(value)
  }
  return file + littleEndian(0)
}
