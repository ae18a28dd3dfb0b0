package import ImageCore

extension Image {
  /// Lays this picture on a canvas with its upper left corner at (x, y), which may be outside; parts beyond the
  /// canvas are cut off.
  func laid(on canvas: Size, background: Colour, x: Int, y: Int) -> Image {
    guard canvas != size || x != 0 || y != 0 else { return self }
    let laid: Samples =
      switch samples {
      case .eightBit(let samples):
        .eightBit(placed(samples, canvas, x, y, background: pixel(of: background)))
      case .sixteenBit(let samples):
        .sixteenBit(placed(samples, canvas, x, y, background: pixel(of: background).map { UInt16($0) * 257 }))
      }
    return Image(size: canvas, channels: channels, samples: laid)
  }

  /// Returns a part of this picture.
  package func cropped(to part: Rectangle) -> Image {
    let kept: Samples =
      switch samples {
      case .eightBit(let samples):
        .eightBit(samples.rows(of: part, width: width, channels: channels.rawValue))
      case .sixteenBit(let samples):
        .sixteenBit(samples.rows(of: part, width: width, channels: channels.rawValue))
      }
    return Image(
      size: part.size, channels: channels, samples: kept,
      alpha: alpha?.rows(of: part, width: width, channels: 1))
  }

  /// A colour as one pixel of this picture, with 8-bit samples.
  private func pixel(of colour: Colour) -> [UInt8] {
    switch channels {
    case .rgb: [colour.red, colour.green, colour.blue]
    case .grey:
      [UInt8(sample(nearest: luma(Double(colour.red), Double(colour.green), Double(colour.blue))))]
    }
  }

  private func placed<Sample: FixedWidthInteger>(
    _ samples: [Sample], _ canvas: Size, _ x: Int, _ y: Int, background: [Sample]
  ) -> [Sample] {
    let channelCount = channels.rawValue
    let columns = max(0, x)..<max(max(0, x), min(canvas.width, x + width))
    let rows = max(0, y)..<max(max(0, y), min(canvas.height, y + height))
    let rowLength = columns.count * channelCount
    var result = [Sample](repeating: background[0], count: canvas.pixelCount * channelCount)
    for channel in 1..<max(channelCount, 1) where background[channel] != background[0] {
      for index in stride(from: channel, to: result.count, by: channelCount) {
        result[index] = background[channel]
      }
    }
    // Unsafe for speed: whole rows are copied, which the ranges above keep within both pictures.
    unsafe result.withUnsafeMutableBufferPointer { result in
      unsafe samples.withUnsafeBufferPointer { samples in
        for row in rows {
          let source = ((row - y) * width + columns.lowerBound - x) * channelCount
          let target = (row * canvas.width + columns.lowerBound) * channelCount
          let line = unsafe UnsafeBufferPointer(rebasing: samples[source..<(source + rowLength)])
          _ = unsafe UnsafeMutableBufferPointer(rebasing: result[target..<(target + rowLength)])
            .update(fromContentsOf: line)
        }
      }
    }
    return result
  }
}

extension Array where Element: FixedWidthInteger {
  /// Returns the samples of a part of a picture, whose samples are this array.
  ///
  /// - Parameter width: The width of the whole picture, in pixels.
  func rows(of part: Rectangle, width: Int, channels: Int) -> [Element] {
    let rowLength = part.width * channels
    precondition(part.x + part.width <= width && (part.y + part.height) * width * channels <= count)
    // Unsafe for speed: whole rows are copied, which the line above keeps within the picture.
    return unsafe [Element](unsafeUninitializedCapacity: rowLength * part.height) { target, targetCount in
      unsafe withUnsafeBufferPointer { source in
        for row in 0..<part.height {
          let start = ((part.y + row) * width + part.x) * channels
          let samples = unsafe UnsafeBufferPointer(rebasing: source[start..<(start + rowLength)])
          _ = unsafe UnsafeMutableBufferPointer(rebasing: target[(row * rowLength)...])
            .initialize(fromContentsOf: samples)
        }
      }
      targetCount = rowLength * part.height
    }
  }
}

extension Array {
  /// Returns the samples of a picture, which are this array, with left and right exchanged.
  ///
  /// - Precondition: there are whole rows of `width` pixels.
  package func rowsMirrored(width: Int, channels: Int) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(count)
    for row in stride(from: 0, to: count, by: width * channels) {
      for x in (0..<width).reversed() {
        result += self[(row + x * channels)..<(row + (x + 1) * channels)]
      }
    }
    return result
  }
}
