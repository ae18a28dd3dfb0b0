internal import CKernels
package import ImageCore

/// The map of outlines at which adaptive sharpening acts, made in five steps that each store 16-bit samples.
package struct EdgeMap {
  private var lines: PaddedLines

  /// Step 1: computes how much brighter each sample is than its surroundings.
  package init(edgesOf image: Image) {
    self.init(edgesOf: PaddedLines(image))
  }

  /// Step 1: computes 8 times each sample minus its eight neighbours, limited to 0...65535. Only samples *brighter*
  /// than their surroundings respond: on a white background, the white side of an outline.
  init(edgesOf source: PaddedLines) {
    lines = PaddedLines(size: source.size, channels: source.channels)
    unsafe source.withInnerSamples { samples in
      unsafe lines.withMutableInnerSamples { edges in
        unsafe fm_edges(samples, source.channels.rawValue, source.stride, source.innerCount, edges)
      }
    }
    lines.repeatEdges()
  }

  /// Steps 2 and 5: spreads the samples of all channels together over 0...65535.
  ///
  /// With k = 1/(max - min), v becomes Q(65535 * (k * (v - min))); nothing happens where max = min.
  package mutating func level() {
    let levels = levels
    unsafe lines.samples.withUnsafeMutableBufferPointer { samples in
      unsafe fm_level(samples.baseAddress.unsafelyUnwrapped, samples.count, levels)
    }
  }

  /// Steps 3 and 4: spreads each outline to its neighbours, across and then down.
  package mutating func blur() {
    var across = PaddedLines(size: lines.size, channels: lines.channels)
    Self.blur(lines, distance: lines.channels.rawValue, into: &across)
    Self.blur(across, distance: across.stride, into: &lines)
  }

  /// - Parameter distance: The distance, in samples, from a sample to its neighbours on either side.
  private static func blur(_ lines: PaddedLines, distance: Int, into blurred: inout PaddedLines) {
    unsafe lines.withInnerSamples { samples in
      unsafe blurred.withMutableInnerSamples { blurred in
        unsafe fm_blur(samples, distance, lines.innerCount, blurred)
      }
    }
    blurred.repeatEdges()
  }

  /// Steps 5 and 6 together: finds the pixels whose luma, after levelling, reaches the middle of the range, 32767.5.
  ///
  /// - Returns: The offsets of the pixels, in samples from the first one inside the padding, in order.
  func outlines() -> [UInt32] {
    let levels = levels
    let (size, channels, stride) = (lines.size, lines.channels.rawValue, lines.stride)
    return unsafe [UInt32](unsafeUninitializedCapacity: size.pixelCount) { outlines, count in
      count = unsafe lines.withInnerSamples { map in
        unsafe fm_outlines(
          map, channels, stride, size.width, size.height, levels, outlines.baseAddress.unsafelyUnwrapped)
      }
    }
  }

  /// The map as a picture of 16 bits.
  package var image: Image { lines.image }

  /// The levels that spread the samples over the full range; if all samples are equal, those that change nothing.
  private var levels: fm_levels {
    var (low, high): (UInt16, UInt16) = (0, 0)
    unsafe lines.withInnerSamples { unsafe fm_extremes($0, lines.innerCount, &low, &high) }
    if low == high { (low, high) = (0, 65535) }
    return fm_levels(low: Double(low), factor: 1 / Double(high - low))
  }
}
