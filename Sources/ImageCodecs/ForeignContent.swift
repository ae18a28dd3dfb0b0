/// The content of a file that is not a picture, guessed from its beginning.
struct ForeignContent {
  let message: String
  let remedy: String

  init(of file: Span<UInt8>) {
    let start = file.extracting(first: 1024)
    if file.holds("version https://git-lfs") {
      message = "the file is a Git LFS pointer, not the picture itself"
      remedy = "run `git lfs pull` in the repository that it came from"
    } else if Self.isMarkup(start, named: "!doctype html", "html", "head", "body", "script") {
      message =
        "the file is an HTML page, not a picture: a server's error or login page, saved under a picture's name"
      remedy = "fetch the picture again and check its address, or remove the file"
    } else if Self.firstCharacter(of: start) == UInt8(ascii: "<") {
      message = "the file is an XML document, not a picture: perhaps a server's error message"
      remedy = "fetch the picture again and check its address, or remove the file"
    } else if file.holds("PK\u{03}\u{04}") {
      message = "the file is a ZIP archive, not a picture"
      remedy = "unpack it"
    } else if file.bigEndian32(at: 0) == 0x0005_1607 {
      message = "the file is a resource fork, which macOS keeps beside a picture, not the picture itself"
      remedy = "remove the file, and all others whose names begin with `._`"
    } else if file.holds("ftyp", at: 4) || file.holds("RIFF") {
      message = "the file is a video or sound, not a picture"
      remedy = "remove the file, or take a picture out of it by `ffmpeg -i FILE -frames:v 1 FILE.png`"
    } else if Self.isZeros(start) {
      message = "the file begins with nothing but zeros, as after a broken copy"
      remedy = "fetch the file again"
    } else if Self.isText(start) {
      message = "the file is text, not a picture"
      remedy = "fetch the picture again, or remove the file"
    } else {
      message = "the file is not a picture (it begins with \(Self.hexadecimal(file.extracting(first: 8))))"
      remedy = "remove the file, or save the picture as JPEG or PNG"
    }
  }

  /// The offset of the text: after a byte order mark and blanks.
  private static func textOffset(of start: Span<UInt8>) -> Int {
    var offset = start.holds("\u{FEFF}") ? 3 : 0
    while let byte = start.byte(at: offset), isBlank(byte) { offset += 1 }
    return offset
  }

  static func firstCharacter(of start: Span<UInt8>) -> UInt8? {
    start.byte(at: textOffset(of: start))
  }

  /// Whether the first element has one of these names, in upper or lower case.
  private static func isMarkup(_ start: Span<UInt8>, named names: String...) -> Bool {
    let offset = textOffset(of: start)
    guard start.byte(at: offset) == UInt8(ascii: "<") else { return false }
    var word = ""
    for index in offset + 1..<min(offset + 14, start.count) {
      word.append(Character(Unicode.Scalar(start[index])))
    }
    return names.contains { word.lowercased().hasPrefix($0) }
  }

  private static func isZeros(_ start: Span<UInt8>) -> Bool {
    for index in start.indices where start[index] != 0 { return false }
    return true
  }

  private static func isText(_ start: Span<UInt8>) -> Bool {
    for index in start.indices {
      let byte = start[index]
      if byte < 0x20 && !isBlank(byte) || byte >= 0x7F { return false }
    }
    return true
  }

  private static func hexadecimal(_ start: Span<UInt8>) -> String {
    var text = ""
    for index in start.indices {
      if index > 0 { text += " " }
      if start[index] < 16 { text += "0" }
      text += String(start[index], radix: 16, uppercase: true)
    }
    return text
  }
}
