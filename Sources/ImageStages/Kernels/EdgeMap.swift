package import ImageCore

/// Where adaptive sharpening acts: outlines, found and spread in five steps that each store 16-bit samples.
///
/// Samples are whole numbers of 0...65535 held in doubles. Loops run over raw rows, because the checks of arrays keep
/// them from becoming vector code; rows begin and end where `PaddedLines` puts them.
package struct EdgeMap {
  private var lines: PaddedLines

  /// Step 1: how much brighter each sample is than its surroundings.
  package init(edgesOf image: Image) {
    self.init(edgesOf: PaddedLines(image))
  }

  /// 8 times the sample minus its eight neighbours, limited to 0...65535. Only what is *brighter* than its
  /// surroundings responds: on a white ground, the white side of an outline.
  init(edgesOf source: PaddedLines) {
    lines = PaddedLines(size: source.size, channels: source.channels)
    let (stride, channels, rowLength) = (source.stride, source.channels, source.size.width * source.channels)
    let starts = (0..<source.size.height).map { source.start(ofRow: $0) }
    unsafe source.samples.withUnsafeBufferPointer { source in
      unsafe lines.samples.withUnsafeMutableBufferPointer { edges in
        unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: stride) { sums in
          for start in starts {
            let above = unsafe UnsafeBufferPointer(rebasing: source[(start - stride - channels)...])
            let row = unsafe UnsafeBufferPointer(rebasing: source[(start - channels)...])
            let below = unsafe UnsafeBufferPointer(rebasing: source[(start + stride - channels)...])
            for index in 0..<stride { unsafe sums[index] = above[index] + row[index] + below[index] }
            let target = unsafe UnsafeMutableBufferPointer(rebasing: edges[start...])
            for index in 0..<rowLength {
              let around = unsafe sums[index] + sums[index &+ channels] + sums[index &+ 2 &* channels]
              let edge = unsafe 9 * row[index &+ channels] - around
              let bright = edge > 0 ? edge : 0
              unsafe target[index] = bright < 65535 ? bright : 65535
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
    let rowLength = lines.size.width * lines.channels
    let starts = (0..<lines.size.height).map { lines.start(ofRow: $0) }
    unsafe lines.samples.withUnsafeMutableBufferPointer { samples in
      for start in starts {
        for index in start..<(start + rowLength) { unsafe samples[index] = leveling.levelled(samples[index]) }
      }
    }
  }

  // A Gaussian of sigma 3 at -4...4, summed in groups of three and brought to a sum of 1: the weights that the
  // reference's blur of radius 1 and sigma 1 has.
  private static let outerWeight = 0.27852191442470114
  private static let middleWeight = 0.44295617115059777

  /// Steps 3 and 4: spreads each outline to its neighbours, across and then down.
  package mutating func blur() {
    blur(distance: lines.channels)
    blur(distance: lines.stride)
  }

  /// - Parameter distance: from a sample to its neighbours on either side.
  private mutating func blur(distance: Int) {
    lines.repeatEdges()
    var blurred = PaddedLines(size: lines.size, channels: lines.channels)
    let rowLength = lines.size.width * lines.channels
    let starts = (0..<lines.size.height).map { lines.start(ofRow: $0) }
    unsafe lines.samples.withUnsafeBufferPointer { source in
      unsafe blurred.samples.withUnsafeMutableBufferPointer { target in
        for start in starts {
          let former = unsafe UnsafeBufferPointer(rebasing: source[(start - distance)...])
          let row = unsafe UnsafeBufferPointer(rebasing: source[start...])
          let next = unsafe UnsafeBufferPointer(rebasing: source[(start + distance)...])
          let result = unsafe UnsafeMutableBufferPointer(rebasing: target[start...])
          for index in 0..<rowLength {
            let sum =
              unsafe Self.outerWeight * former[index] + Self.middleWeight * row[index]
              + Self.outerWeight * next[index]
            unsafe result[index] = roundedHalfUp(sum)
          }
        }
      }
    }
    lines = blurred
  }

  /// Step 6, together with step 5: where the pixels are, as indices into `PaddedLines`, whose luma, once levelled,
  /// reaches the middle of the range, 32767.5.
  ///
  /// Levelling keeps the order, so that most pixels are decided without it: by whether all of their channels, or
  /// none, reach the smallest sample that is levelled to the middle.
  func outlines() -> [Int] {
    let leveling = Leveling(extremes())
    let threshold = leveling?.smallestSample(levelledTo: 32768) ?? 32768
    let (channels, size) = (lines.channels, lines.size)
    var outlines: [Int] = []
    outlines.reserveCapacity(size.pixelCount / 2)
    unsafe lines.samples.withUnsafeBufferPointer { samples in
      for y in 0..<size.height {
        var index = lines.start(ofRow: y)
        for _ in 0..<size.width {
          let (red, green, blue) = unsafe (samples[index], samples[index &+ 1], samples[index &+ 2])
          if channels == 1 {
            if red >= threshold { outlines.append(index) }
          } else if red >= threshold || green >= threshold || blue >= threshold {
            let isWhole = red >= threshold && green >= threshold && blue >= threshold
            if isWhole || Self.luma(red, green, blue, leveling) >= 32767.5 { outlines.append(index) }
          }
          index &+= channels
        }
      }
    }
    return outlines
  }

  private static func luma(_ red: Double, _ green: Double, _ blue: Double, _ leveling: Leveling?) -> Double {
    guard let leveling else { return ImageStages.luma(red, green, blue) }
    return ImageStages.luma(leveling.levelled(red), leveling.levelled(green), leveling.levelled(blue))
  }

  /// The map as a picture of 16 bits.
  package var image: Image {
    var result = [UInt16]()
    for y in 0..<lines.size.height {
      let start = lines.start(ofRow: y)
      result += lines.samples[start..<(start + lines.size.width * lines.channels)].map { sample(whole: $0) }
    }
    return Image(size: lines.size, channels: lines.channels == 1 ? .grey : .rgb, samples: .sixteenBit(result))
  }

  /// The smallest and the largest sample, paddings left out.
  ///
  /// Column by column first, because a loop that carries one minimum along cannot become vector code.
  private func extremes() -> (low: Double, high: Double) {
    let rowLength = lines.size.width * lines.channels
    let starts = (0..<lines.size.height).map { lines.start(ofRow: $0) }
    return unsafe lines.samples.withUnsafeBufferPointer { samples in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * rowLength) { columns in
        let lows = unsafe UnsafeMutableBufferPointer(rebasing: columns[..<rowLength])
        let highs = unsafe UnsafeMutableBufferPointer(rebasing: columns[rowLength...])
        unsafe lows.initialize(repeating: 65535)
        unsafe highs.initialize(repeating: 0)
        for start in starts {
          let row = unsafe UnsafeBufferPointer(rebasing: samples[start...])
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
    var sample = Double(Int(low + (level - 0.5) / (65535 * factor)))
    while levelled(sample) < level { sample += 1 }
    while sample > low, levelled(sample - 1) >= level { sample -= 1 }
    return sample
  }
}
