/// Returns the contents of the properties of a type in a HEIF file: boxes in `meta`, `iprp`, `ipco` (ISO 23008-12).
func heifProperties(_ type: String, of file: Span<UInt8>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  for meta in boxes("meta", in: 0..<file.count, of: file) where meta.count >= 4 {
    // A version and flags come first.
    for properties in boxes("iprp", in: meta.lowerBound + 4..<meta.upperBound, of: file) {
      for container in boxes("ipco", in: properties, of: file) {
        found += boxes(type, in: container, of: file)
      }
    }
  }
  return found
}

/// Returns the contents of the boxes of a type: a length of four bytes, the type, the contents. A length of 1 is followed
/// by one of eight bytes, and 0 means up to the end. The list ends where a box reaches beyond the range.
func boxes(_ type: String, in range: Range<Int>, of file: Span<UInt8>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var offset = range.lowerBound
  while offset <= range.upperBound - 8, var length = file.bigEndian32(at: offset) {
    var start = offset + 8
    if length == 1 {
      guard let high = file.bigEndian32(at: start), high == 0, let low = file.bigEndian32(at: start + 4)
      else { break }
      length = low
      start += 8
    } else if length == 0 {
      length = range.upperBound - offset
    }
    guard length >= start - offset, length <= range.upperBound - offset else { break }
    if file.holds(type, at: offset + 4) { found.append(start..<offset + length) }
    offset += length
  }
  return found
}
