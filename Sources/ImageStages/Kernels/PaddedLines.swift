import ImageCore

/// A picture's samples as doubles, with one more pixel on every side that repeats the edge: kernels of 3x3 then need
/// no case for the border.
struct PaddedLines {
  let size: Size
  let channels: Int
  /// Samples from one row to the next.
  let stride: Int
  /// Row y of the picture begins at `start(ofRow: y)`; behind the last row stand a few samples more, so that four can be
  /// read from anywhere.
  var samples: [Double]

  /// All zero.
  init(size: Size, channels: Int) {
    self.size = size
    self.channels = channels
    stride = (size.width + 2) * channels
    samples = [Double](repeating: 0, count: stride * (size.height + 2) + 4)
  }

  init(_ image: Image) {
    self.init(size: image.size, channels: image.channels.rawValue)
    let rowLength = image.rowStride
    let (stride, channels) = (stride, channels)
    let source = image.sixteenBitSamples
    // Unsafe for speed: the checks of arrays keep such loops from becoming vector code. Rows stay within both.
    unsafe samples.withUnsafeMutableBufferPointer { samples in
      unsafe source.withUnsafeBufferPointer { source in
        for y in 0..<image.height {
          let row = unsafe UnsafeBufferPointer(rebasing: source[(y * rowLength)..<((y + 1) * rowLength)])
          let start = (y + 1) * stride + channels
          let target = unsafe UnsafeMutableBufferPointer(rebasing: samples[start..<(start + rowLength)])
          for index in 0..<rowLength { unsafe target[index] = unsafe Double(row[index]) }
        }
      }
    }
    repeatEdges()
  }

  /// Where the first pixel of a row stands; rows -1 and `height` are padding.
  @inline(__always)
  func start(ofRow y: Int) -> Int { (y &+ 1) &* stride &+ channels }

  /// Sets the padding to what the edges are now.
  mutating func repeatEdges() {
    let rowLength = size.width * channels
    for y in 0..<size.height {
      let start = start(ofRow: y)
      for channel in 0..<channels {
        samples[start - channels + channel] = samples[start + channel]
        samples[start + rowLength + channel] = samples[start + rowLength - channels + channel]
      }
    }
    let (stride, height) = (stride, size.height)
    unsafe samples.withUnsafeMutableBufferPointer { samples in
      for index in 0..<stride {
        unsafe samples[index] = samples[stride + index]
        unsafe samples[(height + 1) * stride + index] = samples[height * stride + index]
      }
    }
  }
}
