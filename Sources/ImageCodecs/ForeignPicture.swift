/// A picture in a format that is not read, and a command that converts it.
struct ForeignPicture {
  let name: String
  let command: String

  /// Recognises a file by its first bytes; nil if its format is not known here.
  init?(of file: Span<UInt8>) {
    if file.holds("ftypcrx ", at: 4) {
      self.init(name: "a camera's raw picture (CR3)", command: "darktable-cli FILE FILE.png")
    } else if file.holds("ftyp", at: 4) {
      return nil
    } else if let known = Self.signatures.first(where: { $0.matches(file) }) {
      self.init(name: known.name, command: known.command)
    } else if Self.isSVG(file) {
      self.init(name: "an SVG drawing", command: "rsvg-convert FILE -o FILE.png")
    } else {
      return nil
    }
  }

  private init(name: String, command: String) {
    self.name = name
    self.command = command
  }

  private struct Signature {
    let text: String
    let name: String
    var command = "mogrify -format png FILE"

    func matches(_ file: Span<UInt8>) -> Bool {
      var position = 0
      for scalar in text.unicodeScalars {
        // Each scalar, up to U+00FF, represents one byte.
        guard let byte = file.byte(at: position), UInt32(byte) == scalar.value else { return false }
        position += 1
      }
      return true
    }
  }

  private static let postScriptCommand = "gs -o FILE.png -sDEVICE=png16m -r150 FILE"

  private static let signatures: [Signature] = [
    Signature(
      text: "IIRO", name: "a camera's raw picture (ORF)", command: "darktable-cli FILE FILE.png"),
    Signature(
      text: "IIU\0", name: "a camera's raw picture (RW2)", command: "darktable-cli FILE FILE.png"),
    Signature(
      text: "FUJIFILMCCD-RAW", name: "a camera's raw picture (RAF)", command: "darktable-cli FILE FILE.png"),
    Signature(text: "II\u{BC}\u{01}", name: "a JPEG XR picture", command: "JxrDecApp -i FILE -o FILE.tif"),
    Signature(
      text: "\0\0\0\u{0C}jP  ", name: "a JPEG 2000 picture", command: "opj_decompress -i FILE -o FILE.png"),
    Signature(
      text: "\u{FF}\u{4F}\u{FF}\u{51}", name: "a JPEG 2000 picture",
      command: "opj_decompress -i FILE -o FILE.png"),
    Signature(text: "\0\0\0\u{0C}JXL ", name: "a JPEG XL picture", command: "djxl FILE FILE.png"),
    Signature(text: "\u{FF}\u{0A}", name: "a JPEG XL picture", command: "djxl FILE FILE.png"),
    Signature(text: "8BPS", name: "a Photoshop document", command: "convert 'FILE[0]' FILE.png"),
    Signature(text: "%PDF", name: "a PDF document", command: "pdftoppm -png FILE FILE"),
    // ImageMagick refuses PostScript as Debian configures it.
    Signature(text: "%!PS", name: "a PostScript document", command: postScriptCommand),
    Signature(
      text: "\u{C5}\u{D0}\u{D3}\u{C6}", name: "a PostScript document", command: postScriptCommand),
    Signature(text: "\0\0\u{01}\0", name: "an ICO icon", command: "convert 'FILE[0]' FILE.png"),
    // A mouse pointer has the number of its pictures where a TGA picture without a palette has zeros.
    Signature(text: "\0\0\u{02}\0\0\0\0\0", name: "a TGA picture"),
    Signature(text: "\0\0\u{03}\0\0\0\0\0", name: "a TGA picture"),
    Signature(text: "\0\0\u{0A}\0\0\0\0\0", name: "a TGA picture"),
    Signature(text: "\0\0\u{0B}\0\0\0\0\0", name: "a TGA picture"),
    Signature(text: "\0\0\u{02}\0", name: "a CUR mouse pointer", command: "convert 'FILE[0]' FILE.png"),
    Signature(text: "\u{8B}JNG", name: "a JNG picture"),
    Signature(text: "\u{8A}MNG", name: "an MNG animation", command: "convert 'FILE[0]' FILE.png"),
    Signature(text: "gimp xcf", name: "a GIMP document"),
  ]

  /// Whether the text begins as XML does and has an `<svg` element in its first 1024 bytes.
  private static func isSVG(_ file: Span<UInt8>) -> Bool {
    let start = file.extracting(first: 1024)
    return ForeignContent.firstCharacter(of: start) == UInt8(ascii: "<")
      && start.firstOffset(of: "<svg") != nil
  }
}
