import ImageCore

/// One pass of resampling over 16-bit samples, in doubles and in the reference's order: each target sample is
/// the sum of weight times source sample, added from the first line on, starting at 0.
enum SampleLines {
  /// Target line t, of `lineLength` samples, from the lines of window t.
  static func down(_ samples: [UInt16], lineLength: Int, _ windows: [ResamplingWindow]) -> [UInt16] {
    let lines = samples.map { Double($0) }
    return down(lines, lineLength: lineLength, windows)
  }

  /// The same along the rows: columns become lines, and lines columns again.
  static func across(
    _ samples: [UInt16], size: Size, channels: Int, _ windows: [ResamplingWindow]
  ) -> [UInt16] {
    let lineLength = size.height * channels
    var lines = [Double](repeating: 0, count: samples.count)
    for y in 0..<size.height {
      var source = y * size.width * channels
      var target = y * channels
      for _ in 0..<size.width {
        for channel in 0..<channels { lines[target + channel] = Double(samples[source + channel]) }
        source += channels
        target += lineLength
      }
    }
    return turned(
      down(lines, lineLength: lineLength, windows), lineLength: lineLength, lineCount: windows.count,
      channels: channels)
  }

  /// Lines of one column each to rows of pixels.
  static func turned(_ samples: [UInt16], lineLength: Int, lineCount: Int, channels: Int) -> [UInt16] {
    let height = lineLength / channels
    return [UInt16](capacity: samples.count) { output in
      for y in 0..<height {
        for x in 0..<lineCount {
          for channel in 0..<channels {
            output.append(samples[x * lineLength + y * channels + channel])
          }
        }
      }
    }
  }

  private static func down(_ lines: [Double], lineLength: Int, _ windows: [ResamplingWindow]) -> [UInt16] {
    var result = [UInt16]()
    result.reserveCapacity(lineLength * windows.count)
    var sums = [Double](repeating: 0, count: lineLength)
    for window in windows {
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        unsafe lines.withUnsafeBufferPointer { lines in
          unsafe sums.update(repeating: 0)
          for (offset, weight) in window.weights.enumerated() {
            let start = (window.first + offset) * lineLength
            let line = unsafe UnsafeBufferPointer(rebasing: lines[start..<(start + lineLength)])
            for index in 0..<lineLength { unsafe sums[index] += weight * line[index] }
          }
        }
      }
      for sum in sums { result.append(sample(nearest: sum)) }
    }
    return result
  }
}
