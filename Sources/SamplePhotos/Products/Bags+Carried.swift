/// Bags that are carried by handles or over the shoulder.
extension Bags {
  static func tote(_ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource)
    -> Scene
  {
    let height = random.within(1.5...2.3)
    let bottom = random.within(0.95...1.15)
    let top = bottom * random.within(1...1.25)
    let rise = random.within(0.6...1.2)
    let reach = top * random.within(0.4...0.55)
    var scene = Scene()
    scene.backgroundShadow = shadow(halfWidth: bottom)
    let width = random.within(0.07...0.11)
    scene.add(
      handle(
        from: Point(-reach + 0.08, -height), to: Point(reach + 0.02, -height), rise: rise + 0.1, width: width,
        trim.shaded(0.7)))
    var body = body(
      top: top, bottom: bottom, height: height, rounding: random.within(0.06...0.25),
      sag: random.within(0.02...0.1), fabric, &random)
    let edge = Curve(through: [.corner(-top, -height), .smooth(0, -height + 0.05), .corner(top, -height)])
    body.details.append(
      Detail(edge.offset(by: 0.07).ribbon(width: 0.13), trim.colour, opacity: 0.8, lift: 0.01))
    if random.chance(0.3) {
      body.details.append(
        Detail(.rectangle(x: -2...2, y: -height * random.within(0.3...0.5)...0.1), trim.colour, lift: 0.008))
    }
    if random.chance(0.35) {
      body.details += Prints.motif(at: Point(0, -height * 0.55), on: fabric.colour, &random)
    }
    scene.add(body)
    var front = handle(
      from: Point(-reach, -height + 0.4), to: Point(reach, -height + 0.4), rise: rise + 0.4, width: width,
      trim)
    front.shadowReach = 0.04
    scene.add(front)
    scene.parts += rivets([Point(-reach, -height + 0.36), Point(reach, -height + 0.36)], metal)
    return scene
  }

  static func handbag(_ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource)
    -> Scene
  {
    let height = random.within(1.2...1.75)
    let bottom = random.within(1.05...1.3)
    let top = bottom * random.within(0.72...0.98)
    let reach = top * random.within(0.36...0.52)
    let rise = random.within(0.5...0.85)
    let width = random.within(0.07...0.12)
    var scene = Scene()
    scene.backgroundShadow = shadow(halfWidth: bottom)
    if random.chance(0.3) {
      scene.add(
        handle(
          from: Point(-top * 0.95, -height + 0.1), to: Point(top * 0.95, -height + 0.1), rise: rise * 1.6,
          width: 0.05, trim.shaded(0.9)))
    }
    scene.add(
      handle(
        from: Point(-reach + 0.06, -height), to: Point(reach + 0.06, -height), rise: rise + 0.06,
        width: width, trim.shaded(0.65)))
    var body = body(
      top: top, bottom: bottom, height: height, rounding: random.within(0.12...0.35),
      sag: random.within(-0.1...0.04), fabric, &random)
    let zip = Curve(through: [
      .corner(-top, -height + 0.06), .smooth(0, -height + 0.07), .corner(top, -height + 0.06),
    ])
    body.details += Trimmings.zip(along: zip, tape: trim.colour.shaded(0.8), teeth: metal, width: 0.06)
    for side in [-1.0, 1.0] {
      let seam = Curve.line(Point(side * reach * 1.25, -height - 0.1), Point(side * reach * 1.5, 0.1))
      if random.chance(0.6) { body.details.append(Trimmings.seam(seam, on: fabric.colour, width: 0.03)) }
    }
    if random.chance(0.4) {
      body.details.append(
        Detail(.rectangle(x: -1.6...1.6, y: -height * 0.32...0.1, rounding: 0.02), trim.paint, lift: 0.012))
    }
    if random.chance(0.35) {
      let y = -height * 0.62
      body.details += Trimmings.zip(
        along: .line(Point(-reach, y), Point(reach, y)), tape: fabric.colour.shaded(0.7), teeth: metal,
        width: 0.05)
    }
    scene.add(body)
    scene.add(
      handle(
        from: Point(-reach, -height + 0.22), to: Point(reach, -height + 0.22), rise: rise + 0.22,
        width: width, trim))
    scene.parts += rivets([Point(-reach, -height + 0.2), Point(reach, -height + 0.2)], metal)
    return scene
  }

  static func hobo(_ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource)
    -> Scene
  {
    let half = random.within(1.15...1.35)
    let height = random.within(1.5...1.9)
    let rise = random.within(0.6...1.1)
    var scene = Scene()
    scene.backgroundShadow = shadow(halfWidth: half * 0.8)
    let ends = Point(half * 0.72, -height)
    scene.add(
      handle(from: Point(-ends.x, ends.y), to: ends, rise: rise, width: random.within(0.1...0.18), trim))
    let outline = Path(through: [
      .corner(-ends.x - 0.08, -height - 0.04), .smooth(-0.4, -height + 0.3), .smooth(0, -height + 0.36),
      .smooth(0.4, -height + 0.3),
      .corner(ends.x + 0.08, -height - 0.04), .smooth(half, -height * 0.5), .smooth(half * 0.8, -0.1),
      .smooth(0, 0.02), .smooth(-half * 0.8, -0.1),
      .smooth(-half, -height * 0.5),
    ])
    var folds: [Fold] = []
    for side in [-1.0, 1.0] {
      for _ in 0..<random.count(2...4) {
        folds.append(
          Fold(
            from: Point(side * ends.x, -height + 0.1),
            to: Point(side * random.within(0...0.8), -height * random.within(0.1...0.6)),
            bend: random.jitter(0.2),
            width: random.within(0.12...0.24), height: random.within(0.02...0.05)))
      }
    }
    var body = Part(
      outline, fabric,
      relief: Relief(
        edgeRadius: 0.22, edgeSlope: 0.9, folds: folds, crumple: 0.05, crumpleSize: Point(0.5, 0.5)))
    body.details.append(
      Trimmings.seam(
        Curve(through: [
          .corner(-half, -height * 0.55), .smooth(0, -height * 0.42), .corner(half, -height * 0.55),
        ]), on: fabric.colour, width: 0.03))
    scene.add(body)
    scene.parts += rivets([Point(-ends.x, -height + 0.02), Point(ends.x, -height + 0.02)], metal)
    return scene
  }
}
