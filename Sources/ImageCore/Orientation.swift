/// How a stored picture has to be turned to stand upright: the values of EXIF's tag 0x0112.
public enum Orientation: Int, Sendable, CaseIterable {
  case upright = 1
  case mirrored = 2
  case turnedHalf = 3
  case flipped = 4
  case transposed = 5
  /// Stored lying on its left side: turn it by a quarter, clockwise.
  case needsQuarterClockwise = 6
  case transversed = 7
  /// Stored lying on its right side: turn it by a quarter, counterclockwise.
  case needsQuarterCounterclockwise = 8

  /// Whether the upright picture is as wide as the stored one is high.
  public var swapsWidthAndHeight: Bool { rawValue >= 5 }
}
