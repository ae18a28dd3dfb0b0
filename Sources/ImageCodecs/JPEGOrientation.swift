internal import ImageCore

/// Returns the orientation of a JPEG: by EXIF, else by XMP, else upright.
///
/// Only the header is searched, the segments before the first scan. The search ends where the header is not
/// well-formed; whether the file is valid is for the decoder to decide.
func jpegOrientation(of file: Span<UInt8>) -> Orientation {
  let segments = JPEGHeaderSegments(of: file)
  var value = segments.withExif(of: file) { exifOrientation(inBlock: $0) }
  for range in segments.xmp where value == nil {
    value = xmpOrientation(in: file.extracting(range))
  }
  return value.flatMap(Orientation.init) ?? .upright
}

/// Returns the EXIF text that says when a JPEG was taken; nil if there is none.
func jpegCaptureText(of file: Span<UInt8>) -> [UInt8]? {
  JPEGHeaderSegments(of: file).withExif(of: file) { exifCaptureText(inBlock: $0) }
}

/// Returns a JPEG's ICC profile, joined from its segments; nil if it has none, or one of them is missing.
func jpegColourProfile(of file: Span<UInt8>) -> ColourProfile? {
  let parts = JPEGHeaderSegments(of: file).colourProfile.sorted { $0.key < $1.key }
  guard !parts.isEmpty, parts.map({ Int($0.key) }).elementsEqual(1...parts.count) else { return nil }
  return ColourProfile(at: parts.map(\.value), in: file)
}

/// The places, in a JPEG's header, of the segments that may hold an orientation, and of the colour profile.
private struct JPEGHeaderSegments {
  /// The payloads that begin with "Exif", in upper or lower case.
  private(set) var exif: [Range<Int>] = []
  private(set) var xmp: [Range<Int>] = []
  /// The parts of the ICC profile by their numbers, counted from 1.
  private(set) var colourProfile: [UInt8: Range<Int>] = [:]

  init(of file: Span<UInt8>) {
    var offset = 2
    while offset < file.count - 1 {
      // Between segments there may be fill bytes and, as decoders accept it, garbage.
      guard file[offset] == 0xFF, file[offset + 1] != 0, file[offset + 1] != 0xFF else {
        offset += 1
        continue
      }
      let marker = file[offset + 1]
      offset += 2
      switch marker {
      case 0x01, 0xD0...0xD8:
        continue
      case 0xD9, 0xDA:
        return
      default:
        guard let length = file.bigEndian16(at: offset), length >= 2, length <= file.count - offset else {
          return
        }
        if marker == 0xE1 { note(offset + 2..<offset + length, of: file) }
        // After the name stand the number of the part, and that of all parts.
        if marker == 0xE2, length >= 16, file.holds("ICC_PROFILE\0", at: offset + 2) {
          colourProfile[file[offset + 14]] = offset + 16..<offset + length
        }
        offset += length
      }
    }
  }

  /// Returns what `read` finds in the EXIF block; nil if there is no block.
  func withExif<Result>(of file: Span<UInt8>, _ read: (Span<UInt8>) -> Result?) -> Result? {
    if exif.count == 1 { return read(file.extracting(exif[0])) }
    guard exif.count > 1 else { return nil }
    // EXIF data longer than a segment continue in the next.
    var joined: [UInt8] = []
    for range in exif {
      for offset in range { joined.append(file[offset]) }
    }
    return read(joined.span)
  }

  private mutating func note(_ payload: Range<Int>, of file: Span<UInt8>) {
    let bytes = file.extracting(payload)
    if isExif(bytes) {
      exif.append(payload)
    } else if bytes.holds("http://ns.adobe.com/xap/1.0/\0") {
      xmp.append(payload)
    }
  }

  private func isExif(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 4 else { return false }
    // Setting this bit makes an ASCII letter lower-case.
    let caseBit: UInt8 = 0x20
    return bytes[0] | caseBit == UInt8(ascii: "e") && bytes[1] | caseBit == UInt8(ascii: "x")
      && bytes[2] | caseBit == UInt8(ascii: "i") && bytes[3] | caseBit == UInt8(ascii: "f")
  }
}
