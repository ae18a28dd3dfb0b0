internal import CZlib

/// The orientation of a PNG, from the first of these places that has one:
///
/// 1. the text "exif:Orientation", a decimal number,
/// 2. the chunk eXIf,
/// 3. the text "Raw profile type exif", EXIF in ImageMagick's hexadecimal form,
/// 4. the text "Raw profile type xmp", XMP in the same form,
/// 5. the text "tiff:Orientation", a decimal number.
///
/// If there are several of one kind, the last counts. A text is in a tEXt or zTXt chunk.
struct PNGOrientation {
  private enum Keyword: String, CaseIterable {
    case exifNumber = "exif:Orientation"
    case exifProfile = "Raw profile type exif"
    case xmpProfile = "Raw profile type xmp"
    case tiffNumber = "tiff:Orientation"
  }

  private struct Text {
    let data: Range<Int>
    let isCompressed: Bool
  }

  private var texts: [Keyword: Text] = [:]
  private var exif: Range<Int>?

  mutating func noteExif(_ data: Range<Int>) { exif = data }

  mutating func noteText(_ data: Range<Int>, of file: Span<UInt8>, isCompressed: Bool) {
    let bytes = file.extracting(data)
    for keyword in Keyword.allCases where bytes.holds(keyword.rawValue + "\0") {
      // A compressed text has a byte for the method, which is 0, between the keyword and the data.
      let start = data.lowerBound + keyword.rawValue.utf8.count + 1 + (isCompressed ? 1 : 0)
      guard start <= data.upperBound, !isCompressed || file[start - 1] == 0 else { return }
      texts[keyword] = Text(data: start..<data.upperBound, isCompressed: isCompressed)
    }
  }

  /// Returns the orientation's value, which may be outside 1...8; nil if there is none.
  func value(of file: Span<UInt8>) -> Int? {
    if let number = read(.exifNumber, of: file, { $0.decimalNumber(at: 0) }) { return number }
    if let exif {
      let block = file.extracting(exif)
      if let number = exifOrientation(inTIFF: block) ?? exifOrientation(inBlock: block) { return number }
    }
    return read(.exifProfile, of: file) { exifOrientation(inBlock: bytes(ofRawProfile: $0).span) }
      ?? read(.xmpProfile, of: file) { xmpOrientation(in: bytes(ofRawProfile: $0).span) }
      ?? read(.tiffNumber, of: file) { $0.decimalNumber(at: 0) }
  }

  private func read(_ keyword: Keyword, of file: Span<UInt8>, _ value: (Span<UInt8>) -> Int?) -> Int? {
    guard let text = texts[keyword] else { return nil }
    let bytes = file.extracting(text.data)
    return text.isCompressed ? value(inflatedStart(of: bytes).span) : value(bytes)
  }
}

/// Decompresses the first megabyte of a zlib stream, which is enough here, and no more, whatever the stream's
/// length; empty if the stream is damaged.
func inflatedStart(of stream: Span<UInt8>) -> [UInt8] {
  let limit = 1 << 20
  return unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
    var inflatedCount = uLongf(limit)
    let status = unsafe stream.withUnsafeBufferPointer { bytes in
      unsafe uncompress(buffer.baseAddress, &inflatedCount, bytes.baseAddress, uLong(bytes.count))
    }
    // With the status "no room for the rest", all the room is filled.
    count = status == Z_OK || status == Z_BUF_ERROR ? Int(inflatedCount) : 0
  }
}

/// Decodes the bytes of ImageMagick's raw profile: an empty line, a line with its name, one with the number of
/// bytes, and lines of hexadecimal digits; empty if the text does not have that form.
private func bytes(ofRawProfile text: Span<UInt8>) -> [UInt8] {
  let lineFeed: UInt8 = 0x0A
  // One character, the empty line's, comes before the line with the name.
  var position = 1
  while let byte = text.byte(at: position), byte != lineFeed { position += 1 }
  guard let byteCount = text.decimalNumber(at: position) else { return [] }
  while let byte = text.byte(at: position), isBlank(byte) { position += 1 }
  while let byte = text.byte(at: position), !isBlank(byte) { position += 1 }

  var bytes: [UInt8] = []
  var high: UInt8?
  while bytes.count < byteCount, let byte = text.byte(at: position) {
    position += 1
    guard let digit = hexadecimalValue(of: byte) else { continue }
    if let first = high {
      bytes.append(first << 4 | digit)
      high = nil
    } else {
      high = digit
    }
  }
  return bytes
}

private func hexadecimalValue(of byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
