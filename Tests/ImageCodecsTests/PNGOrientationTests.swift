import ImageCodecs
import ImageCore
import Testing

struct PNGOrientationTests {
  private typealias Chunk = PNGBuilder.Chunk

  private static func text(_ keyword: String, _ value: String) -> PNGBuilder.Chunk {
    Chunk(type: "tEXt", data: Array("\(keyword)\0\(value)".utf8))
  }

  private static func compressedText(_ keyword: String, _ value: String) -> PNGBuilder.Chunk {
    Chunk(type: "zTXt", data: Array("\(keyword)\0\0".utf8) + zlibStream(Array(value.utf8)))
  }

  /// Returns a profile in the text form that ImageMagick writes.
  private static func rawProfile(_ name: String, _ bytes: [UInt8]) -> String {
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let lines = stride(from: 0, to: digits.count, by: 36).map {
      digits[$0..<min($0 + 36, digits.count)].joined()
    }
    return "\n\(name)\n      \(bytes.count)\n\(lines.joined(separator: "\n"))\n"
  }

  private static func exifProfile(_ orientation: Int?) -> String {
    rawProfile("exif", Array("Exif\0\0".utf8) + TIFFBuilder().bytes(orientation: orientation))
  }

  private static func xmpProfile(_ orientation: Int) -> String {
    rawProfile(
      "xmp", Array("<x:xmpmeta><tiff:Orientation>\(orientation)</tiff:Orientation></x:xmpmeta>".utf8))
  }

  /// The chunks that may contain an orientation, in the order of precedence, each with its own value.
  private static let places: [PNGBuilder.Chunk] = [
    text("exif:Orientation", "2"),
    Chunk(type: "eXIf", data: TIFFBuilder(isLittleEndian: false).bytes(orientation: 3)),
    text("Raw profile type exif", exifProfile(4)),
    text("Raw profile type xmp", xmpProfile(5)),
    text("tiff:Orientation", "6"),
  ]

  private func orientation(before: [PNGBuilder.Chunk] = [], after: [PNGBuilder.Chunk] = []) throws -> Int {
    try decode(PNGBuilder.grey2x2(before: before, after: after).bytes).image.orientation.rawValue
  }

  @Test(arguments: 0..<5)
  func ofSeveralPlacesTheFirstOnThisListCounts(_ first: Int) throws {
    let places = Array(Self.places[first...])
    #expect(try orientation(before: places) == first + 2)
    #expect(try orientation(before: places.reversed()) == first + 2)
    #expect(try orientation(after: places) == first + 2)
  }

  @Test func placeThatSaysNothingLeavesItToTheNext() throws {
    let silent = [
      Self.text("exif:Orientation", "upright"),
      Chunk(type: "eXIf", data: TIFFBuilder().bytes(orientation: nil)),
      Self.text("Raw profile type exif", Self.exifProfile(nil)),
      Self.text("Raw profile type xmp", "no profile at all"),
    ]
    #expect(try orientation(before: silent + [Self.text("tiff:Orientation", "7")]) == 7)
  }

  @Test func valueThatDoesNotExistMeansAsStored() throws {
    #expect(
      try orientation(before: [Self.text("exif:Orientation", "9"), Self.text("tiff:Orientation", "6")]) == 1)
  }

  @Test func ofSeveralAlikeTheLastCounts() throws {
    let (first, last) = (Self.text("exif:Orientation", "3"), Self.compressedText("exif:Orientation", "8"))
    #expect(try orientation(before: [first, last]) == 8)
    #expect(try orientation(before: [last], after: [first]) == 3)
  }

  @Test func compressedTextCountsLikeText() throws {
    #expect(try orientation(before: [Self.compressedText("Raw profile type exif", Self.exifProfile(6))]) == 6)
    #expect(try orientation(after: [Self.compressedText("Raw profile type xmp", Self.xmpProfile(8))]) == 8)
  }

  @Test func exifChunkMayBeginWithItsName() throws {
    let block = Array("Exif\0\0".utf8) + TIFFBuilder().bytes(orientation: 6)
    #expect(try orientation(before: [Chunk(type: "eXIf", data: block)]) == 6)
  }

  @Test func chunkWithAWrongChecksumDoesNotCount() throws {
    for place in Self.places {
      var place = place
      place.hasRightChecksum = false
      let file = PNGBuilder.grey2x2(before: [place]).bytes
      let photo = try decode(file)
      #expect(photo.image.orientation == .upright)
      #expect(photo.warnings == [.irregular(detail: "\(place.type): CRC error")])
    }
  }

  @Test func otherTextsDoNotCount() throws {
    let others = [
      Self.text("Exif:Orientation", "6"), Self.text("exif:Orientation2", "6"),
      Self.text("Raw profile type APP1", Self.exifProfile(6)),
      Chunk(type: "iTXt", data: Array("exif:Orientation\0\0\0\0\06".utf8)),
      Chunk(type: "tEXt", data: Array("exif:Orientation".utf8)),
      Chunk(type: "zTXt", data: Array("exif:Orientation\0".utf8)),
      Chunk(type: "zTXt", data: Array("exif:Orientation\0\0not a stream".utf8)),
      Chunk(type: "zTXt", data: Array("exif:Orientation\0\u{1}".utf8) + zlibStream([0x36])),
    ]
    for other in others { #expect(try orientation(before: [other]) == 1) }
  }
}
