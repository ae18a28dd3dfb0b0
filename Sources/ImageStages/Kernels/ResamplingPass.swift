internal import CImageKernels
internal import ImageCore

/// One pass of resampling: each target sample is the sum of weight times source sample, in doubles, added from the
/// first line on, starting at 0, as in the reference.
///
/// A photo of 762x1000 takes about 14 million such additions, so that these loops determine the time for large
/// photos. Both work on several samples side by side, each with a sum of its own, which does not change the order
/// of any sum; sums stay in registers, and samples are converted to doubles once. If all lines of a window are
/// equal, as in the plain background of a product photo, nothing is added: the weights' sum differs from 1 by less
/// than a billionth, so that the sum would be rounded to the same sample.
///
/// The code is unsafe because the checks of arrays would keep the inner loops from becoming vector code; windows end
/// within the lines that they are made for.
enum ResamplingPass {
  /// The number of columns that are summed side by side.
  private static let blockWidth = 16

  /// The vertical pass: makes target line t, of `lineLength` samples, from the source lines of window t.
  ///
  /// - Parameter value: Converts a sample to a double of 0...65535.
  static func down<Sample: FixedWidthInteger>(
    _ samples: [Sample], lineLength: Int, _ windows: [ResamplingWindow], value: (Sample) -> Double
  ) -> [UInt16] {
    let lineCount = samples.count / lineLength
    let blockCount = (lineLength + blockWidth - 1) / blockWidth
    let equalCounts = equalLineCounts(samples, lineLength: lineLength, blockCount: blockCount)
    return unsafe [UInt16](unsafeUninitializedCapacity: lineLength * windows.count) { result, count in
      count = lineLength * windows.count
      unsafe withUnsafeTemporaryAllocation(of: SIMD16<Double>.self, capacity: lineCount) { lines in
        unsafe samples.withUnsafeBufferPointer { samples in
          for block in 0..<blockCount {
            let first = block * blockWidth
            let width = min(blockWidth, lineLength - first)
            // Lines are converted to doubles when a window first needs them; windows never go back.
            var valueEnd = 0
            for (target, window) in windows.enumerated() {
              let end = window.first + window.weights.count
              let targetLine = unsafe UnsafeMutableBufferPointer(
                rebasing: result[(target * lineLength + first)..<(target * lineLength + first + width)])
              if equalCounts[(end - 1) * blockCount + block] >= window.weights.count - 1 {
                for column in 0..<width {
                  unsafe targetLine[column] = sample(
                    whole: value(samples[window.first * lineLength + first + column]))
                }
                continue
              }
              for line in max(valueEnd, window.first)..<max(valueEnd, end) {
                let start = line * lineLength + first
                unsafe lines[line] = unsafe values(of: samples[start..<(start + width)], value)
              }
              valueEnd = max(valueEnd, end)
              var sums = SIMD16<Double>.zero
              unsafe window.weights.withUnsafeBufferPointer { weights in
                unsafe withUnsafeMutableBytes(of: &sums) { sums in
                  unsafe fm_sum_lines(
                    UnsafeRawPointer(lines.baseAddress.unsafelyUnwrapped + window.first).assumingMemoryBound(
                      to: Double.self),
                    weights.baseAddress.unsafelyUnwrapped, weights.count,
                    sums.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Double.self))
                }
              }
              let nearest = samples16(nearest: sums)
              for column in 0..<width { unsafe targetLine[column] = nearest[column] }
            }
          }
        }
      }
    }
  }

  /// Returns, for each line and each block of columns in it, the number of lines directly before it that are equal
  /// to it.
  private static func equalLineCounts<Sample: FixedWidthInteger>(
    _ samples: [Sample], lineLength: Int, blockCount: Int
  ) -> [Int32] {
    let lineCount = samples.count / lineLength
    let blockByteCount = blockWidth * MemoryLayout<Sample>.size
    let lineByteCount = lineLength * MemoryLayout<Sample>.size
    let wholeBlockCount = lineLength / blockWidth
    return unsafe [Int32](unsafeUninitializedCapacity: lineCount * blockCount) { counts, count in
      count = lineCount * blockCount
      unsafe counts.initialize(repeating: 0)
      unsafe samples.withUnsafeBytes { bytes in
        for line in 1..<max(lineCount, 1) {
          // A partial block at the end of the line counts as different and is summed.
          for block in 0..<wholeBlockCount {
            let start = line &* lineByteCount &+ block &* blockByteCount
            var difference: UInt64 = 0
            for offset in Swift.stride(from: start, to: start + blockByteCount, by: 8) {
              difference |=
                unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                ^ bytes.loadUnaligned(fromByteOffset: offset - lineByteCount, as: UInt64.self)
            }
            if difference == 0 {
              let index = line &* blockCount &+ block
              unsafe counts[index] = unsafe counts[index &- blockCount] &+ 1
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func values<Sample>(
    of samples: Slice<UnsafeBufferPointer<Sample>>, _ value: (Sample) -> Double
  ) -> SIMD16<Double> {
    let samples = unsafe UnsafeBufferPointer(rebasing: samples)
    var values = SIMD16<Double>.zero
    if samples.count == 16 {
      for lane in 0..<16 { values[lane] = unsafe value(samples[lane]) }
    } else {
      for lane in 0..<samples.count { values[lane] = unsafe value(samples[lane]) }
    }
    return values
  }

  /// Computes `sample(nearest:)` for all lanes, by plain arithmetic that becomes vector code on every processor.
  ///
  /// Adding and subtracting 2^52 rounds to the nearest whole number, halves to even; subtracting 1 where that
  /// rounded up gives the floor.
  @inline(__always)
  private static func samples16(nearest sums: SIMD16<Double>) -> SIMD16<UInt16> {
    var limited = sums.replacing(with: 0, where: sums .< 0)
    limited.replace(with: 65535, where: limited .> 65535)
    let shifted = limited + 0.5
    var whole = (shifted + 0x1p52) - 0x1p52
    whole.replace(with: whole - 1, where: whole .> shifted)
    return SIMD16<UInt16>(truncatingIfNeeded: unsafe unsafeBitCast(whole + 0x1p52, to: SIMD16<UInt64>.self))
  }

  /// The horizontal pass: makes target column t of every row from the source columns of window t.
  static func across<Sample: Equatable>(
    _ samples: [Sample], size: Size, channels: Int, _ windows: [ResamplingWindow], value: (Sample) -> Double
  ) -> [UInt16] {
    let rowLength = size.width * channels
    let targetLength = windows.count * channels
    // Four samples are read at each pixel, all its channels and more; the padding after each row is for the last
    // pixel.
    let stride = rowLength + 4
    // The number of pixels directly before each pixel that are equal to it, in all rows of a block.
    var equalCounts = [Int](repeating: 0, count: size.width)
    return unsafe [UInt16](unsafeUninitializedCapacity: targetLength * size.height) { result, count in
      count = targetLength * size.height
      // Four rows at a time: the additions for a single row would wait for each other.
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * stride + 16) { scratch in
        unsafe scratch.initialize(repeating: 0)
        let block = unsafe UnsafeMutableBufferPointer(rebasing: scratch[..<(4 * stride)])
        let sums = unsafe UnsafeMutableBufferPointer(rebasing: scratch[(4 * stride)...])
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
              unsafe window.weights.withUnsafeBufferPointer { weights in
                unsafe fm_sum_pixels(
                  block.baseAddress.unsafelyUnwrapped + window.first * channels, stride, channels,
                  weights.baseAddress.unsafelyUnwrapped, weights.count, sums.baseAddress.unsafelyUnwrapped)
              }
              for row in 0..<rowCount {
                let start = (top + row) * targetLength + target * channels
                for channel in 0..<channels {
                  unsafe result[start + channel] = sample(nearest: sums[row * 4 + channel])
                }
              }
            }
          }
        }
      }
    }
  }
}
