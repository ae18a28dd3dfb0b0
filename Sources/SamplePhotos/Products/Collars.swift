/// Collars, lapels and hoods that are added to a bodice.
enum Collars {
  /// Draws the stand of a shirt's collar behind the neck. In a scene, the stand comes before the body, and
  /// `shirtLeaves` after it.
  static func shirtBack(on bodice: Bodice, _ fabric: Fabric, height: Double = 0.2) -> [Part] {
    let w = bodice.neckHalfWidth
    let stand = Path(through: [
      .corner(-w - 0.04, 0.05), .smooth(-w * 0.86, -height * 0.8), .smooth(0, -height * 1.1),
      .smooth(w * 0.86, -height * 0.8),
      .corner(w + 0.04, 0.05), .smooth(0, 0.14),
    ])
    let inside = Path(through: [
      .corner(-w * 0.88, -height * 0.62), .smooth(0, -height * 0.86), .corner(w * 0.88, -height * 0.62),
      .smooth(w * 0.6, 0.14),
      .smooth(0, bodice.neckDepth + 0.1), .smooth(-w * 0.6, 0.14),
    ])
    var back = Part(inside, fabric.shaded(0.74), relief: Relief(edgeRadius: 0.05, edgeSlope: 0.2))
    back.details.append(Detail(.rectangle(x: -0.1...0.1, y: -0.06...0.04), Colour.white, opacity: 0.75))
    return [Part(stand, fabric, relief: Relief(edgeRadius: 0.06, edgeSlope: 0.5)), back]
  }

  /// Draws the two leaves of a shirt's collar, with the tip of the right one at the given point.
  static func shirtLeaves(
    on bodice: Bodice, _ fabric: Fabric, height: Double = 0.2, tip: Point, isOpen: Bool = false
  ) -> [Part] {
    let w = bodice.neckHalfWidth
    let meet = Point(isOpen ? 0.1 : 0.012, bodice.neckDepth - (isOpen ? 0.06 : 0.02))
    let leaf = Path(through: [
      .corner(meet), .corner(tip), .smooth(w + 0.09, 0.13), .smooth(w + 0.035, -height * 0.2),
      .corner(w * 0.84, -height * 0.86),
      .smooth(w * 0.62, bodice.neckDepth * 0.25),
    ])
    var right = Part(leaf, fabric, relief: Relief(edgeRadius: 0.06, edgeSlope: 0.45))
    right.grainDegrees = 28
    right.shadow = 0.4
    right.shadowReach = 0.04
    let edge = Curve(through: [.corner(meet), .corner(tip), .smooth(w + 0.09, 0.13)])
    right.details.append(Trimmings.stitchedEdge(edge, distance: -0.035, on: fabric.colour))
    return [right, right.mirrored]
  }

  /// Draws the flat knitted collar of a polo shirt.
  static func soft(on bodice: Bodice, _ fabric: Fabric) -> [Part] {
    shirtLeaves(
      on: bodice, fabric.shaded(0.97), height: 0.1, tip: Point(0.26, bodice.neckDepth + 0.2), isOpen: true)
  }

  /// Draws a band that stands up around the neck, for jackets and turtlenecks.
  static func stand(on bodice: Bodice, _ fabric: Fabric, height: Double, lean: Double = 0.04, isOpen: Bool)
    -> [Part]
  {
    let w = bodice.neckHalfWidth
    let inside = Path(through: [
      .corner(-w + lean, -height * 0.92), .smooth(0, -height - 0.05), .corner(w - lean, -height * 0.92),
      .smooth(0, bodice.neckDepth),
    ])
    let front = Path(through: [
      .corner(-w - 0.06, 0.06), .smooth(-w - 0.01, -height * 0.4), .corner(-w + lean, -height),
      .smooth(0, -height + (isOpen ? bodice.neckDepth + height * 0.6 : 0.07)),
      .corner(w - lean, -height), .smooth(w + 0.01, -height * 0.4), .corner(w + 0.06, 0.06),
      .smooth(0, bodice.neckDepth + 0.07),
    ])
    return [
      Part(inside, fabric.shaded(0.6), relief: Relief(edgeSlope: 0)),
      Part(front, fabric, relief: Relief(edgeRadius: 0.1, edgeSlope: 0.55)),
    ]
  }

  /// Draws lapels, from the neck to the point where the front closes.
  static func lapels(on bodice: Bodice, _ fabric: Fabric, breakY: Double, width: Double, notch: Double)
    -> [Part]
  {
    let w = bodice.neckHalfWidth
    let lapel = Path(through: [
      .corner(0.0, breakY), .smooth(width * 0.8, breakY * 0.6), .corner(width + 0.06, notch),
      .corner(width - 0.1, notch - 0.03),
      .corner(w * 0.5, notch * 0.55),
    ])
    let collar = Path(through: [
      .corner(w * 0.42, notch * 0.66), .corner(width - 0.06, notch - 0.05),
      .corner(width + 0.02, notch - 0.2), .smooth(w + 0.09, 0.02),
      .corner(w * 0.8, -0.2), .smooth(w * 0.66, 0.02),
    ])
    return [lapel, collar].flatMap { path -> [Part] in
      var part = Part(path, fabric, relief: Relief(edgeRadius: 0.06, edgeSlope: 0.45))
      part.grainDegrees = 20
      part.shadow = 0.45
      part.shadowReach = 0.05
      return [part, part.mirrored]
    }
  }

  /// Draws a hood that is folded back: its outside behind the neck, its dark inside, and its front edges.
  static func hood(on bodice: Bodice, _ fabric: Fabric, lining: Colour, height: Double, fur: Colour?) -> (
    back: [Part], front: [Part]
  ) {
    let w = bodice.neckHalfWidth
    let outside = Path(through: [
      .corner(-w - 0.22, 0.18), .smooth(-w - 0.16, -height * 0.45), .smooth(-w * 0.62, -height * 0.93),
      .smooth(0, -height),
      .smooth(w * 0.62, -height * 0.93), .smooth(w + 0.16, -height * 0.45), .corner(w + 0.22, 0.18),
      .smooth(0, 0.4),
    ])
    let opening = Path(through: [
      .smooth(-w - 0.02, -height * 0.36), .smooth(-w * 0.5, -height * 0.78), .smooth(0, -height * 0.86),
      .smooth(w * 0.5, -height * 0.78),
      .smooth(w + 0.02, -height * 0.36), .smooth(w * 0.55, bodice.neckDepth * 0.7),
      .corner(0, bodice.neckDepth + 0.14),
      .smooth(-w * 0.55, bodice.neckDepth * 0.7),
    ])
    var inside = Part(opening, Fabric(lining.shaded(0.7)), relief: Relief(edgeRadius: 0.15, edgeSlope: -0.4))
    inside.shadow = 0
    var front: [Part] = []
    let edge = Curve(through: [
      .corner(0.02, bodice.neckDepth + 0.12), .smooth(w * 0.66, bodice.neckDepth * 0.66),
      .smooth(w + 0.09, -height * 0.3),
      .smooth(w * 0.6, -height * 0.8), .corner(0, -height * 0.9),
    ])
    let trim = fur.map { Fabric($0, weave: .rough(0.03)) } ?? fabric
    let band = Part(
      edge.ribbon(from: fur == nil ? 0.16 : 0.2, to: fur == nil ? 0.06 : 0.17), trim,
      relief: Relief(edgeRadius: 0.07, edgeSlope: 0.6))
    front += [band, band.mirrored]
    return (
      [Part(outside, fabric, relief: Relief(edgeRadius: 0.16, edgeSlope: 0.8, crumple: 0.03)), inside], front
    )
  }
}
