internal import CKernels
import ImageCore

/// The bounds, in pixels, of the area that differs from the corners of a picture; each scan stops at the first pixel
/// that decides.
struct ContentBounds {
  /// The smallest column of a pixel that differs from the upper left corner; the width if none does.
  private(set) var left: Int
  /// The smallest row of a pixel that differs from the upper left corner; the height if none does.
  private(set) var top: Int
  /// The largest column of a pixel that differs from the upper right corner; 0 if none does.
  private(set) var right = 0
  /// The largest row of a pixel that differs from the lower left corner; 0 if none does.
  private(set) var bottom = 0

  /// - Parameter limit: Two pixels differ if the sum of the squared differences of their three channels (of a grey
  ///   picture, three times that of its one channel) is above this.
  init<Sample: FixedWidthInteger & UnsignedInteger>(
    of samples: [Sample], size: Size, channels: Image.Channels, limit: Int
  ) {
    let (width, height) = (size.width, size.height)
    left = width
    top = height
    // Unsafe, because this is the one loop of the default pipeline that looks at all of a small photo; rows and
    // columns stay within the size, which a picture's samples fill.
    unsafe samples.withUnsafeBufferPointer { samples in
      let upperLeft = unsafe Background(samples, at: 0, width: width, channels: channels, limit: limit)
      if let first = (0..<height).first(where: { upperLeft.firstDifference(inRow: $0, before: width) < width }
      ) {
        top = first
      }
      // Rows far apart first: the bound that they give leaves few pixels to compare in the rows between.
      for offset in 0..<8 where left > 0 {
        for y in stride(from: offset, to: height, by: 8) {
          left = upperLeft.firstDifference(inRow: y, before: left)
        }
      }

      let upperRight = unsafe Background(
        samples, at: width - 1, width: width, channels: channels, limit: limit)
      for offset in 0..<8 where right < width - 1 {
        for y in stride(from: offset, to: height, by: 8) {
          right = upperRight.lastDifference(inRow: y, after: right)
        }
      }

      let lowerLeft = unsafe Background(
        samples, at: (height - 1) * width, width: width, channels: channels, limit: limit)
      if let last = (0..<height).last(where: { lowerLeft.firstDifference(inRow: $0, before: width) < width })
      {
        bottom = last
      }
    }
  }
}

/// The colour of one corner, to which other pixels are compared.
@safe private struct Background<Sample: FixedWidthInteger & UnsignedInteger> {
  private let samples: UnsafeBufferPointer<Sample>
  private let channels: Int
  private let width: Int
  private let limit: Int
  private let colour: (Int, Int, Int)
  /// A row of pixels of this colour.
  private let row: [Sample]
  /// The difference up to which bytes are surely near the colour, if all channels of a pixel are within it. 16-bit
  /// samples are compared byte by byte, so only equal bytes count.
  private let tolerance: UInt8

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
    row = unsafe [Sample](unsafeUninitializedCapacity: width * count) { row, rowCount in
      for pixel in 0..<width {
        for channel in 0..<count { unsafe row[pixel &* count &+ channel] = samples[first &+ channel] }
      }
      rowCount = width * count
    }
    tolerance = Sample.bitWidth == 8 ? UInt8(min(255, (Double(limit) / 3).squareRoot())) : 0
  }

  private var pixelByteCount: Int { channels &* MemoryLayout<Sample>.size }

  /// Returns the first column of a row whose pixel is further from the colour than the fuzz allows; `end` if there is
  /// none before it.
  ///
  /// Most of a background is near the colour. Comparing bytes side by side finds that many times faster than
  /// distances.
  @inline(__always)
  func firstDifference(inRow y: Int, before end: Int) -> Int {
    let bytes = unsafe UnsafeRawPointer(samples.baseAddress.unsafelyUnwrapped + y &* width &* channels)
    let nearCount = unsafe row.withUnsafeBytes { row in
      unsafe fm_count_near(
        bytes.assumingMemoryBound(to: UInt8.self),
        row.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self), end &* pixelByteCount,
        tolerance)
    }
    if nearCount == end &* pixelByteCount { return end }
    var x = nearCount / pixelByteCount
    while x < end, !differs(x: x, y: y) { x &+= 1 }
    return x
  }

  /// Returns the last column of a row whose pixel is further from the colour than the fuzz allows; `start` if
  /// there is none after it.
  @inline(__always)
  func lastDifference(inRow y: Int, after start: Int) -> Int {
    let count = width &- start &- 1
    let first = (y &* width &+ start &+ 1) &* channels
    let bytes = unsafe UnsafeRawPointer(samples.baseAddress.unsafelyUnwrapped + first)
    let nearCount = unsafe row.withUnsafeBytes { row in
      unsafe fm_count_near_end(
        bytes.assumingMemoryBound(to: UInt8.self),
        row.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self), count &* pixelByteCount,
        tolerance)
    }
    if nearCount == count &* pixelByteCount { return start }
    var x = width &- 1 &- nearCount / pixelByteCount
    while x > start, !differs(x: x, y: y) { x &-= 1 }
    return x
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
