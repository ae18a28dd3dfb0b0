internal import CKernels
internal import ImageCore

/// One pass of resampling: each target sample is the sum of weight times source sample, in doubles, added from the
/// first line on, starting at 0, as in the reference.
///
/// A photo of 762x1000 takes about 14 million such additions, so that these loops determine the time for large
/// photos. They are in C, for wide vectors: many samples stand side by side, each with a sum of its own, which does
/// not change the order of any sum. If all lines of a window are equal, as in the plain background of a product photo,
/// nothing is added: the weights' sum differs from 1 by less than a billionth, so that the sum would be rounded to the
/// same sample.
///
/// The code is unsafe because it calls C. The kernels read whole pictures, whose samples fill their size, by windows that
/// end within the lines that they are made for.
enum ResamplingPass {
  /// The numbers of columns and of rows that are summed side by side, in the passes over lines and over pixels.
  private static let (columnCount, rowCount) = (32, 16)

  /// The vertical pass: makes target line t, of `lineLength` samples, from the source lines of window t.
  static func down(_ samples: Image.Samples, lineLength: Int, _ windows: ResamplingWindows) -> [UInt16] {
    let targetCount = lineLength * windows.count
    return unsafe [UInt16](unsafeUninitializedCapacity: targetCount) { result, count in
      count = targetCount
      let result = unsafe result.baseAddress.unsafelyUnwrapped
      unsafe withRing(of: windows.ringLength * columnCount) { ring in
        unsafe windows.withKernelWindows { windows in
          switch samples {
          case .eightBit(let samples):
            unsafe fm_resample_lines_of_bytes(samples, lineLength, windows, ring, result)
          case .sixteenBit(let samples): unsafe fm_resample_lines(samples, lineLength, windows, ring, result)
          }
        }
      }
    }
  }

  /// The horizontal pass: makes target column t of every row from the source columns of window t.
  static func across(_ samples: Image.Samples, size: Size, channels: Int, _ windows: ResamplingWindows)
    -> [UInt16]
  {
    let targetCount = windows.count * channels * size.height
    let rows = fm_rows(count: size.height, width: size.width, channels: channels)
    return unsafe [UInt16](unsafeUninitializedCapacity: targetCount) { result, count in
      count = targetCount
      let result = unsafe result.baseAddress.unsafelyUnwrapped
      unsafe withRing(of: windows.ringLength * channels * rowCount) { ring in
        let sampleCount = (size.width + windows.count) * channels
        unsafe withUnsafeTemporaryAllocation(of: UInt16.self, capacity: sampleCount * rowCount) { columns in
          let columns = unsafe columns.baseAddress.unsafelyUnwrapped
          unsafe windows.withKernelWindows { windows in
            switch samples {
            case .eightBit(let samples):
              unsafe fm_resample_pixels_of_bytes(samples, rows, windows, ring, columns, result)
            case .sixteenBit(let samples):
              unsafe fm_resample_pixels(samples, rows, windows, ring, columns, result)
            }
          }
        }
      }
    }
  }

  /// Calls a function with room for values at a multiple of 64 bytes, so that no vector lies across two lines of the cache.
  private static func withRing(of valueCount: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) {
    unsafe withUnsafeTemporaryAllocation(
      byteCount: valueCount * MemoryLayout<Double>.stride, alignment: 64
    ) { unsafe body($0.baseAddress.unsafelyUnwrapped.bindMemory(to: Double.self, capacity: valueCount)) }
  }
}
