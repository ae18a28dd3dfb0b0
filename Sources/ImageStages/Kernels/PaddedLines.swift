import ImageCore

/// A picture's 16-bit samples with one more pixel on every side that repeats the edge. Kernels of 3x3 then need no
/// special case for the border, and run over all rows as if they were one.
struct PaddedLines {
  let size: Size
  let channels: Image.Channels
  /// The number of samples from one row to the next.
  let stride: Int
  /// The samples, row by row, with four more after the last row, so that four can be read from anywhere.
  var samples: [UInt16]

  /// A picture whose samples are all zero.
  init(size: Size, channels: Image.Channels) {
    self.size = size
    self.channels = channels
    stride = (size.width + 2) * channels.rawValue
    samples = [UInt16](repeating: 0, count: stride * (size.height + 2) + 4)
  }

  init(_ image: Image) {
    self.init(size: image.size, channels: image.channels)
    switch image.samples {
    case .eightBit(let samples): fill(from: samples) { UInt16($0) &* 257 }
    case .sixteenBit(let samples): fill(from: samples) { $0 }
    }
    repeatEdges()
  }

  // Unsafe for speed, here and below: the checks of arrays keep such loops from becoming vector code. Rows are within
  // both pictures, which have the same size.
  private mutating func fill<Sample>(from source: [Sample], _ widened: (Sample) -> UInt16) {
    let rowLength = rowLength
    for y in 0..<size.height {
      let start = start(ofRow: y)
      unsafe samples.withUnsafeMutableBufferPointer { samples in
        unsafe source.withUnsafeBufferPointer { source in
          let row = unsafe UnsafeBufferPointer(rebasing: source[(y * rowLength)..<((y + 1) * rowLength)])
          let target = unsafe UnsafeMutableBufferPointer(rebasing: samples[start..<(start + rowLength)])
          for index in 0..<rowLength { unsafe target[index] = unsafe widened(row[index]) }
        }
      }
    }
  }

  var image: Image {
    let rowLength = rowLength
    let unpadded = unsafe [UInt16](unsafeUninitializedCapacity: rowLength * size.height) { target, count in
      unsafe samples.withUnsafeBufferPointer { samples in
        for y in 0..<size.height {
          let start = start(ofRow: y)
          let row = unsafe UnsafeBufferPointer(rebasing: samples[start..<(start + rowLength)])
          _ = unsafe UnsafeMutableBufferPointer(rebasing: target[(y * rowLength)...]).initialize(
            fromContentsOf: row)
        }
      }
      count = rowLength * size.height
    }
    return Image(size: size, channels: channels, samples: .sixteenBit(unpadded))
  }

  private var rowLength: Int { size.width * channels.rawValue }

  /// The offset of the first pixel of a row, in samples; rows -1 and `height` are padding.
  @inline(__always)
  private func start(ofRow y: Int) -> Int { (y &+ 1) &* stride &+ channels.rawValue }

  /// The number of samples from the first inside the padding to the last, including the padding between rows.
  var innerCount: Int { (size.height - 1) * stride + rowLength }

  /// Calls `body` with a pointer to the first sample inside the padding.
  func withInnerSamples<Result>(_ body: (UnsafePointer<UInt16>) -> Result) -> Result {
    unsafe samples.withUnsafeBufferPointer {
      unsafe body($0.baseAddress.unsafelyUnwrapped + start(ofRow: 0))
    }
  }

  mutating func withMutableInnerSamples<Result>(_ body: (UnsafeMutablePointer<UInt16>) -> Result) -> Result {
    let start = start(ofRow: 0)
    return unsafe samples.withUnsafeMutableBufferPointer {
      unsafe body($0.baseAddress.unsafelyUnwrapped + start)
    }
  }

  /// Sets the padding to the current samples of the edges.
  mutating func repeatEdges() {
    let (height, stride, channels, rowLength) = (size.height, stride, channels.rawValue, rowLength)
    let first = start(ofRow: 0)
    unsafe samples.withUnsafeMutableBufferPointer { samples in
      for y in 0..<height {
        let start = first &+ y &* stride
        let end = start &+ rowLength
        for channel in 0..<channels {
          unsafe samples[start &- channels &+ channel] = samples[start &+ channel]
          unsafe samples[end &+ channel] = samples[end &- channels &+ channel]
        }
      }
      for index in 0..<stride {
        unsafe samples[index] = samples[stride &+ index]
        unsafe samples[(height &+ 1) &* stride &+ index] = samples[height &* stride &+ index]
      }
    }
  }
}
