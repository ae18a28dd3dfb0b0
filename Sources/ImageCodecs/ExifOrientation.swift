/// Returns the orientation in an EXIF block that begins, perhaps after other bytes, with "Exif" and two zeros.
///
/// - Returns: The tag's value, which may be outside 1...8; nil if there is no such tag.
func exifOrientation(inBlock block: Span<UInt8>) -> Int? {
  guard let start = block.firstOffset(of: "Exif\0\0") else { return nil }
  return exifOrientation(inTIFF: block.extracting(droppingFirst: start + 6))
}

/// Returns the orientation in a TIFF structure: tag 0x0112 of its first directory.
///
/// - Returns: The tag's value, which may be outside 1...8; nil if there is no such tag.
func exifOrientation(inTIFF tiff: Span<UInt8>) -> Int? {
  guard let reader = TIFFReader(of: tiff), let entry = reader.entry(of: 0x0112, in: tiff) else { return nil }
  return reader.firstNumber(ofEntryAt: entry, of: tiff)
}

/// Returns the text of the tag that says when the photo was taken, 0x9003 of the EXIF directory, in an EXIF block that
/// begins, perhaps after other bytes, with "Exif" and two zeros; nil if there is none.
func exifCaptureText(inBlock block: Span<UInt8>) -> [UInt8]? {
  guard let start = block.firstOffset(of: "Exif\0\0") else { return nil }
  let tiff = block.extracting(droppingFirst: start + 6)
  guard let reader = TIFFReader(of: tiff), let pointer = reader.entry(of: 0x8769, in: tiff),
    let directory = reader.value(byteCount: 4, at: pointer + 8, of: tiff),
    let entry = reader.entry(of: 0x9003, inDirectoryAt: directory, of: tiff),
    let offset = reader.value(byteCount: 4, at: entry + 8, of: tiff),
    offset <= tiff.count - CaptureTime.byteCount
  else { return nil }
  return (offset..<offset + CaptureTime.byteCount).map { tiff[$0] }
}

/// Returns the ICC profile in a TIFF: tag 0x8773 of its first directory; nil if there is none.
func tiffColourProfile(of tiff: Span<UInt8>) -> ColourProfile? {
  guard let reader = TIFFReader(of: tiff), let entry = reader.entry(of: 0x8773, in: tiff),
    let count = reader.value(byteCount: 4, at: entry + 4, of: tiff),
    let offset = reader.value(byteCount: 4, at: entry + 8, of: tiff), offset <= tiff.count,
    count <= tiff.count - offset
  else { return nil }
  return ColourProfile(at: [offset..<offset + count], in: tiff)
}

/// Reads numbers in the byte order of a TIFF structure. Offsets count from the structure's first byte.
private struct TIFFReader {
  let isLittleEndian: Bool

  /// Nil if the bytes are not a TIFF structure.
  init?(of tiff: Span<UInt8>) {
    guard tiff.holds("II*\0") || tiff.holds("MM\0*") else { return nil }
    isLittleEndian = tiff.holds("II")
  }

  /// Returns the offset of a tag's entry in the first directory; nil if there is none.
  func entry(of tag: Int, in tiff: Span<UInt8>) -> Int? {
    guard let directory = value(byteCount: 4, at: 4, of: tiff) else { return nil }
    return entry(of: tag, inDirectoryAt: directory, of: tiff)
  }

  /// Returns the offset of a tag's entry in the directory at an offset; nil if there is none.
  func entry(of tag: Int, inDirectoryAt directory: Int, of tiff: Span<UInt8>) -> Int? {
    guard let entryCount = value(byteCount: 2, at: directory, of: tiff) else { return nil }
    for index in 0..<entryCount {
      let entry = directory + 2 + 12 * index
      guard entry <= tiff.count - 12 else { return nil }
      if value(byteCount: 2, at: entry, of: tiff) == tag { return entry }
    }
    return nil
  }

  func value(byteCount: Int, at offset: Int, of tiff: Span<UInt8>) -> Int? {
    guard offset <= tiff.count - byteCount else { return nil }
    var value = 0
    for index in 0..<byteCount {
      let position = isLittleEndian ? offset + byteCount - 1 - index : offset + index
      value = value << 8 | Int(tiff[position])
    }
    return value
  }

  /// The first value of a directory entry that holds whole numbers of 8, 16 or 32 bits.
  func firstNumber(ofEntryAt entry: Int, of tiff: Span<UInt8>) -> Int? {
    guard let type = value(byteCount: 2, at: entry + 2, of: tiff),
      let count = value(byteCount: 4, at: entry + 4, of: tiff), count > 0
    else { return nil }
    let byteCount: Int
    switch type {
    case 1, 6: byteCount = 1
    case 3, 8: byteCount = 2
    case 4, 9: byteCount = 4
    default: return nil
    }
    // Values that do not fit into the entry's last four bytes are stored elsewhere.
    if count * byteCount <= 4 { return value(byteCount: byteCount, at: entry + 8, of: tiff) }
    guard let offset = value(byteCount: 4, at: entry + 8, of: tiff) else { return nil }
    return value(byteCount: byteCount, at: offset, of: tiff)
  }
}
