package import ImageCore

/// Seeded pictures for comparisons with references: of every size up to 9x9, and of larger sizes.
package enum TestPictures {
  /// The content of a picture.
  package enum Filling: String, CaseIterable, Sendable {
    case noise
    /// One colour, and others that differ from it by about the fuzz of trim.
    case nearlyFlat
    /// Only 0 and the largest sample.
    case extremes
    /// A rectangle of noise somewhere on white.
    case blobOnWhite
    /// One pixel of another colour on a plain background.
    case speck
    /// Two plain halves, side by side or above each other.
    case halves
    /// Rows of one colour, several of which are equal.
    case rows
    /// Columns of one colour, several of which are equal.
    case columns
  }

  /// Returns pictures of every size from 1x1 to 9x9, grey and RGB, 8 and 16 bits, several of each.
  package static func small(_ filling: Filling) -> [Image] {
    var generator = SeededGenerator(seed: 1)
    var pictures: [Image] = []
    for height in 1...9 {
      for width in 1...9 {
        for _ in 0..<2 {
          pictures += everyKind(filling, Size(width: width, height: height), using: &generator)
        }
      }
    }
    return pictures
  }

  /// Returns pictures of random sizes up to 60x60, grey and RGB, 8 and 16 bits.
  package static func medium(_ filling: Filling) -> [Image] {
    var generator = SeededGenerator(seed: 2)
    return (0..<10).flatMap { _ in
      let size = Size(
        width: .random(in: 1...60, using: &generator), height: .random(in: 1...60, using: &generator))
      return everyKind(filling, size, using: &generator)
    }
  }

  private static func everyKind(_ filling: Filling, _ size: Size, using generator: inout SeededGenerator)
    -> [Image]
  {
    var pictures: [Image] = []
    for channels in [Image.Channels.grey, .rgb] {
      for isWide in [false, true] {
        pictures.append(picture(filling, size, channels, isWide: isWide, using: &generator))
      }
    }
    return pictures
  }

  /// - Parameter isWide: whether samples have 16 bits instead of 8.
  package static func picture(
    _ filling: Filling, _ size: Size, _ channels: Image.Channels, isWide: Bool,
    using generator: inout SeededGenerator
  ) -> Image {
    let maximum = isWide ? 65535 : 255
    let pixels = pixels(filling, size, channels.rawValue, maximum, using: &generator).flatMap(\.self)
    return Image(
      size: size, channels: channels,
      samples: isWide ? .sixteenBit(pixels.map { UInt16($0) }) : .eightBit(pixels.map { UInt8($0) }))
  }

  private static func pixels(
    _ filling: Filling, _ size: Size, _ channels: Int, _ maximum: Int, using generator: inout SeededGenerator
  ) -> [[Int]] {
    func colour() -> [Int] { (0..<channels).map { _ in .random(in: 0...maximum, using: &generator) } }
    func grid(_ pixel: (_ x: Int, _ y: Int) -> [Int]) -> [[Int]] {
      (0..<size.pixelCount).map { pixel($0 % size.width, $0 / size.width) }
    }
    /// Returns lines of one colour, each equal to the one before with a probability of 1/2.
    func lines(_ count: Int) -> [[Int]] {
      var lines = [colour()]
      while lines.count < count {
        lines.append(Bool.random(using: &generator) ? colour() : lines[lines.count - 1])
      }
      return lines
    }

    switch filling {
    case .noise:
      return grid { _, _ in colour() }
    case .nearlyFlat:
      let step = maximum / 255
      let background = (0..<channels).map { _ in Int.random(in: 0...235, using: &generator) * step }
      return grid { _, _ in
        guard Bool.random(using: &generator) else { return background }
        return background.map { $0 + .random(in: 0...(20 * step), using: &generator) }
      }
    case .extremes:
      return grid { _, _ in (0..<channels).map { _ in Bool.random(using: &generator) ? maximum : 0 } }
    case .blobOnWhite:
      let white = [Int](repeating: maximum, count: channels)
      let (left, right) = (
        Int.random(in: 0..<size.width, using: &generator), Int.random(in: 0..<size.width, using: &generator)
      )
      let (top, bottom) = (
        Int.random(in: 0..<size.height, using: &generator), Int.random(in: 0..<size.height, using: &generator)
      )
      return grid { x, y in
        let isInside =
          x >= min(left, right) && x <= max(left, right) && y >= min(top, bottom) && y <= max(top, bottom)
        return isInside ? colour() : white
      }
    case .speck:
      let (background, other, place) = (
        colour(), colour(), Int.random(in: 0..<size.pixelCount, using: &generator)
      )
      return grid { x, y in y * size.width + x == place ? other : background }
    case .halves:
      let (first, second, isAcross) = (colour(), colour(), Bool.random(using: &generator))
      let border = Int.random(in: 0...(isAcross ? size.width : size.height), using: &generator)
      return grid { x, y in (isAcross ? x : y) < border ? first : second }
    case .rows:
      let lines = lines(size.height)
      return grid { _, y in lines[y] }
    case .columns:
      let lines = lines(size.width)
      return grid { x, _ in lines[x] }
    }
  }
}

extension Image {
  /// The size, channels and depth, for the comments of tests.
  package var kind: String {
    switch samples {
    case .eightBit: "\(size) \(channels) 8 bits"
    case .sixteenBit: "\(size) \(channels) 16 bits"
    }
  }
}
