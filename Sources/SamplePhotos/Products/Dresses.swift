/// Dresses: sheath, skater, shift and maxi, with straps or sleeves.
enum Dresses {
  private enum Make { case sheath, flared, shift, maxi }

  static func scene(_ random: inout RandomSource) -> Scene {
    let make = random.pick([(4, Make.sheath), (5, .flared), (3, .shift), (1.5, .maxi)])
    let fabric = fabric(&random)
    let hasStraps = random.chance(0.22)
    let isSleeveless = hasStraps || random.chance(0.42)
    var bodice = bodice(make, &random)
    bodice.isSleeveless = isSleeveless
    if isSleeveless { bodice.shoulderHalfWidth = random.within(0.58...0.74) }
    bodice.neckline = random.pick([(6, .round), (3, .vee), (1.5, .boat), (0.6, .square)])
    bodice.neckHalfWidth = min(random.within(0.3...0.46), bodice.shoulderHalfWidth - 0.14)
    bodice.neckDepth = bodice.neckline == .vee ? random.within(0.45...0.8) : random.within(0.18...0.42)

    var scene = Scene()
    if hasStraps {
      makeStrapped(&bodice, &random)
      scene.parts += straps(bodice, fabric)
    }
    scene.parts += bodice.backOfNeck(fabric, rise: hasStraps ? -0.1 : 0.06, label: hasStraps ? nil : .white)
    if !isSleeveless { scene.parts += sleeves(on: bodice, fabric, &random) }
    scene.add(body(bodice, fabric, make, &random))
    if !hasStraps { scene.add(bodice.neckBand(fabric, width: 0.045)) }
    return scene
  }

  private static func fabric(_ random: inout RandomSource) -> Fabric {
    let colour = Palette.clothing.colour(&random)
    let pattern: Pattern = random.pick([
      (56, .plain), (14, Prints.flowers(on: colour, &random)), (6, Prints.stripes(on: colour, &random)),
      (4, Prints.dots(on: colour, &random)),
      (5, Prints.blotches(on: colour, &random)), (2, Prints.checks(on: colour, &random)),
      (3, Prints.melange(&random)),
      (3, .fade(colour.contrasting, from: 1, to: 4)),
      (1, .zigzag(colour.contrasting, period: 0.3, width: 0.08)),
    ])
    return Fabric(colour, pattern, gloss: Float(random.within(0.04...0.25)))
  }

  private static func bodice(_ make: Make, _ random: inout RandomSource) -> Bodice {
    let length: Double =
      switch make {
      case .sheath: random.within(3.9...4.9)
      case .flared: random.within(3.6...4.5)
      case .shift: random.within(3.4...4.2)
      case .maxi: random.within(4.8...5.8)
      }
    var bodice = Bodice(
      chest: random.within(0.7...0.8), waist: 0.8, hem: 0.8, length: length,
      hemDrop: random.within(0.02...0.1))
    bodice.shoulderHalfWidth = random.within(0.68...0.78)
    let chest = bodice.armpit.x
    let waist = random.within(0.58...0.68)
    switch make {
    case .sheath:
      bodice.side = [
        .smooth(waist + 0.02, 1.72), .smooth(random.within(0.78...0.88), 2.5),
        .corner(random.within(0.58...0.76), length),
      ]
    case .flared:
      let hem = random.within(0.9...1.4)
      bodice.side = [.corner(waist, 1.7), .smooth(waist + (hem - waist) * 0.62, 2.4), .corner(hem, length)]
    case .shift:
      let hem = random.within(0.8...1.05)
      bodice.side = [.smooth(chest * 0.97, 1.6), .smooth((chest + hem) / 2, 2.3), .corner(hem, length)]
    case .maxi:
      let hem = random.within(0.8...1.25)
      bodice.side = [.smooth(waist, 1.72), .smooth((waist + hem) / 2 + 0.06, 2.9), .corner(hem, length)]
    }
    return bodice
  }

  private static func makeStrapped(_ bodice: inout Bodice, _ random: inout RandomSource) {
    bodice.shoulderHalfWidth = random.within(0.5...0.6)
    bodice.shoulderDrop = random.within(0.5...0.7)
    bodice.neckTop = bodice.shoulderDrop - 0.1
    bodice.neckHalfWidth = bodice.shoulderHalfWidth - 0.08
    bodice.neckline = random.chance(0.5) ? .vee : .boat
    bodice.neckDepth = bodice.shoulderDrop + random.within(0.1...0.25)
  }

  private static func straps(_ bodice: Bodice, _ fabric: Fabric) -> [Part] {
    let end = Point(bodice.shoulderHalfWidth - 0.05, bodice.shoulderDrop + 0.06)
    let strap = Curve(through: [.corner(end), .smooth(0.43, 0.18), .corner(0.33, -0.16)])
    let part = Part(strap.ribbon(width: 0.07), fabric, relief: Relief(edgeRadius: 0.03, edgeSlope: 0.4))
    return [part, part.mirrored]
  }

  private static func body(_ bodice: Bodice, _ fabric: Fabric, _ make: Make, _ random: inout RandomSource)
    -> Part
  {
    var relief = bodice.relief(&random, stiffness: 0.3)
    let bottom = bodice.hemMiddle
    let waist = 1.7
    let half = bodice.side.last?.point.x ?? 1
    let isPleated = make == .flared || make == .maxi
    // A full skirt has pleats that open toward the hem.
    for index in 0..<(isPleated ? random.count(6...10) : random.count(1...3)) {
      let place = isPleated ? -0.9 + 1.8 * Double(index) / 8 + random.jitter(0.08) : random.jitter(0.8)
      relief.folds.append(
        Fold(
          from: Point(place * 0.5, waist - 0.1), to: Point(place * half, bottom + 0.5),
          bend: random.jitter(0.04),
          width: random.within(0.16...0.3), height: random.within(0.03...0.06) * (isPleated ? 1 : 0.5)))
    }
    var body = Part(bodice.outline(&random), fabric, relief: relief)
    let waistline = Curve(through: [
      .corner(-1.2, waist - 0.02), .smooth(0, waist + 0.03), .corner(1.2, waist - 0.02),
    ])
    if random.chance(0.16) {
      let upper = Palette.clothing.colour(&random)
      body.details.append(Detail(.rectangle(x: -1.3...1.3, y: -0.4...waist), Paint(colour: upper)))
    }
    if isPleated || random.chance(0.3) {
      body.details.append(Trimmings.seam(waistline, on: fabric.colour, width: 0.025, opacity: 0.6))
    }
    if random.chance(0.2) {
      let belt = waistline.ribbon(width: random.within(0.08...0.16))
      let colour = random.chance(0.5) ? fabric.colour.contrasting : fabric.colour.shaded(0.7)
      body.details += [
        Detail(belt.mapped { $0 + Point(0, 0.02) }, Colour.black, opacity: 0.2),
        Detail(belt, colour, lift: 0.012),
        Detail(
          .rectangle(x: -0.08...0.08, y: waist - 0.06...waist + 0.1, rounding: 0.02), Colour(hex: 0xB59A5A),
          lift: 0.01),
      ]
    }
    if random.chance(0.14) {
      body.details += Trimmings.buttons(
        along: .line(Point(0, bodice.neckDepth + 0.12), Point(0, bottom - 0.3)), count: 9, radius: 0.03,
        colour: fabric.colour.contrasting)
    }
    body.details.append(Trimmings.stitchedEdge(bodice.hemCurve, distance: 0.07, on: fabric.colour))
    return body
  }

  private static func sleeves(on bodice: Bodice, _ fabric: Fabric, _ random: inout RandomSource) -> [Part] {
    let length = random.pick([
      (4, random.within(0.4...0.65)), (2.5, random.within(1.0...1.5)), (2, random.within(1.85...2.15)),
    ])
    let sleeve = Sleeve(
      length: length, degrees: length > 1 ? random.within(6...14) : random.within(20...40),
      upperHalfWidth: random.within(0.23...0.29),
      cuffHalfWidth: random.within(0.14...0.26), puff: random.chance(0.15) ? 0.06 : 0)
    return [1.0, -1.0].map { side in
      let shape = sleeve.shape(on: bodice, &random)
      let part = sleeve.part(shape, fabric, &random)
      return side > 0 ? part : part.mirrored
    }
  }
}
