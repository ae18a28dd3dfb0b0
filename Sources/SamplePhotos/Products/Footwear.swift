/// The elements that all shoes share. Shoes are seen from the side with the toe to the left: x is 0 at the toe and
/// about 3 at the heel, the floor is y = 0, and up is negative.
enum Footwear {
  static let shadow = (center: Point(1.55, -0.02), radii: Point(1.42, 0.16))

  /// Draws laces across the front of the instep: short bars from the eyelets over the edge to the tongue.
  static func laces(along throat: Curve, count: Int, reach: Double, width: Double, _ colour: Colour) -> [Part]
  {
    (0..<count).map { index in
      let place = throat.place(at: 0.06 + 0.88 * Double(index) / Double(max(1, count - 1)))
      let inward = place.direction.perpendicular
      let start = place.point + inward * reach + place.direction * 0.03
      let end = place.point - inward * 0.05 - place.direction * 0.03
      let bar = Curve(through: [
        .corner(start), .smooth((start + end) / 2 - place.direction * 0.03), .corner(end),
      ])
      var part = Part(
        bar.ribbon(width: width), Fabric(colour), relief: Relief(edgeRadius: width * 0.4, edgeSlope: 0.6))
      part.shadow = 0.4
      part.shadowReach = 0.025
      return part
    }
  }

  /// Draws eyelets along the throat, which is the opening for the laces.
  static func eyelets(along throat: Curve, count: Int, reach: Double, _ colour: Colour) -> [Detail] {
    (0..<count).map { index in
      let place = throat.place(at: 0.06 + 0.88 * Double(index) / Double(max(1, count - 1)))
      return Detail(
        .circle(center: place.point + place.direction.perpendicular * (reach + 0.02), radius: 0.03), colour,
        lift: -0.01)
    }
  }

  /// Draws a strap's buckle: a frame with a pin.
  static func buckle(at center: Point, size: Double, metal: Colour, degrees: Double) -> [Part] {
    let turn = Rotation(degrees: degrees)
    let outer = Path.rectangle(x: -size...size, y: -size * 1.15...size * 1.15, rounding: size * 0.35)
    let inner = Path.rectangle(
      x: -size * 0.6...size * 0.6, y: -size * 0.75...size * 0.75, rounding: size * 0.2)
    let hole = Path(contours: inner.contours.map { $0.reversed() })
    let pin = Path.rectangle(x: -size * 0.1...size, y: -size * 0.1...size * 0.1)
    return [outer + hole, pin].map { path in
      var part = Part(
        path.mapped { turn($0) + center }, Fabric(metal, gloss: 0.8),
        relief: Relief(edgeRadius: size * 0.2, edgeSlope: 0.6))
      part.shadowReach = 0.02
      return part
    }
  }

  static func metal(_ random: inout RandomSource) -> Colour {
    Colour(hex: random.pick([0xC9A458, 0xBFC0C4, 0x8E8F93]))
  }
}
