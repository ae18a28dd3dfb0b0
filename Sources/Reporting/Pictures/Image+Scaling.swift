public import ImageCore

extension Image {
  /// Returns the picture reduced to a smaller size, 8 bits: each new pixel is the rounded mean of the coded values of
  /// the area that it covers. For display only; no pipeline stage uses it.
  ///
  /// - Precondition: `target` is at least 1x1 and no larger than the picture on either side.
  /// - Complexity: O(samples).
  public func averaged(to target: Size) -> Image {
    precondition(target.width > 0 && target.height > 0, "a picture has at least one pixel")
    precondition(target.width <= width && target.height <= height, "averaging reduces")
    guard target != size else { return cutToBytes }
    let channelCount = channels.rawValue
    let (columns, rows) = (
      Coverage.all(from: width, to: target.width), Coverage.all(from: height, to: target.height)
    )
    let source = eightBitSamples
    // The weights are integers that sum to width times height, so that a plain area keeps its exact level.
    let total = width * height
    return Image(
      size: target, channels: channels,
      samples: .eightBit(
        [UInt8](capacity: target.pixelCount * channelCount) { output in
          var sums = [Int](repeating: 0, count: target.width * channelCount)
          for row in rows {
            for index in sums.indices { sums[index] = 0 }
            for (y, rowWeight) in row.weights {
              let start = y * rowStride
              for (column, coverage) in columns.enumerated() {
                for (x, weight) in coverage.weights {
                  for channel in 0..<channelCount {
                    sums[column * channelCount + channel] +=
                      Int(source[start + x * channelCount + channel]) * weight * rowWeight
                  }
                }
              }
            }
            for sum in sums { output.append(UInt8((sum + total / 2) / total)) }
          }
        }))
  }
}

extension Image {
  /// Returns the picture reduced so that neither side is longer than `side` pixels, for display only; one that is not longer
  /// stays as it is.
  ///
  /// - Precondition: `side` is at least 1.
  public func fitted(into side: Int) -> Image {
    let target = size.fitted(into: side)
    return target == size ? self : averaged(to: target)
  }
}

extension Size {
  /// Returns the size reduced in proportion so that neither side is longer than `side`.
  func fitted(into side: Int) -> Size {
    let longest = max(width, height)
    guard longest > side else { return self }
    func reduced(_ length: Int) -> Int { max(1, (length * side + longest / 2) / longest) }
    return Size(width: reduced(width), height: reduced(height))
  }
}

/// The pixels of a line that one pixel of a shorter line covers, with the amount of each.
private struct Coverage {
  let weights: [(index: Int, weight: Int)]

  /// Returns the coverage of each of `target` pixels. A pixel of the longer line is `target` units wide, one of the
  /// shorter line `count` units.
  static func all(from count: Int, to target: Int) -> [Coverage] {
    (0..<target).map { position in
      let (start, end) = (position * count, (position + 1) * count)
      let first = start / target
      let last = (end - 1) / target
      return Coverage(
        weights: (first...last).map { index in
          (index, min(end, (index + 1) * target) - max(start, index * target))
        })
    }
  }
}

extension Image {
  /// Returns the picture with every pixel enlarged to `factor` by `factor` pixels, 8 bits, with the same channels.
  ///
  /// - Precondition: `factor` is at least 1.
  public func enlarged(by factor: Int) -> Image {
    precondition(factor > 0, "a pixel stays at least a pixel")
    guard factor > 1 else { return cutToBytes }
    let channelCount = channels.rawValue
    let source = eightBitSamples
    let target = Size(width: width * factor, height: height * factor)
    return Image(
      size: target, channels: channels,
      samples: .eightBit(
        [UInt8](capacity: target.pixelCount * channelCount) { output in
          for y in 0..<target.height {
            for x in 0..<target.width {
              let start = (y / factor * width + x / factor) * channelCount
              for channel in 0..<channelCount { output.append(source[start + channel]) }
            }
          }
        }))
  }
}
