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
      for y in 0..<height where !upperLeft.fills(row: y, columns: 0..<left) {
        var x = 0
        while x < left, !upperLeft.differs(x: x, y: y) { x += 1 }
        guard x < left else { continue }
        left = x
        if top == height { top = y }
        if left == 0 { break }
      }

      let upperRight = unsafe Ground(samples, at: width - 1, width: width, channels: channels, limit: limit)
      for y in 0..<height where !upperRight.fills(row: y, columns: (right + 1)..<width) {
        var x = width - 1
        while x > right, !upperRight.differs(x: x, y: y) { x -= 1 }
        right = x
        if right == width - 1 { break }
      }

      let lowerLeft = unsafe Ground(
        samples, at: (height - 1) * width, width: width, channels: channels, limit: limit)
      scan: for y in stride(from: height - 1, to: 0, by: -1)
      where !lowerLeft.fills(row: y, columns: 0..<width) {
        for x in 0..<width where lowerLeft.differs(x: x, y: y) {
          bottom = y
          break scan
        }
      }
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
  /// A row of nothing but the colour.
  private let row: [Sample]

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
    let count = channels.rawValue
    row = [Sample](capacity: width * count) { output in
      for _ in 0..<width {
        for channel in 0..<count { unsafe output.append(samples[first + channel]) }
      }
    }
  }

  /// Whether the columns of a row are the very colour. Most of a background is, and comparing bytes is many times
  /// faster than measuring distances.
  @inline(__always)
  func fills(row y: Int, columns: Range<Int>) -> Bool {
    let start = (y &* width &+ columns.lowerBound) &* channels
    let byteCount = columns.count &* channels &* MemoryLayout<Sample>.size
    return unsafe row.withUnsafeBufferPointer { row in
      unsafe memcmp(
        samples.baseAddress.unsafelyUnwrapped + start, row.baseAddress.unsafelyUnwrapped, byteCount) == 0
    }
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
