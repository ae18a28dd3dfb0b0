/// What is woven into or printed on a fabric all over.
///
/// Lengths are in the units of the drawing, along the fabric's own axes: u across, v along the grain.
enum Pattern {
  /// A stripe of a repeat.
  struct Stripe {
    /// Where in the repeat its middle lies, and how wide it is.
    var middle: Float
    var width: Float
    var colour: Colour
  }

  case plain
  /// Stripes across the grain (lines of equal v), repeated; `isLengthwise` turns them to lines of equal u.
  case stripes([Stripe], period: Float, isLengthwise: Bool)
  /// Stripes both ways, each letting half of the other through, as in a tartan, gingham or window-pane check.
  case checks([Stripe], period: Float)
  case dots(Colour, period: Float, radius: Float)
  /// Scattered five-petalled flowers.
  case blossoms([Colour], period: Float, seed: UInt32)
  /// Irregular patches: camouflage, animal skins, batik.
  case blotches([Colour], scale: SIMD2<Float>, share: Float, seed: UInt32)
  /// One colour turning into another between two places of v.
  case fade(Colour, from: Float, to: Float)
  /// Yarns of two shades spun together.
  case melange(Float, seed: UInt32)
  /// Zigzag lines.
  case zigzag(Colour, period: Float, width: Float)
}
