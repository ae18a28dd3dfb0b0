import ImageCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The bounds of what differs from the corners of a picture; each scan stops at the first pixel that decides.
struct ContentBounds {
  /// The smallest column and row of a pixel that differs from the upper left corner; the width and the height
  /// if none does.
  private(set) var left: Int
  private(set) var top: Int
  /// The largest column of a pixel that differs from the upper right corner; 0 if none does.
  private(set) var right = 0
  /// The largest row of a pixel that differs from the lower left corner; 0 if none does.
  private(set) var bottom = 0

  /// - Parameter limit: pixels differ if the sum of the squared differences of their channels, three times that
  ///   of the one of a grey picture, is above this.
  init<Sample: FixedWidthInteger & UnsignedInteger>(
    of samples: [Sample], size: Size, channels: Image.Channels, limit: Int
  ) {
    let (width, height) = (size.width, size.height)
    left = width
    top = height
    // Unsafe, because this is the one loop of the default pipeline that looks at all of a small photo; rows and
    // columns stay within the size, which a picture's samples fill.
    unsafe samples.withUnsafeBufferPointer { samples in
      let upperLeft = unsafe Ground(samples, at: 0, width: width, channels: channels, limit: limit)
      if let first = (0..<height).first(where: { upperLeft.differs(row: $0) }) { top = first }
      // Rows far apart first: what they hold leaves little to look at in those between.
      for offset in 0..<8 where left > 0 {
        for y in stride(from: offset, to: height, by: 8) {
          if upperLeft.fills(row: y, columns: 0..<left) { continue }
          var x = 0
          while x < left, !upperLeft.differs(x: x, y: y) { x += 1 }
          left = x
        }
      }

      let upperRight = unsafe Ground(samples, at: width - 1, width: width, channels: channels, limit: limit)
      for offset in 0..<8 where right < width - 1 {
        for y in stride(from: offset, to: height, by: 8) {
          if upperRight.fills(row: y, columns: (right + 1)..<width) { continue }
          var x = width - 1
          while x > right, !upperRight.differs(x: x, y: y) { x -= 1 }
          right = x
        }
      }

      let lowerLeft = unsafe Ground(
        samples, at: (height - 1) * width, width: width, channels: channels, limit: limit)
      if let last = (0..<height).last(where: { lowerLeft.differs(row: $0) }) { bottom = last }
    }
  }
}

/// One corner's colour, and how other pixels compare to it.
@safe private struct Ground<Sample: FixedWidthInteger & UnsignedInteger> {
  private let samples: UnsafeBufferPointer<Sample>
  private let channels: Int
  private let width: Int
  private let limit: Int
  private let colour: (Int, Int, Int)

  init(
    _ samples: UnsafeBufferPointer<Sample>, at pixel: Int, width: Int, channels: Image.Channels, limit: Int
  ) {
    unsafe self.samples = unsafe samples
    self.channels = channels.rawValue
    self.width = width
    self.limit = limit
    let first = pixel * channels.rawValue
    let last = first + channels.rawValue - 1
    let middle = (first + last) / 2
    colour = unsafe (Int(samples[first]), Int(samples[middle]), Int(samples[last]))
  }

  /// Whether the columns of a row are the very colour: the first of them is, and each is equal to the next. Most of a
  /// background is, and comparing bytes is many times faster than measuring distances.
  @inline(__always)
  func fills(row y: Int, columns: Range<Int>) -> Bool {
    guard !columns.isEmpty else { return true }
    let start = (y &* width &+ columns.lowerBound) &* channels
    let first = unsafe samples.baseAddress.unsafelyUnwrapped + start
    guard unsafe Int(first[0]) == colour.0, unsafe Int(first[channels / 2]) == colour.1,
      unsafe Int(first[channels &- 1]) == colour.2
    else { return false }
    let byteCount = (columns.count &- 1) &* channels &* MemoryLayout<Sample>.size
    return unsafe memcmp(first, first + channels, byteCount) == 0
  }

  /// Whether any pixel of a row is further from the colour than the fuzz allows.
  func differs(row y: Int) -> Bool {
    !fills(row: y, columns: 0..<width) && (0..<width).contains { differs(x: $0, y: y) }
  }

  /// Whether a pixel is further from the colour than the fuzz allows.
  @inline(__always)
  func differs(x: Int, y: Int) -> Bool {
    let first = (y &* width &+ x) &* channels
    let red = unsafe Int(samples[first]) &- colour.0
    guard channels == 3 else { return 3 &* red &* red > limit }
    let green = unsafe Int(samples[first &+ 1]) &- colour.1
    let blue = unsafe Int(samples[first &+ 2]) &- colour.2
    return red &* red &+ green &* green &+ blue &* blue > limit
  }
}
