/// Button-down shirts and blouses.
enum Shirts {
  static func scene(_ random: inout RandomSource) -> Scene {
    random.chance(0.68) ? shirt(&random) : blouse(&random)
  }

  private static func fabric(_ random: inout RandomSource, flowery: Double) -> Fabric {
    let colour = Palette.shirting.colour(&random)
    if random.chance(0.1) { return Fabric(Palette.denim.colour(&random), weave: .denim) }
    let pattern: Pattern = random.pick([
      (42, .plain), (26 * (1 - flowery), Prints.checks(on: colour, &random)),
      (12, Prints.stripes(on: colour, &random, isLengthwise: true, fine: true)),
      (4 + 22 * flowery, Prints.flowers(on: colour, &random)),
      (4, Prints.dots(on: colour, &random)), (2 + 12 * flowery, Prints.blotches(on: colour, &random)),
    ])
    return Fabric(colour, pattern, gloss: 0.1)
  }

  // MARK: Shirts with collar and buttons

  private static func shirt(_ random: inout RandomSource) -> Scene {
    let fabric = fabric(&random, flowery: 0.1)
    let isShortSleeved = random.chance(0.22)
    let length = random.about(2.75...3.35)
    var bodice = Bodice(
      waist: random.within(0.86...0.98), hem: random.within(0.88...1),
      length: length - random.within(0.1...0.35), hemDrop: 0)
    bodice.hemMiddle = length
    bodice.neckHalfWidth = random.within(0.3...0.38)
    bodice.neckDepth = random.within(0.12...0.22)
    bodice.shoulderDrop = random.within(0.18...0.27)

    var scene = Scene()
    scene.parts += Collars.shirtBack(on: bodice, fabric)
    let sleeves = sleeves(on: bodice, fabric, isShort: isShortSleeved, &random)
    let isSleeveInFront = random.chance(0.4)
    if !isSleeveInFront { scene.parts += sleeves }
    scene.add(shirtBody(bodice, fabric, &random))
    if isSleeveInFront { scene.parts += sleeves }
    scene.parts += Collars.shirtLeaves(
      on: bodice, fabric,
      tip: Point(random.within(0.22...0.42), bodice.neckDepth + random.within(0.26...0.42)))
    return scene
  }

  private static func shirtBody(_ bodice: Bodice, _ fabric: Fabric, _ random: inout RandomSource) -> Part {
    var body = Part(bodice.outline(&random), fabric, relief: bodice.relief(&random))
    let bottom = bodice.hemMiddle
    let placket = Path.rectangle(x: -0.085...0.085, y: 0...bottom + 0.1)
    body.details.append(Detail(placket.mapped { $0 + Point(0.018, 0) }, Colour.black, opacity: 0.12))
    body.details.append(Detail(placket, fabric.paint, lift: 0.012))
    for x in [-0.06, 0.06] {
      body.details.append(
        Trimmings.seam(.line(Point(x, 0), Point(x, bottom)), on: fabric.colour, opacity: 0.3))
    }
    let button = random.chance(0.6) ? Colour(hex: 0xE4E2DC) : fabric.colour.shaded(0.5)
    body.details += Trimmings.buttons(
      along: .line(Point(0, bodice.neckDepth + 0.16), Point(0, bottom - 0.42)), count: random.count(5...7),
      radius: random.within(0.026...0.036), colour: button)
    let pocketTop = random.within(0.8...0.95)
    let pockets = random.pick([(5, [Double]()), (4, [1]), (2, [-1, 1])])
    for side in pockets {
      let x = side * 0.47
      body.details += Trimmings.patchPocket(
        x: x - 0.22...x + 0.22, y: pocketTop...pocketTop + 0.5, paint: fabric.paint)
      if pockets.count == 2 {
        body.details += Trimmings.flap(
          x: x - 0.23...x + 0.23, y: pocketTop - 0.02...pocketTop + 0.15, paint: fabric.paint)
      }
    }
    body.details.append(Trimmings.stitchedEdge(bodice.hemCurve, distance: 0.05, on: fabric.colour))
    return body
  }

  private static func sleeves(
    on bodice: Bodice, _ fabric: Fabric, isShort: Bool, _ random: inout RandomSource
  ) -> [Part] {
    let sleeve =
      isShort
      ? Sleeve(
        length: random.within(0.55...0.8), degrees: random.within(28...44),
        cuffHalfWidth: random.within(0.28...0.34))
      : Sleeve(
        length: bodice.hemMiddle - random.within(0.65...0.9), degrees: random.within(3...12),
        upperHalfWidth: random.within(0.25...0.31),
        cuffHalfWidth: random.within(0.15...0.19), elbow: random.within(0.02...0.08))
    return [1.0, -1.0].flatMap { side -> [Part] in
      let shape = sleeve.shape(on: bodice, &random)
      var parts = [sleeve.part(shape, fabric, &random)]
      var cuff = sleeve.cuff(shape, fabric, length: isShort ? 0.12 : 0.24, flare: isShort ? 1 : 1.04)
      if !isShort {
        let center = shape.cuffCenter - shape.along * 0.1 - shape.across * 0.05
        cuff.details += Trimmings.button(
          at: center, radius: 0.026, colour: fabric.colour.luma > 0.5 ? fabric.colour.shaded(0.75) : .white)
      }
      parts.append(cuff)
      return side > 0 ? parts : parts.map(\.mirrored)
    }
  }

  // MARK: Blouses

  private static func blouse(_ random: inout RandomSource) -> Scene {
    var fabric = fabric(&random, flowery: 0.8)
    fabric.gloss = Float(random.within(0.05...0.25))
    let length = random.about(2.5...3.15)
    var bodice = Bodice(
      waist: random.within(0.92...1.04), hem: random.within(0.96...1.18), length: length,
      hemDrop: random.within(0...0.12))
    bodice.neckline = random.pick([(3, .round), (4, .vee), (1, .boat), (0.6, .square)])
    bodice.neckHalfWidth = random.within(0.32...0.46)
    bodice.neckDepth = bodice.neckline == .vee ? random.within(0.5...0.85) : random.within(0.2...0.36)
    bodice.shoulderDrop = random.within(0.2...0.3)
    let isSleeveless = random.chance(0.16)
    bodice.isSleeveless = isSleeveless
    if isSleeveless { bodice.shoulderHalfWidth = random.within(0.72...0.84) }

    var scene = Scene()
    scene.parts += bodice.backOfNeck(fabric, label: random.chance(0.5) ? .white : nil)
    if !isSleeveless { scene.parts += blouseSleeves(on: bodice, fabric, &random) }
    var body = Part(bodice.outline(&random), fabric, relief: bodice.relief(&random, stiffness: -0.5))
    if random.chance(0.45) {
      let opening = Curve.line(
        Point(0, bodice.neckDepth), Point(0, random.chance(0.5) ? length + 0.2 : bodice.neckDepth + 0.7))
      body.details.append(Trimmings.seam(opening, on: fabric.colour, width: 0.03))
      body.details += Trimmings.buttons(
        along: .line(Point(0, bodice.neckDepth + 0.12), opening.points[1] - Point(0, 0.35)), count: 5,
        radius: 0.026,
        colour: fabric.colour.luma > 0.5 ? fabric.colour.shaded(0.8) : .white)
    }
    scene.add(body)
    scene.add(bodice.neckBand(fabric, width: 0.05))
    if random.chance(0.14) { scene.parts += bow(at: Point(0, bodice.neckDepth + 0.04), fabric) }
    return scene
  }

  private static func blouseSleeves(on bodice: Bodice, _ fabric: Fabric, _ random: inout RandomSource)
    -> [Part]
  {
    let length = random.pick([
      (3, random.within(0.5...0.75)), (3, random.within(1.25...1.6)), (3, random.within(1.9...2.2)),
    ])
    let isLong = length > 1
    let sleeve = Sleeve(
      length: length, degrees: isLong ? random.within(9...18) : random.within(28...48),
      upperHalfWidth: random.within(0.3...0.38),
      cuffHalfWidth: random.within(0.18...0.34), elbow: random.within(0.03...0.12),
      puff: random.chance(0.2) ? 0.08 : 0)
    return [1.0, -1.0].flatMap { side -> [Part] in
      let shape = sleeve.shape(on: bodice, &random)
      var parts = [sleeve.part(shape, fabric, &random, strength: 1.3)]
      if isLong { parts.append(sleeve.cuff(shape, fabric, length: 0.1)) }
      return side > 0 ? parts : parts.map(\.mirrored)
    }
  }

  private static func bow(at center: Point, _ fabric: Fabric) -> [Part] {
    let loop = Path(through: [
      .corner(center), .smooth(center + Point(0.3, -0.13)), .smooth(center + Point(0.36, 0.05)),
      .smooth(center + Point(0.2, 0.1)),
    ])
    let tail = Curve(through: [
      .corner(center), .smooth(center + Point(0.1, 0.35)), .corner(center + Point(0.12, 0.75)),
    ])
    return [tail.ribbon(from: 0.06, to: 0.16), loop].flatMap { path -> [Part] in
      let part = Part(path, fabric, relief: Relief(edgeRadius: 0.06, edgeSlope: 0.8))
      return [part, part.mirrored]
    }
  }
}
