internal import ImageCore

/// Returns the orientation of a JPEG: by EXIF, else by XMP, else upright.
///
/// Only the header is searched, the segments before the first scan. The search ends where the header is not
/// well-formed; whether the file is valid is for the decoder to decide.
func jpegOrientation(of file: Span<UInt8>) -> Orientation {
  let segments = JPEGHeaderSegments(of: file)
  var value: Int?
  if segments.exif.count == 1 {
    value = exifOrientation(inBlock: file.extracting(segments.exif[0]))
  } else if segments.exif.count > 1 {
    // EXIF data longer than a segment continue in the next.
    var joined: [UInt8] = []
    for range in segments.exif {
      for offset in range { joined.append(file[offset]) }
    }
    value = exifOrientation(inBlock: joined.span)
  }
  for range in segments.xmp where value == nil {
    value = xmpOrientation(in: file.extracting(range))
  }
  return value.flatMap(Orientation.init) ?? .upright
}

/// Returns the name of a JPEG's ICC profile; nil if it has none. Of a profile in several segments, the first is read.
func jpegColourProfileName(of file: Span<UInt8>) -> String? {
  guard let profile = JPEGHeaderSegments(of: file).colourProfile else { return nil }
  return colourProfileName(in: file.extracting(profile))
}

/// The places, in a JPEG's header, of the segments that may hold an orientation, and of the colour profile.
private struct JPEGHeaderSegments {
  /// The payloads that begin with "Exif", in upper or lower case.
  private(set) var exif: [Range<Int>] = []
  private(set) var xmp: [Range<Int>] = []
  /// The beginning of the ICC profile, as far as it is in the first of its segments.
  private(set) var colourProfile: Range<Int>?

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
        // Two bytes count the segments.
        if marker == 0xE2, length >= 16, file.holds("ICC_PROFILE\0\u{1}", at: offset + 2) {
          colourProfile = offset + 16..<offset + length
        }
        offset += length
      }
    }
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
