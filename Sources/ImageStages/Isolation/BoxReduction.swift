internal import ImageCore

/// The reduction of a picture by plain means of its pixels, in whole numbers.
enum BoxReduction {
  /// Returns the colours of a picture reduced to a size, by rows: across first, then down, each mean rounded to a byte.
  ///
  /// - Precondition: `size` is at most the picture's, in both directions.
  static func reduced(_ colours: [RGB], from source: Size, to size: Size) -> [RGB] {
    let columns = windows(from: source.width, to: size.width)
    let rows = windows(from: source.height, to: size.height)
    var narrow: [RGB] = []
    narrow.reserveCapacity(source.height * size.width)
    for y in 0..<source.height {
      let line = y * source.width
      for column in columns {
        narrow.append(mean(of: colours.span, from: line + column.lowerBound, step: 1, count: column.count))
      }
    }
    var result: [RGB] = []
    result.reserveCapacity(size.pixelCount)
    for row in rows {
      let line = row.lowerBound * size.width
      for x in 0..<size.width {
        result.append(mean(of: narrow.span, from: line + x, step: size.width, count: row.count))
      }
    }
    return result
  }

  /// Returns the pixels below each target pixel: those whose centres are under it.
  private static func windows(from count: Int, to target: Int) -> [Range<Int>] {
    let bounds = (0...target).map { (2 * $0 * count + target) / (2 * target) }
    return (0..<target).map { bounds[$0]..<bounds[$0 + 1] }
  }

  /// Returns bytes, such as opacities, reduced as colours are.
  static func reduced(_ bytes: [UInt8], from source: Size, to size: Size) -> [UInt8] {
    reduced(bytes.map { RGB(red: $0, green: $0, blue: $0) }, from: source, to: size).map(\.red)
  }

  /// Returns the mean of `count` colours, the first at `start`, the others `step` apart.
  private static func mean(of colours: Span<RGB>, from start: Int, step: Int, count: Int) -> RGB {
    var (red, green, blue) = (0, 0, 0)
    var index = start
    for _ in 0..<count {
      let colour = colours[index]
      (red, green, blue) = (red + Int(colour.red), green + Int(colour.green), blue + Int(colour.blue))
      index += step
    }
    // A reciprocal of 22 bits, as image libraries use it.
    let factor = ((1 << 23) / count + 1) / 2
    func byte(_ sum: Int) -> UInt8 { UInt8(min((sum * factor + (1 << 21)) >> 22, 255)) }
    return RGB(red: byte(red), green: byte(green), blue: byte(blue))
  }
}
