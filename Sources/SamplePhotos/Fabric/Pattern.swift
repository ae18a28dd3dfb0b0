/// A pattern that is woven into or printed on a whole fabric.
///
/// Lengths are in the drawing's units, along the fabric's own axes: u across the grain, v along it.
enum Pattern {
  /// A stripe of a repeated pattern.
  struct Stripe {
    /// The position of the stripe's middle within the period.
    var middle: Float
    var width: Float
    var colour: Colour
  }

  case plain
  /// Repeated stripes across the grain (lines of equal v), or along it (lines of equal u) if `isLengthwise`.
  case stripes([Stripe], period: Float, isLengthwise: Bool)
  /// Stripes in both directions, each at half opacity, as in a tartan, gingham or window-pane check.
  case checks([Stripe], period: Float)
  case dots(Colour, period: Float, radius: Float)
  /// Scattered five-petalled flowers.
  case blossoms([Colour], period: Float, seed: UInt32)
  /// Irregular patches, as in camouflage, animal skins and batik.
  case blotches([Colour], scale: SIMD2<Float>, share: Float, seed: UInt32)
  /// A gradual change to another colour between two values of v.
  case fade(Colour, from: Float, to: Float)
  /// The look of yarns of two shades spun together.
  case melange(Float, seed: UInt32)
  /// Zigzag lines.
  case zigzag(Colour, period: Float, width: Float)
}
