/// The trunk of a garment worn on the upper body, seen from the front: the middle is at x = 0, the neck's height
/// is at y = 0, and the distance from the middle to the side is about 1.
struct Bodice {
  enum Neckline {
    case round, vee, boat, square
  }

  var neckline = Neckline.round
  var neckHalfWidth = 0.36
  /// The height at which the neckline ends at the sides: 0, or lower if straps hold the garment.
  var neckTop = 0.0
  var neckDepth = 0.3
  var shoulderHalfWidth = 0.92
  var shoulderDrop = 0.2
  var armpit = Point(1.0, 0.98)
  /// The right side, from below the armpit down to the corner of the hem.
  var side: [Knot]
  /// The height of the hem's middle.
  var hemMiddle: Double
  /// Whether there are no sleeves; the armhole is then cut deeper into the shoulder.
  var isSleeveless = false

  /// Creates a straight trunk; `chest`, `waist` and `hem` are half widths.
  init(chest: Double = 1, waist: Double, hem: Double, length: Double, hemDrop: Double = 0.04) {
    armpit = Point(chest, 0.98)
    side = [.smooth(waist, 0.98 + (length - 0.98) * 0.5), .corner(hem, length)]
    hemMiddle = length + hemDrop
  }

  /// Returns the trunk with a higher hem, to which a knitted band can be sewn.
  func shortened(by length: Double) -> Bodice {
    var bodice = self
    bodice.hemMiddle -= length
    if let last = side.indices.last { bodice.side[last].point.y -= length }
    return bodice
  }

  /// The neckline at the front, from left to right.
  var neckKnots: [Knot] {
    let (w, d) = (neckHalfWidth, neckDepth)
    let middle: [Knot] =
      switch neckline {
      case .round:
        [
          .smooth(-w * 0.74, neckTop + (d - neckTop) * 0.66), .smooth(0, d),
          .smooth(w * 0.74, neckTop + (d - neckTop) * 0.66),
        ]
      case .vee:
        [
          .smooth(-w * 0.55, neckTop + (d - neckTop) * 0.46), .corner(0, d),
          .smooth(w * 0.55, neckTop + (d - neckTop) * 0.46),
        ]
      case .boat:
        [
          .smooth(-w * 0.5, neckTop + (d - neckTop) * 0.8), .smooth(0, d),
          .smooth(w * 0.5, neckTop + (d - neckTop) * 0.8),
        ]
      case .square: [.corner(-w * 0.86, d), .smooth(0, d * 1.04), .corner(w * 0.86, d)]
      }
    return [.corner(-w, neckTop)] + middle + [.corner(w, neckTop)]
  }

  var neckCurve: Curve { Curve(through: neckKnots) }

  /// The hem, from right to left.
  var hemCurve: Curve {
    guard let corner = side.last?.point else { return Curve(points: []) }
    return Curve(through: [.corner(corner), .smooth(0, hemMiddle), .corner(-corner.x, corner.y)])
  }

  /// The right armhole, from the shoulder down to the armpit.
  private var armhole: [Knot] {
    let shoulder = Point(shoulderHalfWidth, shoulderDrop)
    let middle =
      isSleeveless
      ? Point(min(shoulder.x, armpit.x) - 0.1, shoulder.y + (armpit.y - shoulder.y) * 0.55)
      : Point((shoulder.x + armpit.x) / 2 - 0.08, (shoulder.y + armpit.y) / 2)
    return [.corner(shoulder), .smooth(middle), .corner(armpit)]
  }

  var armholeCurve: Curve { Curve(through: armhole) }

  /// Returns the silhouette, whose two sides differ a little at random.
  func outline(_ random: inout RandomSource) -> Path {
    let right = armhole + side
    let left: [Knot] = right.reversed().map { knot in
      Knot(
        point: Point(-knot.point.x + random.jitter(0.012), knot.point.y + random.jitter(0.012)),
        isCorner: knot.isCorner)
    }
    return Path(through: neckKnots + right + [.smooth(random.jitter(0.05), hemMiddle)] + left)
  }

  /// Draws the part of the back that is visible through the neck opening, with the label.
  func backOfNeck(_ fabric: Fabric, rise: Double = 0.06, label: Colour?, band: Fabric? = nil) -> [Part] {
    let (w, d) = (neckHalfWidth, neckDepth)
    let top = neckTop - rise
    let outline = Path(through: [
      .corner(-w - 0.02, neckTop), .smooth(-w * 0.5, top + rise * 0.15), .smooth(0, top),
      .smooth(w * 0.5, top + rise * 0.15),
      .corner(w + 0.02, neckTop),
      .smooth(w * 0.9, d * 0.8), .smooth(0, d + 0.12), .smooth(-w * 0.9, d * 0.8),
    ])
    var part = Part(outline, fabric.shaded(0.66), relief: Relief(edgeSlope: 0))
    if let label {
      part.details.append(
        Detail(.rectangle(x: -0.09...0.09, y: top + 0.07...top + 0.15), label, opacity: 0.8))
    }
    guard let band else { return [part] }
    let edge = Curve(through: [
      .corner(-w - 0.01, neckTop + 0.03), .smooth(-w * 0.5, top + rise * 0.15), .smooth(0, top),
      .smooth(w * 0.5, top + rise * 0.15), .corner(w + 0.01, neckTop + 0.03),
    ])
    return [part, Part(edge.ribbon(width: 0.08), band, relief: Relief(edgeRadius: 0.04, edgeSlope: 0.5))]
  }

  /// Draws a band along the neckline.
  func neckBand(_ fabric: Fabric, width: Double) -> Part {
    var part = Part(
      neckCurve.offset(by: -width * 0.4).ribbon(width: width), fabric,
      relief: Relief(edgeRadius: width * 0.5, edgeSlope: 0.5))
    part.shadow = 0.25
    part.shadowReach = 0.03
    return part
  }

  /// Draws the folds of the cloth: from the armpits inward, and down to the hem.
  func folds(_ random: inout RandomSource, strength: Double = 1) -> [Fold] {
    var folds: [Fold] = []
    for side in [-1.0, 1.0] {
      for _ in 0..<random.count(1...3) {
        let start = Point(
          side * (armpit.x - random.within(0.02...0.12)), armpit.y + random.within(-0.12...0.2))
        let end = start + Point(-side * random.within(0.25...0.6), random.within(0.2...0.8))
        folds.append(
          Fold(
            from: start, to: end, bend: random.jitter(0.15), width: random.within(0.14...0.3),
            height: strength * random.within(0.02...0.045) * (random.chance(0.6) ? 1 : -1)))
      }
    }
    let bottom = hemMiddle
    for _ in 0..<random.count(3...6) {
      let x = random.within(-0.8...0.8) * armpit.x
      let top = random.within(0.25...0.7) * bottom
      folds.append(
        Fold(
          from: Point(x, top),
          to: Point(x + random.jitter(0.2), min(bottom + 0.2, top + random.within(0.5...1.4))),
          bend: random.jitter(0.1), width: random.within(0.14...0.4),
          height: strength * random.within(0.02...0.055) * (random.chance(0.5) ? 1 : -1)))
    }
    return folds
  }

  /// Returns the relief of loosely hanging cloth.
  func relief(_ random: inout RandomSource, stiffness: Double = 0) -> Relief {
    Relief(
      edgeRadius: random.within(0.16...0.26), continuation: 0.5, edgeSlope: random.within(0.55...0.85),
      folds: folds(&random, strength: 1 - stiffness), crumple: 0.06 * (1 - stiffness * 0.7),
      crumpleSize: Point(random.within(0.3...0.5), random.within(0.5...0.9)),
      seed: UInt32(random.count(0...9999)))
  }
}
