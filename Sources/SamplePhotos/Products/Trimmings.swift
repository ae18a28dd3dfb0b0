/// Seams, buttons, zips, pockets and flaps of all kinds of clothes.
enum Trimmings {
  /// Draws a line of stitches, hardly visible and slightly recessed.
  static func seam(_ curve: Curve, on colour: Colour, width: Double = 0.014, opacity: Double = 0.45) -> Detail
  {
    Detail(
      curve.ribbon(width: width), colour.luma < 0.2 ? colour.shaded(1.12) : colour.shaded(0.62),
      opacity: opacity, lift: -0.004)
  }

  /// Draws the seam of a doubled edge, such as a hem, a pocket's mouth or a yoke.
  static func stitchedEdge(_ curve: Curve, distance: Double, on colour: Colour) -> Detail {
    seam(curve.offset(by: distance), on: colour, opacity: 0.35)
  }

  static func button(at center: Point, radius: Double, colour: Colour) -> [Detail] {
    [
      Detail(
        .circle(center: center + Point(0.006, 0.012), radius: radius * 1.18), Colour.black, opacity: 0.35),
      Detail(.circle(center: center, radius: radius), colour, lift: 0.012),
      Detail(.circle(center: center, radius: radius * 0.55), colour.shaded(0.8), lift: -0.008),
    ]
  }

  static func buttons(along curve: Curve, count: Int, radius: Double, colour: Colour) -> [Detail] {
    (0..<count).flatMap { index in
      button(
        at: curve.place(at: count > 1 ? Double(index) / Double(count - 1) : 0.5).point, radius: radius,
        colour: colour)
    }
  }

  /// Draws a zip fastener with its tapes, teeth and slider.
  static func zip(along curve: Curve, tape: Colour, teeth: Colour, width: Double = 0.07) -> [Detail] {
    let head = curve.place(at: 0)
    let puller = Curve.line(head.point, head.point + head.direction * 0.16)
    return [
      Detail(curve.ribbon(width: width * 1.5), tape, opacity: 0.8, lift: -0.012),
      Detail(curve.ribbon(width: width * 0.42), teeth, lift: 0.012),
      Detail(curve.ribbon(width: width * 0.1), teeth.shaded(0.5), lift: -0.01),
      Detail(puller.ribbon(width: width * 0.7), teeth.shaded(0.9), lift: 0.02),
    ]
  }

  /// Draws a patch pocket whose mouth is at the top.
  static func patchPocket(x: ClosedRange<Double>, y: ClosedRange<Double>, paint: Paint, point: Double = 0.06)
    -> [Detail]
  {
    let middle = (x.lowerBound + x.upperBound) / 2
    let path = Path.polygon([
      Point(x.lowerBound, y.lowerBound), Point(x.upperBound, y.lowerBound),
      Point(x.upperBound, y.upperBound - point),
      Point(middle, y.upperBound), Point(x.lowerBound, y.upperBound - point),
    ])
    let mouth = Curve.line(Point(x.lowerBound, y.lowerBound + 0.05), Point(x.upperBound, y.lowerBound + 0.05))
    let shade = Detail(path.mapped { $0 + Point(0.012, 0.016) }, Colour.black, opacity: 0.22)
    return [shade, Detail(path, paint, lift: 0.014), seam(mouth, on: paint.colour)]
  }

  /// Draws a flap with a rounded lower edge.
  static func flap(x: ClosedRange<Double>, y: ClosedRange<Double>, paint: Paint) -> [Detail] {
    let middle = (x.lowerBound + x.upperBound) / 2
    let path = Path(through: [
      .corner(x.lowerBound, y.lowerBound), .corner(x.upperBound, y.lowerBound),
      .corner(x.upperBound, y.upperBound - 0.03),
      .smooth(middle, y.upperBound), .corner(x.lowerBound, y.upperBound - 0.03),
    ])
    return [
      Detail(path.mapped { $0 + Point(0.01, 0.02) }, Colour.black, opacity: 0.25),
      Detail(path, paint, lift: 0.018),
    ]
  }
}
