import ImageCodecs
import Testing

struct SignatureTests {
  @Test func emptyFileIsSaidToBeEmpty() {
    #expect(rejection(of: [])?.code == .emptyFile)
  }

  static let pictures: [(start: [UInt8], name: String, command: String)] = [
    (Array("\0\0\0\u{C}jP  \r\n".utf8), "JPEG 2000", "opj_decompress"),
    ([0xFF, 0x4F, 0xFF, 0x51, 0], "JPEG 2000", "opj_decompress"),
    (Array("\0\0\0\u{C}JXL \r\n".utf8), "JPEG XL", "djxl"),
    ([0xFF, 0x0A, 0xFA, 0x1F], "JPEG XL", "djxl"),
    (Array("8BPS\0\u{1}".utf8), "Photoshop", "convert"),
    (Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), "SVG", "rsvg-convert"),
    (Array("<?xml version='1.0'?>\n<!-- drawn -->\n<svg/>".utf8), "SVG", "rsvg-convert"),
    (Array("%PDF-1.7".utf8), "PDF", "pdftoppm"),
    (Array("\0\0\u{1}\0\u{1}\0".utf8), "ICO", "convert"),
    (Array("\0\0\u{2}\0\u{1}\0\u{20}\u{20}".utf8), "CUR", "convert"),
    ([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 52, 0, 24, 0], "TGA", "mogrify"),
    ([0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 52, 0, 24, 0], "TGA", "mogrify"),
    (Array("%!PS-Adobe-3.0".utf8), "PostScript", "gs"),
    ([0x8A, 0x4D, 0x4E, 0x47], "MNG", "convert"),
    ([0x49, 0x49, 0xBC, 0x01], "JPEG XR", "JxrDecApp"),
    (Array("\0\0\0\u{18}ftypcrx \0\0\0\0".utf8), "CR3", "darktable-cli"),
    (Array("IIRO\u{8}\0\0\0".utf8), "ORF", "darktable-cli"),
    (Array("FUJIFILMCCD-RAW 0201".utf8), "RAF", "darktable-cli"),
  ]

  @Test(arguments: pictures.indices)
  func pictureInAnotherFormatIsNamedWithACommandThatConvertsIt(_ index: Int) throws {
    let picture = Self.pictures[index]
    let error = try #require(rejection(of: picture.start))
    #expect(error.code == .unsupportedFormat)
    #expect(error.message.contains(picture.name))
    #expect(error.remedy.contains("`\(picture.command)"))
  }

  static let others: [(start: String, word: String)] = [
    ("<!DOCTYPE html><html><head><title>404 Not Found</title>", "HTML"),
    ("\u{FEFF}\r\n  <HTML>", "HTML"),
    ("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "XML"),
    ("{\"error\": \"not found\"}", "text"),
    ("version https://git-lfs.github.com/spec/v1\noid sha256:", "Git LFS"),
    ("PK\u{3}\u{4}\u{14}\0", "ZIP"),
    ("\0\u{5}\u{16}\u{7}\0\u{2}\0\0Mac OS X", "macOS"),
    ("\0\0\0\u{18}ftypisom\0\0\0\0", "video"),
    (String(repeating: "\0", count: 4096), "zeros"),
    ("\u{7F}ELF\u{2}\u{1}", "7F 45 4C 46"),
  ]

  @Test(arguments: others.indices)
  func whatIsNoPictureIsNamed(_ index: Int) throws {
    let other = Self.others[index]
    let error = try #require(rejection(of: Array(other.start.utf8)))
    #expect(error.code == .notAnImage)
    #expect(error.message.contains(other.word))
  }

  @Test(arguments: 1...7)
  func beginningOfASignatureIsTruncated(_ count: Int) {
    #expect(errorCode(of: Array(PNGBuilder.signature.prefix(count))) == .truncated)
    if count <= 3 { #expect(errorCode(of: Array([0xFF, 0xD8, 0xFF].prefix(count))) == .truncated) }
  }

  @Test func pngThatWasTransferredAsTextIsSaidToBe() throws {
    let file = try Fixtures.bytes("png-stage/png-rgb-8.png")
    let withoutReturns = file.filter { $0 != 0x0D }
    let withoutHighBits = file.map { $0 & 0x7F }
    for changed in [withoutReturns, withoutHighBits] {
      let error = try #require(rejection(of: changed))
      #expect(error.code == .damaged)
      #expect(error.message.contains("as text"))
    }
  }

  /// Cameras' raw pictures are TIFFs whose first picture is a preview (NEF), or that have marks of their own (CR2, DNG).
  @Test(.enabled(if: FileFormat.tiff.isBuiltIn))
  func cameraRawPictureIsNamedThoughItIsATIFF() throws {
    var canon = greyTIFF(width: 8, height: 8)
    #expect(errorCode(of: canon) == nil)
    canon.replaceSubrange(8..<12, with: Array("CR\u{2}\0".utf8))
    let nikon = greyTIFF(width: 8, height: 8, more: [(254, 1)])
    for file in [canon, nikon] {
      let error = try #require(rejection(of: file))
      #expect(error.code == .unsupportedVariant)
      #expect(error.message.contains("raw"))
      #expect(error.remedy.contains("darktable-cli"))
    }
  }

  @Test func everyErrorSaysWhatToDo() {
    for bytes in Self.pictures.map(\.start) + Self.others.map({ Array($0.start.utf8) }) {
      #expect(rejection(of: bytes)?.remedy.isEmpty == false)
    }
  }
}
