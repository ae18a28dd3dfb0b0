/// Totes, handbags, satchels, clutches, shoulder bags, backpacks and weekenders.
enum Bags {
  private enum Make { case tote, handbag, flap, clutch, hobo, backpack, weekender }

  static func scene(_ random: inout RandomSource) -> Scene {
    let make = random.pick([
      (4, Make.tote), (4, .handbag), (5, .flap), (2, .clutch), (1.8, .hobo), (2, .backpack),
      (1.2, .weekender),
    ])
    let fabric = fabric(make, &random)
    let trim =
      random.chance(0.3)
      ? Fabric(Palette.leather.colour(&random), weave: .leather, gloss: 0.3)
      : fabric.plain(fabric.colour.shaded(0.88))
    let metal = Footwear.metal(&random)
    switch make {
    case .tote: return tote(fabric, trim, metal, &random)
    case .handbag: return handbag(fabric, trim, metal, &random)
    case .flap: return flapBag(fabric, trim, metal, isClutch: false, &random)
    case .clutch: return flapBag(fabric, trim, metal, isClutch: true, &random)
    case .hobo: return hobo(fabric, trim, metal, &random)
    case .backpack: return backpack(fabric, trim, metal, &random)
    case .weekender: return weekender(fabric, trim, metal, &random)
    }
  }

  private static func fabric(_ make: Make, _ random: inout RandomSource) -> Fabric {
    if make == .backpack || make == .weekender || random.chance(0.14) {
      let colour = Palette.clothing.colour(&random)
      let pattern: Pattern = random.pick([
        (6, .plain), (1, Prints.blotches(on: colour, &random)), (1, Prints.flowers(on: colour, &random)),
        (1, Prints.melange(&random)),
        (0.8, Prints.stripes(on: colour, &random)),
      ])
      return Fabric(colour, pattern, gloss: 0.06)
    }
    let colour = Palette.leather.colour(&random)
    let pattern: Pattern = random.pick([
      (12, .plain), (1, Prints.blotches(on: colour, &random)), (0.8, Prints.flowers(on: colour, &random)),
      (0.6, Prints.dots(on: colour, &random)),
    ])
    let weave: Weave =
      random.chance(0.1) ? .diamonds(period: Float(random.within(0.2...0.34)), depth: 0.03) : .leather
    return Fabric(colour, pattern, weave: weave, gloss: Float(random.within(0.15...0.6)))
  }

  /// Draws a bag's body with straight or flaring sides and rounded lower corners, standing on y = 0.
  static func body(
    top: Double, bottom: Double, height: Double, rounding: Double, sag: Double, _ fabric: Fabric,
    _ random: inout RandomSource
  ) -> Part {
    let r = rounding
    let outline = Path(through: [
      .corner(-top, -height), .smooth(0, -height + sag), .corner(top, -height),
      .smooth((top + bottom) / 2 + 0.02, -height * 0.5), .smooth(bottom, -r),
      .smooth(bottom - r * 0.3, -r * 0.3), .smooth(bottom - r, 0), .smooth(0, 0.01), .smooth(-bottom + r, 0),
      .smooth(-bottom + r * 0.3, -r * 0.3),
      .smooth(-bottom, -r), .smooth(-(top + bottom) / 2 - 0.02, -height * 0.5),
    ])
    var folds: [Fold] = []
    for _ in 0..<random.count(1...4) {
      let x = random.jitter(bottom * 0.8)
      folds.append(
        Fold(
          from: Point(x, -height * random.within(0.5...0.95)),
          to: Point(x + random.jitter(0.3), -height * random.within(0...0.4)),
          bend: random.jitter(0.2), width: random.within(0.2...0.4), height: random.jitter(0.035)))
    }
    return Part(
      outline, fabric,
      relief: Relief(
        edgeRadius: random.within(0.14...0.24), edgeSlope: random.within(0.6...0.9), folds: folds,
        crumple: 0.03, crumpleSize: Point(0.6, 0.6),
        seed: UInt32(random.count(0...9999))))
  }

  /// Draws a handle: an arch between two points.
  static func handle(
    from left: Point, to right: Point, rise: Double, width: Double, _ fabric: Fabric
  ) -> Part {
    let middle = (left + right) / 2
    let curve = Curve(through: [
      .corner(left), .smooth(left.x + (right.x - left.x) * 0.08, middle.y - rise * 0.6),
      .smooth(middle.x, middle.y - rise),
      .smooth(right.x - (right.x - left.x) * 0.08, middle.y - rise * 0.6), .corner(right),
    ])
    return Part(curve.ribbon(width: width), fabric, relief: Relief(edgeRadius: width * 0.4, edgeSlope: 0.7))
  }

  static func shadow(halfWidth: Double) -> (center: Point, radii: Point) {
    (Point(0, -0.02), Point(halfWidth * 0.96, 0.14))
  }

  static func rivets(_ places: [Point], _ metal: Colour) -> [Part] {
    places.map { place in
      var part = Part(
        .circle(center: place, radius: 0.055), Fabric(metal, gloss: 0.8),
        relief: Relief(edgeRadius: 0.03, edgeSlope: 0.8))
      part.shadowReach = 0.02
      return part
    }
  }
}
