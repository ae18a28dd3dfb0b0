package import ImageCore

/// Resizing by weighted means, in two passes that each store samples.
///
/// The horizontal pass is first if the width shrinks less than the height, the vertical pass otherwise. Both
/// passes are run even if a factor is 1. Samples between the passes are rounded and clamped like any others.
enum Resampling {
  /// Each pass reads about three samples for one; between them, the picture has its full length in one direction.
  static let cost = StageCost(byteCount: 4, stepCount: 6)

  static func resized(_ image: Image, to size: Size, filter: ResamplingFilter) -> Image {
    let columns = ResamplingWindows.all(of: image.width, to: size.width, filter: filter)
    let rows = ResamplingWindows.all(of: image.height, to: size.height, filter: filter)
    let goesAcrossFirst =
      Double(size.width) / Double(image.width) > Double(size.height) / Double(image.height)
    return goesAcrossFirst
      ? down(across(image, columns), rows)
      : across(down(image, rows), columns)
  }

  private static func down(_ image: Image, _ windows: ResamplingWindows) -> Image {
    let samples = ResamplingPass.down(image.samples, lineLength: image.rowStride, windows)
    let size = Size(width: image.width, height: windows.count)
    return Image(size: size, channels: image.channels, samples: .sixteenBit(samples))
  }

  private static func across(_ image: Image, _ windows: ResamplingWindows) -> Image {
    let samples = ResamplingPass.across(
      image.samples, size: image.size, channels: image.channels.rawValue, windows)
    let size = Size(width: windows.count, height: image.height)
    return Image(size: size, channels: image.channels, samples: .sixteenBit(samples))
  }
}

extension Image {
  /// Returns this picture enlarged or reduced to a size, whatever its shape, with linear interpolation.
  package func stretched(to size: Size) -> Image {
    size == self.size ? self : Resampling.resized(self, to: size, filter: .triangle).cutToBytes
  }
}
