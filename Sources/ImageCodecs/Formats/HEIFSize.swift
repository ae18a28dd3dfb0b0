internal import ImageCore

/// Returns the largest picture that the data of a HEIF file announce: 0x0 if they announce none, nil if the file claims far
/// more data than it has bytes.
///
/// libheif allocates what the data say, and compares it with the size in the boxes only afterwards.
func largestHEIFSize(in file: Span<UInt8>) -> Size? {
  guard let compressed = largestHEVCSize(in: file), let canvas = largestCanvas(in: file) else { return nil }
  return larger(compressed, canvas)
}

/// Returns the largest canvas on which a file lays tiles or pictures (ISO 23008-12, 6.6.2).
private func largestCanvas(in file: Span<UInt8>) -> Size? {
  var largest = Size(width: 0, height: 0)
  // What comes between version and flags, of a byte each, and the size: the numbers of rows and columns; four samples of a
  // colour.
  for (type, skipped) in [("grid", 2), ("iovl", 8)] {
    guard let items = heifItems(type, of: file) else { return nil }
    for data in items { largest = larger(largest, canvas(of: data.span, at: 2 + skipped)) }
  }
  return largest
}

/// Returns the size at `offset`, whose sides have four bytes if the data's flags say so, and otherwise two.
private func canvas(of data: Span<UInt8>, at offset: Int) -> Size? {
  guard let flags = data.byte(at: 1) else { return nil }
  let isLong = flags & 1 == 1
  let width = isLong ? data.bigEndian32(at: offset) : data.bigEndian16(at: offset)
  let height = isLong ? data.bigEndian32(at: offset + 4) : data.bigEndian16(at: offset + 2)
  guard let width, let height else { return nil }
  return Size(width: width, height: height)
}

/// Returns the one of two sizes that has more pixels. Sides have at most 32 bits.
func larger(_ size: Size, _ other: Size?) -> Size {
  guard let other else { return size }
  func pixelCount(_ size: Size) -> Double { Double(size.width) * Double(size.height) }
  return pixelCount(other) > pixelCount(size) ? other : size
}
