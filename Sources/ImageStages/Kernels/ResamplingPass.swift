import ImageCore

/// One pass of resampling: each target sample is the sum of weight times source sample, in doubles, added from the first
/// line on, starting at 0, as in the reference.
///
/// A photo of 762x1000 takes some 14 million such additions, so that these loops decide how long large photos take.
/// Both work on several samples side by side, each with a sum of its own, which leaves the order of every sum as it is;
/// sums stay in registers and samples are made doubles once. Where all lines of a window are the same, as in the plain
/// ground of a product photo, there is nothing to add: the weights' sum differs from 1 by less than a billionth, so that
/// the sum would be rounded to the very sample.
///
/// Unsafe, because the checks of arrays would keep the inner loops from becoming vector code; windows end within the
/// lines that they are made for.
enum ResamplingPass {
  /// Down: target line t, of `lineLength` samples, from the source lines of window t.
  ///
  /// - Parameter value: a sample as a double of 0...65535.
  static func down<Sample>(
    _ samples: [Sample], lineLength: Int, _ windows: [ResamplingWindow], value: (Sample) -> Double
  ) -> [UInt16] {
    let lineCount = samples.count / lineLength
    // How many lines before each line are equal to it, in the columns of a block.
    var equalCounts = [Int](repeating: 0, count: lineCount)
    return unsafe [UInt16](unsafeUninitializedCapacity: lineLength * windows.count) { result, count in
      count = lineLength * windows.count
      // A block of sixteen columns at a time, all of whose lines stay in the cache.
      unsafe withUnsafeTemporaryAllocation(of: SIMD16<Double>.self, capacity: lineCount) { block in
        unsafe samples.withUnsafeBufferPointer { samples in
          for first in stride(from: 0, to: lineLength, by: 16) {
            let width = min(16, lineLength - first)
            for line in 0..<lineCount {
              let start = line * lineLength + first
              let source = unsafe UnsafeBufferPointer(rebasing: samples[start..<(start + width)])
              if line > 0, unsafe isEqual(source, samples, at: start - lineLength) {
                equalCounts[line] = equalCounts[line - 1] + 1
                unsafe block[line] = unsafe block[line - 1]
              } else {
                equalCounts[line] = 0
                var values = SIMD16<Double>.zero
                if width == 16 {
                  for lane in 0..<16 { values[lane] = unsafe value(source[lane]) }
                } else {
                  for lane in 0..<width { values[lane] = unsafe value(source[lane]) }
                }
                unsafe block[line] = values
              }
            }
            for (target, window) in windows.enumerated() {
              let start = target * lineLength + first
              let last = window.first + window.weights.count - 1
              var sums = SIMD16<Double>.zero
              if equalCounts[last] >= window.weights.count - 1 {
                sums = unsafe block[last]
              } else {
                for (offset, weight) in window.weights.enumerated() {
                  unsafe sums += weight * block[window.first &+ offset]
                }
              }
              for lane in 0..<width { unsafe result[start + lane] = limitedSample(nearest: sums[lane]) }
            }
          }
        }
      }
    }
  }

  /// Across: target column t of every row from the source columns of window t.
  static func across<Sample: Equatable>(
    _ samples: [Sample], size: Size, channels: Int, _ windows: [ResamplingWindow], value: (Sample) -> Double
  ) -> [UInt16] {
    let rowLength = size.width * channels
    let targetLength = windows.count * channels
    // Four samples are read at each pixel, all channels and what follows: the padding behind each row is for the last.
    let stride = rowLength + 4
    // How many pixels before each pixel are equal to it, in all rows of a block.
    var equalCounts = [Int](repeating: 0, count: size.width)
    return unsafe [UInt16](unsafeUninitializedCapacity: targetLength * size.height) { result, count in
      count = targetLength * size.height
      // Four rows at a time: sums of one row alone would wait for each other.
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * stride) { block in
        unsafe block.initialize(repeating: 0)
        unsafe samples.withUnsafeBufferPointer { samples in
          for top in Swift.stride(from: 0, to: size.height, by: 4) {
            let rowCount = min(4, size.height - top)
            for row in 0..<rowCount {
              let source = unsafe UnsafeBufferPointer(rebasing: samples[((top + row) * rowLength)...])
              let target = unsafe UnsafeMutableBufferPointer(rebasing: block[(row * stride)...])
              for index in 0..<rowLength { unsafe target[index] = unsafe value(source[index]) }
            }
            for x in 1..<size.width {
              let isEqual = (0..<rowCount).allSatisfy { row in
                let start = (top + row) * rowLength + x * channels
                return (start..<(start + channels)).allSatisfy {
                  unsafe samples[$0] == samples[$0 - channels]
                }
              }
              equalCounts[x] = isEqual ? equalCounts[x - 1] + 1 : 0
            }
            for (target, window) in windows.enumerated() {
              let last = window.first + window.weights.count - 1
              if equalCounts[last] >= window.weights.count - 1 {
                for row in 0..<rowCount {
                  let start = (top + row) * targetLength + target * channels
                  for channel in 0..<channels {
                    unsafe result[start + channel] = sample(
                      whole: block[row * stride + last * channels + channel])
                  }
                }
                continue
              }
              var (sums0, sums1, sums2, sums3) =
                (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
              var place = window.first * channels
              for weight in window.weights {
                unsafe sums0 += weight * four(block, at: place)
                unsafe sums1 += weight * four(block, at: place &+ stride)
                unsafe sums2 += weight * four(block, at: place &+ 2 &* stride)
                unsafe sums3 += weight * four(block, at: place &+ 3 &* stride)
                place &+= channels
              }
              for (row, sums) in [sums0, sums1, sums2, sums3].prefix(rowCount).enumerated() {
                let start = (top + row) * targetLength + target * channels
                for channel in 0..<channels {
                  unsafe result[start + channel] = sample(nearest: sums[channel])
                }
              }
            }
          }
        }
      }
    }
  }

  /// Whether `line` is equal to as many samples at `start`, compared as bytes.
  @inline(__always)
  private static func isEqual<Sample>(
    _ line: UnsafeBufferPointer<Sample>, _ samples: UnsafeBufferPointer<Sample>, at start: Int
  ) -> Bool {
    let one = UnsafeRawBufferPointer(line)
    let other = unsafe UnsafeRawBufferPointer(
      UnsafeBufferPointer(rebasing: samples[start..<(start + line.count)]))
    var offset = 0
    while offset + 8 <= one.count {
      let isEqual =
        unsafe one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard isEqual else { return false }
      offset += 8
    }
    while offset < one.count {
      guard unsafe one[offset] == other[offset] else { return false }
      offset += 1
    }
    return true
  }

  @inline(__always)
  private static func four(_ values: UnsafeMutableBufferPointer<Double>, at index: Int) -> SIMD4<Double> {
    unsafe SIMD4(values[index], values[index &+ 1], values[index &+ 2], values[index &+ 3])
  }
}
