/// T-shirts, polo shirts and tank tops.
enum TShirts {
  static func scene(_ random: inout RandomSource) -> Scene {
    let isSleeveless = random.chance(0.14)
    let isPolo = !isSleeveless && random.chance(0.1)
    let isLongSleeved = !isSleeveless && !isPolo && random.chance(0.04)
    let isFitted = random.chance(0.4)
    let fabric = fabric(&random)
    let length = random.about(2.65...3.35)
    var bodice = Bodice(
      waist: isFitted ? random.within(0.8...0.93) : random.within(0.94...1.02),
      hem: random.within(0.9...1.06), length: length,
      hemDrop: random.within(0.01...0.12))
    bodice.neckline = isPolo ? .round : random.pick([(6, .round), (2.5, .vee), (0.7, .boat)])
    bodice.neckHalfWidth = random.within(0.3...0.44)
    bodice.neckDepth = bodice.neckline == .vee ? random.within(0.45...0.75) : random.within(0.2...0.42)
    bodice.shoulderDrop = random.within(0.16...0.27)
    if isSleeveless { makeSleeveless(&bodice, &random) }

    var scene = Scene()
    let band =
      random.chance(0.12) ? fabric.plain(fabric.colour.contrasting) : fabric.plain(fabric.colour).shaded(0.96)
    let label = random.chance(0.6) ? Colour.white : nil
    scene.parts += bodice.backOfNeck(fabric, label: label, band: isSleeveless ? nil : band)
    let body = body(bodice, fabric, isPolo: isPolo, &random)
    if isSleeveless {
      scene.add(body)
    } else {
      let contrast = !isPolo && random.chance(0.06) ? fabric.plain(Palette.clothing.colour(&random)) : fabric
      let sleeves = sleeves(on: bodice, contrast, isLong: isLongSleeved, &random)
      scene.parts += sleeves
      scene.add(body)
    }
    if isPolo {
      scene.parts += Collars.soft(on: bodice, band)
    } else {
      scene.add(bodice.neckBand(band, width: isSleeveless ? 0.05 : random.within(0.05...0.1)))
    }
    return scene
  }

  private static func fabric(_ random: inout RandomSource) -> Fabric {
    let colour = Palette.clothing.colour(&random)
    let pattern: Pattern = random.pick([
      (62, .plain), (9, Prints.melange(&random)), (11, Prints.stripes(on: colour, &random)),
      (5, Prints.flowers(on: colour, &random)),
      (4, Prints.blotches(on: colour, &random)), (2, Prints.dots(on: colour, &random)),
      (3, .fade(colour.contrasting, from: 0.4, to: 2.8)),
      (1, .zigzag(colour.contrasting, period: 0.4, width: 0.1)),
    ])
    return Fabric(colour, pattern)
  }

  private static func makeSleeveless(_ bodice: inout Bodice, _ random: inout RandomSource) {
    bodice.isSleeveless = true
    bodice.neckHalfWidth = random.within(0.36...0.5)
    bodice.shoulderHalfWidth = bodice.neckHalfWidth + random.within(0.12...0.3)
    bodice.shoulderDrop = 0.08
    bodice.neckDepth = random.within(0.45...0.8)
    bodice.armpit = Point(random.within(0.86...0.98), random.within(0.9...1.1))
  }

  private static func body(_ bodice: Bodice, _ fabric: Fabric, isPolo: Bool, _ random: inout RandomSource)
    -> Part
  {
    var body = Part(bodice.outline(&random), fabric, relief: bodice.relief(&random, stiffness: 0.45))
    body.details.append(Trimmings.stitchedEdge(bodice.hemCurve, distance: 0.08, on: fabric.colour))
    for arm in [bodice.armholeCurve, bodice.armholeCurve.mapped { Point(-$0.x, $0.y) }]
    where bodice.isSleeveless {
      body.details.append(Trimmings.seam(arm, on: fabric.colour, width: 0.09, opacity: 0.2))
    }
    if isPolo {
      let end = bodice.neckDepth + 0.55
      let placket = Path.rectangle(x: -0.07...0.07, y: bodice.neckDepth - 0.1...end)
      body.details.append(Detail(placket, fabric.colour.shaded(0.93), lift: 0.01))
      body.details += Trimmings.buttons(
        along: .line(Point(0, bodice.neckDepth + 0.1), Point(0, end - 0.1)), count: 3, radius: 0.026,
        colour: fabric.colour.contrasting)
    } else if case .plain = fabric.paint.pattern, random.chance(0.55) {
      let center = Point(0, bodice.neckDepth + random.within(0.5...0.8))
      body.details += Prints.motif(at: center, on: fabric.colour, &random)
    } else if random.chance(0.12) {
      let y = bodice.neckDepth + 0.4
      body.details += Trimmings.patchPocket(x: 0.24...0.6, y: y...y + 0.42, paint: fabric.paint)
    }
    return body
  }

  private static func sleeves(on bodice: Bodice, _ fabric: Fabric, isLong: Bool, _ random: inout RandomSource)
    -> [Part]
  {
    let sleeve =
      isLong
      ? Sleeve(
        length: random.within(1.9...2.3), degrees: random.within(13...19), upperHalfWidth: 0.3,
        cuffHalfWidth: 0.17)
      : Sleeve(
        length: random.within(0.42...0.7), degrees: random.within(32...52),
        cuffHalfWidth: random.within(0.27...0.36))
    var parts: [Part] = []
    for side in [1.0, -1.0] {
      let shape = sleeve.shape(on: bodice, &random)
      var part = sleeve.part(shape, fabric, &random, strength: 0.7)
      let end = shape.cuffCenter - shape.along * 0.08
      let line = Curve.line(end - shape.across * 0.5, end + shape.across * 0.5)
      part.details.append(Trimmings.seam(line, on: fabric.colour, opacity: 0.3))
      part.shadow = 0
      parts.append(side > 0 ? part : part.mirrored)
    }
    return parts
  }
}
