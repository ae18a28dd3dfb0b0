public import ImageCore

extension Image {
  /// The picture reduced to a smaller size, 8 bits: each new pixel is the mean of the area that it covers, of coded
  /// values, rounded. Good to look at; no stage of a pipeline.
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
    // Weights are whole numbers, so that a plain area stays exactly what it is: they sum to width times height.
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

/// Which pixels of a line a pixel of a shorter line covers, and how much of each.
private struct Coverage {
  let weights: [(index: Int, weight: Int)]

  /// A pixel of `count` is `target` units wide, one of `target` is `count` units.
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
