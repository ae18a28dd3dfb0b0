/// Backpacks and travel bags.
extension Bags {
  static func backpack(
    _ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource
  ) -> Scene {
    let half = random.within(0.85...1.05)
    let height = random.within(2.0...2.6)
    var scene = Scene()
    scene.backgroundShadow = shadow(halfWidth: half)
    for side in [-1.0, 1.0] where random.chance(0.7) {
      let strap = Curve(through: [
        .corner(side * half * 0.5, -height + 0.2), .smooth(side * (half + 0.12), -height * 0.6),
        .corner(side * (half - 0.06), -0.25),
      ])
      scene.add(
        Part(strap.ribbon(width: 0.15), trim.shaded(0.85), relief: Relief(edgeRadius: 0.06, edgeSlope: 0.6)))
    }
    scene.add(
      handle(from: Point(-0.2, -height + 0.06), to: Point(0.2, -height + 0.06), rise: 0.28, width: 0.09, trim)
    )
    let outline = Path(through: [
      .smooth(-half * 0.92, -height * 0.74), .smooth(-half * 0.6, -height * 0.97), .smooth(0, -height - 0.03),
      .smooth(half * 0.6, -height * 0.97),
      .smooth(half * 0.92, -height * 0.74), .smooth(half, -height * 0.35), .smooth(half * 0.97, -0.14),
      .smooth(half * 0.8, 0), .smooth(0, 0.01),
      .smooth(-half * 0.8, 0), .smooth(-half * 0.97, -0.14), .smooth(-half, -height * 0.35),
    ])
    var body = Part(
      outline, fabric,
      relief: Relief(edgeRadius: 0.24, edgeSlope: 0.9, crumple: 0.04, crumpleSize: Point(0.5, 0.6)))
    let zip = Curve(through: [
      .corner(-half * 0.84, -height * 0.5), .smooth(-half * 0.7, -height * 0.82), .smooth(0, -height * 0.92),
      .smooth(half * 0.7, -height * 0.82),
      .corner(half * 0.84, -height * 0.5),
    ])
    body.details += Trimmings.zip(along: zip, tape: trim.colour.shaded(0.8), teeth: metal, width: 0.06)
    scene.add(body)
    let reach = height * random.within(0.4...0.52)
    var pocket = Part(
      .rectangle(x: -half * 0.8...half * 0.8, y: -reach ... -0.12, rounding: 0.22),
      random.chance(0.4) ? trim : fabric,
      relief: Relief(edgeRadius: 0.12, edgeSlope: 0.8, crumple: 0.02))
    pocket.details += Trimmings.zip(
      along: .line(Point(-half * 0.7, -reach + 0.14), Point(half * 0.7, -reach + 0.14)),
      tape: trim.colour.shaded(0.7), teeth: metal, width: 0.05)
    scene.add(pocket)
    return scene
  }

  static func weekender(
    _ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource
  ) -> Scene {
    let half = random.within(1.35...1.55)
    let height = random.within(1.3...1.6)
    var scene = Scene()
    scene.backgroundShadow = shadow(halfWidth: half)
    scene.add(
      handle(from: Point(-0.5, -height), to: Point(0.56, -height), rise: 0.55, width: 0.1, trim.shaded(0.65)))
    var body = body(
      top: half * 0.86, bottom: half, height: height, rounding: 0.3, sag: -0.06, fabric, &random)
    body.details.append(Detail(.rectangle(x: -2...2, y: -0.3...0.1), trim.colour, lift: 0.012))
    for side in [-1.0, 1.0] {
      body.details.append(
        Detail(
          .rectangle(x: side * 0.5 - 0.08...side * 0.5 + 0.08, y: -height - 0.1...0.1), trim.colour,
          lift: 0.014))
      let corner = Path(through: [
        .corner(side * half * 1.1, -height * 0.9), .smooth(side * half * 0.78, -height * 0.5),
        .corner(side * half * 1.1, 0),
      ])
      if random.chance(0.5) { body.details.append(Detail(corner, trim.colour.shaded(0.92), lift: 0.01)) }
    }
    body.details += Trimmings.zip(
      along: .line(Point(-half * 0.8, -height + 0.1), Point(half * 0.8, -height + 0.1)),
      tape: trim.colour.shaded(0.7), teeth: metal, width: 0.06)
    scene.add(body)
    scene.add(
      handle(from: Point(-0.5, -height + 0.3), to: Point(0.5, -height + 0.3), rise: 0.8, width: 0.11, trim))
    return scene
  }
}
