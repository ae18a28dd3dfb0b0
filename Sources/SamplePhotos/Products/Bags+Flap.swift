/// Bags and clutches that close with a flap.
extension Bags {
  static func flapBag(
    _ fabric: Fabric, _ trim: Fabric, _ metal: Colour, isClutch: Bool, _ random: inout RandomSource
  ) -> Scene {
    let half = random.within(1.15...1.4)
    let height = isClutch ? random.within(1.2...1.7) : random.within(1.3...2.0)
    var scene = Scene()
    scene.backgroundShadow = shadow(halfWidth: half)
    if !isClutch || random.chance(0.25) {
      // The shoulder strap, upright behind the bag or across it.
      let rise = random.chance(0.6) ? random.within(0.35...0.8) : random.within(0.9...1.6)
      scene.add(
        handle(
          from: Point(-half * 0.93, -height + 0.15), to: Point(half * 0.93, -height + 0.15), rise: rise,
          width: random.within(0.05...0.1),
          random.chance(0.2) ? Fabric(metal, gloss: 0.7) : trim.shaded(0.9)))
    }
    scene.add(
      body(
        top: half * random.within(0.94...1), bottom: half, height: height,
        rounding: random.within(0.05...0.35), sag: -0.02, fabric, &random))
    let reach = height * (isClutch ? random.within(0.45...0.75) : random.within(0.5...0.8))
    if !isClutch || random.chance(0.6) {
      let y = -height + reach
      let isPointed = random.chance(0.3)
      let flap = Path(through: [
        .corner(-half * 0.985, -height - 0.02), .smooth(0, -height - 0.04),
        .corner(half * 0.985, -height - 0.02),
        isPointed ? .corner(half * 0.99, -height + 0.3) : .smooth(half * 0.99, y - 0.24),
        isPointed ? .corner(0.12, y) : .smooth(half * 0.8, y - 0.02),
        isPointed ? .smooth(0, y + 0.02) : .smooth(0, y),
        isPointed ? .corner(-0.12, y) : .smooth(-half * 0.8, y - 0.02),
        isPointed ? .corner(-half * 0.99, -height + 0.3) : .smooth(-half * 0.99, y - 0.24),
      ])
      var part = Part(flap, fabric, relief: Relief(edgeRadius: 0.1, edgeSlope: 0.6, crumple: 0.02))
      part.shadow = 0.5
      part.details.append(
        Detail(
          .rectangle(x: -2...2, y: -height - 0.1 ... -height + 0.03), fabric.colour.shaded(1.04), lift: 0.01))
      scene.add(part)
      scene.parts += clasp(at: Point(0, y - 0.1), metal, &random)
    } else {
      let zip = Curve.line(Point(-half, -height + 0.08), Point(half, -height + 0.08))
      let last = scene.parts.count - 1
      scene.parts[last].details += Trimmings.zip(
        along: zip, tape: trim.colour.shaded(0.8), teeth: metal, width: 0.06)
    }
    return scene
  }

  private static func clasp(at center: Point, _ metal: Colour, _ random: inout RandomSource) -> [Part] {
    let size = random.within(0.06...0.14)
    let path =
      random.chance(0.5)
      ? Path.rectangle(
        x: center.x - size...center.x + size, y: center.y - size * 0.6...center.y + size * 0.6, rounding: 0.03
      )
      : Path.circle(center: center, radius: size * 0.7)
    var part = Part(path, Fabric(metal, gloss: 0.8), relief: Relief(edgeRadius: 0.04, edgeSlope: 0.8))
    part.shadowReach = 0.03
    return [part]
  }
}
