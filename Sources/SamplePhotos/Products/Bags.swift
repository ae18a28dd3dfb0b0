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

  /// A body with straight or flaring sides and rounded lower corners, standing on y = 0.
  private static func body(
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

  /// A carrying handle: an arch between two points, with its fastenings.
  private static func handle(
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

  private static func shadow(halfWidth: Double) -> (center: Point, radii: Point) {
    (Point(0, -0.02), Point(halfWidth * 0.96, 0.14))
  }

  private static func tote(_ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource)
    -> Scene
  {
    let height = random.within(1.5...2.3)
    let bottom = random.within(0.95...1.15)
    let top = bottom * random.within(1...1.25)
    let rise = random.within(0.6...1.2)
    let reach = top * random.within(0.4...0.55)
    var scene = Scene()
    scene.groundShadow = shadow(halfWidth: bottom)
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

  private static func handbag(_ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource)
    -> Scene
  {
    let height = random.within(1.2...1.75)
    let bottom = random.within(1.05...1.3)
    let top = bottom * random.within(0.72...0.98)
    let reach = top * random.within(0.36...0.52)
    let rise = random.within(0.5...0.85)
    let width = random.within(0.07...0.12)
    var scene = Scene()
    scene.groundShadow = shadow(halfWidth: bottom)
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

  private static func flapBag(
    _ fabric: Fabric, _ trim: Fabric, _ metal: Colour, isClutch: Bool, _ random: inout RandomSource
  ) -> Scene {
    let half = random.within(1.15...1.4)
    let height = isClutch ? random.within(1.2...1.7) : random.within(1.3...2.0)
    var scene = Scene()
    scene.groundShadow = shadow(halfWidth: half)
    if !isClutch || random.chance(0.25) {
      // The shoulder strap stands up behind the bag or lies over it.
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

  private static func hobo(_ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource)
    -> Scene
  {
    let half = random.within(1.15...1.35)
    let height = random.within(1.5...1.9)
    let rise = random.within(0.6...1.1)
    var scene = Scene()
    scene.groundShadow = shadow(halfWidth: half * 0.8)
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

  private static func backpack(
    _ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource
  ) -> Scene {
    let half = random.within(0.85...1.05)
    let height = random.within(2.0...2.6)
    var scene = Scene()
    scene.groundShadow = shadow(halfWidth: half)
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

  private static func weekender(
    _ fabric: Fabric, _ trim: Fabric, _ metal: Colour, _ random: inout RandomSource
  ) -> Scene {
    let half = random.within(1.35...1.55)
    let height = random.within(1.3...1.6)
    var scene = Scene()
    scene.groundShadow = shadow(halfWidth: half)
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

  private static func rivets(_ places: [Point], _ metal: Colour) -> [Part] {
    places.map { place in
      var part = Part(
        .circle(center: place, radius: 0.055), Fabric(metal, gloss: 0.8),
        relief: Relief(edgeRadius: 0.03, edgeSlope: 0.8))
      part.shadowReach = 0.02
      return part
    }
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
