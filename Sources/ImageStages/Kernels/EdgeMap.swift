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
    guard let leveling = Leveling(extremes()) else { return }
    let (stride, channels, rowLength) = (stride, channels, size.width * channels)
    unsafe samples.withUnsafeMutableBufferPointer { samples in
      for y in 0..<size.height {
        let start = y * stride + channels
        for index in start..<(start + rowLength) { unsafe samples[index] = leveling.levelled(samples[index]) }
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

  /// Step 6, together with step 5: the pixels whose luma, once levelled, reaches the middle of the range, 32767.5.
  ///
  /// Levelling keeps the order, so that most pixels are decided without it: by whether all of their channels, or
  /// none, reach the smallest sample that is levelled to the middle.
  func outlines() -> [Bool] {
    let leveling = Leveling(extremes())
    let threshold = leveling?.smallestSample(levelledTo: 32768) ?? 32768
    return [Bool](capacity: size.pixelCount) { output in
      for y in 0..<size.height {
        var index = y * stride + channels
        for _ in 0..<size.width {
          if channels == 1 {
            output.append(samples[index] >= threshold)
          } else {
            let (red, green, blue) = (samples[index], samples[index + 1], samples[index + 2])
            let isAbove = (red >= threshold, green >= threshold, blue >= threshold)
            if isAbove == (false, false, false) {
              output.append(false)
            } else if isAbove == (true, true, true) {
              output.append(true)
            } else if let leveling {
              let luma = luma(leveling.levelled(red), leveling.levelled(green), leveling.levelled(blue))
              output.append(luma >= 32767.5)
            } else {
              output.append(luma(red, green, blue) >= 32767.5)
            }
          }
          index += channels
        }
      }
    }
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

  /// The smallest and the largest sample, paddings left out.
  ///
  /// Column by column first, because a loop that carries a minimum along cannot become vector code.
  private func extremes() -> (low: Double, high: Double) {
    let (stride, channels, rowLength) = (stride, channels, size.width * channels)
    return unsafe samples.withUnsafeBufferPointer { samples in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * rowLength) { columns in
        let lows = unsafe UnsafeMutableBufferPointer(rebasing: columns[..<rowLength])
        let highs = unsafe UnsafeMutableBufferPointer(rebasing: columns[rowLength...])
        unsafe lows.initialize(repeating: 65535)
        unsafe highs.initialize(repeating: 0)
        for y in 0..<size.height {
          let row = unsafe UnsafeBufferPointer(rebasing: samples[(y * stride + channels)...])
          for index in 0..<rowLength {
            unsafe lows[index] = unsafe row[index] < lows[index] ? row[index] : lows[index]
            unsafe highs[index] = unsafe row[index] > highs[index] ? row[index] : highs[index]
          }
        }
        var (low, high) = (65535.0, 0.0)
        for index in 0..<rowLength {
          low = unsafe min(low, lows[index])
          high = unsafe max(high, highs[index])
        }
        return (low, high)
      }
    }
  }
}

/// What spreads the samples of a map over the full range.
private struct Leveling {
  private let low: Double
  private let factor: Double

  /// Nil where all samples are the same, so that nothing can be spread.
  init?(_ extremes: (low: Double, high: Double)) {
    guard extremes.high > extremes.low else { return nil }
    low = extremes.low
    factor = 1 / (extremes.high - extremes.low)
  }

  @inline(__always)
  func levelled(_ sample: Double) -> Double {
    roundedHalfUp(65535 * (factor * (sample - low)))
  }

  /// - Parameter level: 1...65535
  func smallestSample(levelledTo level: Double) -> Double {
    var sample = (low + (level - 0.5) / (65535 * factor)).rounded(.up)
    while levelled(sample) < level { sample += 1 }
    while sample > low, levelled(sample - 1) >= level { sample -= 1 }
    return sample
  }
}
