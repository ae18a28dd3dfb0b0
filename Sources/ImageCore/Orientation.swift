/// The way that a stored picture has to be turned to be upright; the raw values are those of EXIF's tag 0x0112.
public enum Orientation: Int, Sendable, CaseIterable {
  case upright = 1
  case mirrored = 2
  case turnedHalf = 3
  case flipped = 4
  case transposed = 5
  /// The picture is stored lying on its left side: it needs a quarter turn clockwise.
  case needsQuarterClockwise = 6
  case transversed = 7
  /// The picture is stored lying on its right side: it needs a quarter turn counterclockwise.
  case needsQuarterCounterclockwise = 8

  /// Whether the upright picture is as wide as the stored one is high.
  public var swapsWidthAndHeight: Bool { rawValue >= 5 }
}
