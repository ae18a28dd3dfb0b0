/// Knitted pullovers, sweatshirts, hooded sweatshirts and turtlenecks.
enum Pullovers {
  private enum Make { case knit, sweatshirt, hoodie, turtleneck }

  static func scene(_ random: inout RandomSource) -> Scene {
    let make = random.pick([(5, Make.knit), (4, .sweatshirt), (1.5, .hoodie), (1.2, .turtleneck)])
    let fabric = fabric(make, &random)
    let length = random.about(2.6...3.25)
    var bodice = Bodice(
      waist: random.within(0.93...1.03), hem: random.within(0.82...1), length: length, hemDrop: 0.03)
    bodice.neckline = make == .knit ? random.pick([(5, .round), (3, .vee), (1, .boat)]) : .round
    bodice.neckHalfWidth = random.within(0.3...0.44)
    bodice.neckDepth = bodice.neckline == .vee ? random.within(0.45...0.75) : random.within(0.16...0.3)
    bodice.shoulderDrop = random.within(0.17...0.28)
    bodice.shoulderHalfWidth = random.within(0.9...1)

    let rib = Fabric(fabric.colour, weave: .ribbed(period: 0.05, depth: 0.007))
    let trim = random.chance(0.1) ? rib.plain(Palette.clothing.colour(&random)) : rib
    let hasRibs = make != .knit || random.chance(0.75)
    let sleeve = Sleeve(
      length: length - random.within(0.5...0.75), degrees: random.within(3...13),
      upperHalfWidth: random.within(0.26...0.34),
      cuffHalfWidth: random.within(0.15...0.2), elbow: random.within(0.03...0.12))
    let isSleeveInFront = random.chance(0.5)
    let sleeves = sleeves(sleeve, on: bodice, fabric, trim: hasRibs ? trim : nil, &random)

    var scene = Scene()
    scene.parts += bodice.backOfNeck(
      fabric, rise: 0.07, label: random.chance(0.6) ? .white : nil, band: trim.shaded(0.94))
    let hood =
      make == .hoodie
      ? Collars.hood(
        on: bodice, fabric.plain(fabric.colour), lining: fabric.colour, height: random.within(0.5...0.75),
        fur: nil) : nil
    scene.parts += hood?.back ?? []
    if !isSleeveInFront { scene.parts += sleeves }
    scene.add(body(hasRibs ? bodice.shortened(by: 0.13) : bodice, fabric, make, &random))
    if hasRibs { scene.add(hem(bodice, trim, &random)) }
    if isSleeveInFront { scene.parts += sleeves }
    switch make {
    case .hoodie:
      scene.parts += hood?.front ?? []
      scene.parts += cords(on: bodice, fabric.colour.contrasting.mixed(with: fabric.colour, 0.3))
    case .turtleneck:
      scene.parts += Collars.stand(on: bodice, rib, height: random.within(0.16...0.3), isOpen: false)
    default: scene.add(bodice.neckBand(trim.shaded(0.97), width: random.within(0.08...0.15)))
    }
    return scene
  }

  private static func fabric(_ make: Make, _ random: inout RandomSource) -> Fabric {
    let colour = Palette.clothing.colour(&random)
    let pattern: Pattern = random.pick([
      (58, .plain), (16, Prints.melange(&random)), (13, Prints.stripes(on: colour, &random)),
      (2, Prints.blotches(on: colour, &random)), (2, .zigzag(colour.contrasting, period: 0.3, width: 0.08)),
      (2, Prints.dots(on: colour, &random)),
    ])
    guard make == .knit || make == .turtleneck else { return Fabric(colour, pattern) }
    let weave: Weave = random.pick([
      (5, .ribbed(period: Float(random.within(0.035...0.06)), depth: 0.004)),
      (2, .ribbed(period: Float(random.within(0.08...0.16)), depth: 0.012)),
      (2, .cable(period: Float(random.within(0.18...0.34)), depth: 0.022)), (2, .rough(0.01)),
    ])
    return Fabric(colour, pattern, weave: weave, gloss: 0.03)
  }

  private static func body(_ bodice: Bodice, _ fabric: Fabric, _ make: Make, _ random: inout RandomSource)
    -> Part
  {
    var body = Part(bodice.outline(&random), fabric, relief: bodice.relief(&random, stiffness: 0.4))
    if make == .hoodie {
      let (top, bottom) = (bodice.hemMiddle - 0.85, bodice.hemMiddle - 0.24)
      let pocket = Path(through: [
        .corner(-0.4, top), .corner(0.4, top), .smooth(0.52, (top + bottom) / 2 - 0.05),
        .corner(0.68, bottom - 0.1), .corner(0.68, bottom),
        .corner(-0.68, bottom), .corner(-0.68, bottom - 0.1), .smooth(-0.52, (top + bottom) / 2 - 0.05),
      ])
      body.details += [
        Detail(pocket.mapped { $0 + Point(0, 0.02) }, Colour.black, opacity: 0.2),
        Detail(pocket, fabric.paint, lift: 0.02),
      ]
    }
    guard case .plain = fabric.paint.pattern else { return body }
    if make != .knit, make != .turtleneck, random.chance(0.6) {
      body.details += Prints.motif(
        at: Point(0, bodice.neckDepth + random.within(0.55...0.8)), on: fabric.colour, &random)
    } else if random.chance(0.16) {
      // Blocks of colour across the chest.
      let top = random.within(0.7...1.3)
      let height = random.within(0.3...0.7)
      body.details.append(
        Detail(.rectangle(x: -1.4...1.4, y: top...top + height), Palette.clothing.colour(&random)))
    }
    return body
  }

  private static func hem(_ bodice: Bodice, _ rib: Fabric, _ random: inout RandomSource) -> Part {
    let half = (bodice.side.last?.point.x ?? 1) * random.within(0.95...0.99)
    let height = random.within(0.16...0.28)
    let bottom = bodice.hemMiddle + 0.04
    let top = bottom - height
    var part = Part(
      Path(through: [
        .corner(-half - 0.02, top - 0.03), .smooth(0, top), .corner(half + 0.02, top - 0.03),
        .corner(half - 0.03, bottom - 0.04),
        .smooth(0, bottom), .corner(-half + 0.03, bottom - 0.04),
      ]), rib, relief: Relief(edgeRadius: 0.14, continuation: 0.2, edgeSlope: 0.5))
    part.shadow = 0.25
    part.shadowReach = 0.03
    return part
  }

  private static func sleeves(
    _ sleeve: Sleeve, on bodice: Bodice, _ fabric: Fabric, trim: Fabric?, _ random: inout RandomSource
  ) -> [Part] {
    [1.0, -1.0].flatMap { side -> [Part] in
      let shape = sleeve.shape(on: bodice, &random)
      var parts = [sleeve.part(shape, fabric, &random, strength: 0.75)]
      if let trim { parts.append(sleeve.cuff(shape, trim, length: 0.24, flare: 0.94)) }
      return side > 0 ? parts : parts.map(\.mirrored)
    }
  }

  private static func cords(on bodice: Bodice, _ colour: Colour) -> [Part] {
    let start = Point(0.1, bodice.neckDepth + 0.08)
    let cord = Curve(through: [
      .corner(start), .smooth(start + Point(0.05, 0.3)), .corner(start + Point(0.03, 0.62)),
    ])
    var part = Part(
      cord.ribbon(width: 0.035), Fabric(colour), relief: Relief(edgeRadius: 0.02, edgeSlope: 0.5))
    part.shadowReach = 0.03
    return [part, part.mirrored]
  }
}
