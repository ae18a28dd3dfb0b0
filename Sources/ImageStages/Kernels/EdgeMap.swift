package import ImageCore

/// Where adaptive sharpening acts: outlines, found and spread in five steps that each store 16-bit samples.
///
/// Samples are whole numbers of 0...65535 held in doubles, in rows with one pixel of padding on either side, so
/// that a loop over a row needs no case for its ends.
package struct EdgeMap {
  private let size: Size
  private let channels: Int
  /// Samples from one row to the next, padding included.
  private let stride: Int
  private var samples: [Double]
  private var isEven = false

  /// Step 1: how much brighter each sample is than its surroundings.
  ///
  /// 8 times the sample minus its eight neighbours, limited to 0...65535; beyond the border the edge samples
  /// continue. Only what is *brighter* than its surroundings responds: on a white ground, the white side of an
  /// outline.
  package init(edgesOf image: Image) {
    self.init(edgesOf: image.sixteenBitSamples, size: image.size, channels: image.channels.rawValue)
  }

  init(edgesOf source: [UInt16], size: Size, channels: Int) {
    self.size = size
    self.channels = channels
    stride = (size.width + 2) * channels
    samples = [Double](repeating: 0, count: stride * size.height)
    let rowLength = size.width * channels
    var sums = [Int32](repeating: 0, count: stride)
    // Unsafe, because the checks of an array keep the loops from becoming vector code; all offsets are those of
    // rows within the picture, and `sums` has the padding that its neighbours on either side need.
    unsafe source.withUnsafeBufferPointer { source in
      unsafe samples.withUnsafeMutableBufferPointer { edges in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          for y in 0..<size.height {
            let above = unsafe UnsafeBufferPointer(rebasing: source[(max(y - 1, 0) * rowLength)...])
            let row = unsafe UnsafeBufferPointer(rebasing: source[(y * rowLength)...])
            let below = unsafe UnsafeBufferPointer(
              rebasing: source[(min(y + 1, size.height - 1) * rowLength)...])
            for index in 0..<rowLength {
              unsafe sums[channels &+ index] =
                Int32(above[index]) &+ Int32(row[index]) &+ Int32(below[index])
            }
            for channel in 0..<channels {
              unsafe sums[channel] = unsafe sums[channels + channel]
              unsafe sums[rowLength + channels + channel] = unsafe sums[rowLength + channel]
            }
            let target = unsafe UnsafeMutableBufferPointer(rebasing: edges[(y * stride + channels)...])
            for index in 0..<rowLength {
              let around = unsafe sums[index] &+ sums[index &+ channels] &+ sums[index &+ 2 &* channels]
              let edge = unsafe 9 &* Int32(row[index]) &- around
              unsafe target[index] = Double(max(0, min(65535, edge)))
            }
          }
        }
      }
    }
  }

  /// Steps 2 and 5: spreads the samples of all channels together over 0...65535.
  ///
  /// With k = 1/(max - min), v becomes Q(65535 * (k * (v - min))); nothing happens where max = min.
  package mutating func level() {
    let (low, high) = extremes()
    guard high > low else { return }
    let factor = 1 / (high - low)
    unsafe forEachRow { row in
      for index in row.indices {
        unsafe row[index] = roundedHalfUp(65535 * (factor * (row[index] - low)))
      }
    }
  }

  /// Steps 3 and 4: spreads each outline to its neighbours, across and then down.
  package mutating func blur() {
    let blurredAcross = blurredAcross()
    blurDown(from: blurredAcross)
  }

  // A Gaussian of sigma 3 at -4...4, summed in groups of three and brought to a sum of 1: the weights that the
  // reference's blur of radius 1 and sigma 1 has.
  private static let outerWeight = 0.27852191442470114
  private static let middleWeight = 0.44295617115059777

  private mutating func blurredAcross() -> [Double] {
    let (channels, stride, rowLength) = (channels, stride, size.width * channels)
    var result = [Double](repeating: 0, count: samples.count)
    unsafe result.withUnsafeMutableBufferPointer { result in
      unsafe samples.withUnsafeMutableBufferPointer { samples in
        for y in 0..<size.height {
          let row = unsafe UnsafeMutableBufferPointer(rebasing: samples[(y * stride)..<((y + 1) * stride)])
          for channel in 0..<channels {
            unsafe row[channel] = unsafe row[channels + channel]
            unsafe row[rowLength + channels + channel] = unsafe row[rowLength + channel]
          }
          let target = unsafe UnsafeMutableBufferPointer(rebasing: result[(y * stride + channels)...])
          for index in 0..<rowLength {
            let sum =
              unsafe Self.outerWeight * row[index] + Self.middleWeight * row[index &+ channels]
              + Self.outerWeight * row[index &+ 2 &* channels]
            unsafe target[index] = roundedHalfUp(sum)
          }
        }
      }
    }
    return result
  }

  private mutating func blurDown(from source: [Double]) {
    let (stride, height) = (stride, size.height)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe samples.withUnsafeMutableBufferPointer { samples in
        for y in 0..<height {
          let above = unsafe UnsafeBufferPointer(rebasing: source[(max(y - 1, 0) * stride)...])
          let row = unsafe UnsafeBufferPointer(rebasing: source[(y * stride)...])
          let below = unsafe UnsafeBufferPointer(rebasing: source[(min(y + 1, height - 1) * stride)...])
          let target = unsafe UnsafeMutableBufferPointer(rebasing: samples[(y * stride)...])
          for index in 0..<stride {
            let sum =
              unsafe Self.outerWeight * above[index] + Self.middleWeight * row[index]
              + Self.outerWeight * below[index]
            unsafe target[index] = roundedHalfUp(sum)
          }
        }
      }
    }
  }

  /// Whether the pixel's luma reaches the middle of the range, 32767.5: there the picture is sharpened.
  func isOutline(x: Int, y: Int) -> Bool {
    let index = y * stride + (x + 1) * channels
    guard channels == 3 else { return samples[index] >= 32767.5 }
    return luma(samples[index], samples[index + 1], samples[index + 2]) >= 32767.5
  }

  /// The map as a picture of 16 bits.
  package var image: Image {
    var result = [UInt16]()
    for y in 0..<size.height {
      let start = y * stride + channels
      result += samples[start..<(start + size.width * channels)].map { sample(whole: $0) }
    }
    return Image(size: size, channels: channels == 1 ? .grey : .rgb, samples: .sixteenBit(result))
  }

  private mutating func forEachRow(_ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
    let (stride, channels, rowLength) = (stride, channels, size.width * channels)
    unsafe samples.withUnsafeMutableBufferPointer { samples in
      for y in 0..<size.height {
        let start = y * stride + channels
        unsafe body(UnsafeMutableBufferPointer(rebasing: samples[start..<(start + rowLength)]))
      }
    }
  }

  /// The smallest and the largest sample, eight at a time: a plain loop over doubles cannot become vector code,
  /// because of NaN.
  private mutating func extremes() -> (low: Double, high: Double) {
    var low = Double.infinity
    var high = -Double.infinity
    var lows = SIMD8<Double>(repeating: low)
    var highs = SIMD8<Double>(repeating: high)
    unsafe forEachRow { row in
      var index = 0
      let vectorEnd = row.count & ~7
      while index < vectorEnd {
        let values = unsafe SIMD8(
          row[index], row[index + 1], row[index + 2], row[index + 3], row[index + 4], row[index + 5],
          row[index + 6],
          row[index + 7])
        lows.replace(with: values, where: values .< lows)
        highs.replace(with: values, where: values .> highs)
        index += 8
      }
      while index < row.count {
        low = unsafe min(low, row[index])
        high = unsafe max(high, row[index])
        index += 1
      }
    }
    return (min(low, lows.min()), max(high, highs.max()))
  }
}
