/// The fine structure of a surface, which gives it its relief at close range.
enum Weave {
  case smooth
  /// Ribs along the grain, one per `period`.
  case ribbed(period: Float, depth: Float)
  /// Knitted cables and stitches.
  case cable(period: Float, depth: Float)
  /// Twill with worn, faded areas.
  case denim
  /// Leather with a grain.
  case leather
  /// Down-filled channels across the grain.
  case quilted(period: Float, depth: Float)
  /// Quilting in diamonds.
  case diamonds(period: Float, depth: Float)
  /// A rough surface: tweed, bouclé, fleece, fur.
  case rough(Float)

  /// Returns the height in the drawing's units. Structures finer than two pixels fade out instead of causing moiré.
  @inline(__always)
  func height(at place: SIMD2<Float>, pixel: Float) -> Float {
    switch self {
    case .smooth, .denim: return 0
    case .ribbed(let period, let depth):
      return depth * Self.visibility(period, pixel) * Self.round(place.x, period)
    case .cable(let period, let depth):
      // Two strands that wind around each other in each period, between columns of purl.
      let sway = Self.round(place.y, period * 1.6) * period * 0.22
      let across = wrapped(place.x, period: period)
      let strand = max(Self.round(across + sway, period * 0.8), Self.round(across - sway, period * 0.8))
      return depth * Self.visibility(period, pixel) * strand
    case .leather:
      return 0.0016 * Self.visibility(0.05, pixel) * Noise.value(place.x * 40, place.y * 40, seed: 11)
    case .quilted(let period, let depth):
      return depth * Self.visibility(period, pixel) * Self.pillow(place.y, period)
    case .diamonds(let period, let depth):
      let pillow = Self.pillow(place.x + place.y, period) * Self.pillow(place.x - place.y, period)
      return depth * Self.visibility(period, pixel) * pillow
    case .rough(let depth):
      return depth * Self.visibility(0.08, pixel) * Noise.value(place.x * 24, place.y * 24, seed: 5)
    }
  }

  /// Returns the structure's effect on the colour, a factor near 1.
  @inline(__always)
  func tint(at place: SIMD2<Float>, pixel: Float) -> Float {
    switch self {
    case .denim:
      let worn = Noise.value(place.x * 2.2, place.y * 1.1, seed: 3) - 0.5
      let slub = Noise.value(place.x * 34, place.y * 9, seed: 4) - 0.5
      return 1 + 0.14 * worn + 0.08 * Self.visibility(0.06, pixel) * slub
    case .rough(let depth):
      let fleck = Noise.value(place.x * 26, place.y * 26, seed: 6) - 0.5
      return 1 + min(0.25, 8 * depth) * Self.visibility(0.08, pixel) * fleck
    default: return 1
    }
  }

  private static func visibility(_ period: Float, _ pixel: Float) -> Float {
    min(1, max(0, (period / pixel - 2) / 2))
  }

  /// Returns a smooth wave of 0...1 with crests at multiples of the period.
  private static func round(_ place: Float, _ period: Float) -> Float {
    let t = 2 * wrapped(place, period: period) / period
    return (1 - t * t) * (1 - t * t)
  }

  /// Returns the profile, 0...1, of a cushion between seams at odd multiples of half the period: high in the
  /// middle and steep at the seams.
  private static func pillow(_ place: Float, _ period: Float) -> Float {
    let t = 2 * wrapped(place, period: period) / period
    return 1 - t * t * t * t
  }
}
