/// Jackets, blazers, parkas, down jackets and long coats, which all open in front.
enum Coats {
  private enum Make { case zipped, down, parka, denimJacket, bomber, blazer, overcoat, biker }

  static func scene(_ random: inout RandomSource) -> Scene {
    let make = random.pick([
      (5, Make.zipped), (4, .down), (3, .parka), (1.5, .denimJacket), (2, .bomber), (3, .blazer),
      (4, .overcoat), (1.5, .biker),
    ])
    let fabric = fabric(make, &random)
    let bodice = bodice(make, &random)
    let lining = random.chance(0.3) ? Palette.clothing.colour(&random) : fabric.colour.shaded(0.7)
    let rib = Fabric(fabric.colour.shaded(0.9), weave: .ribbed(period: 0.05, depth: 0.008))
    let sleeve = Sleeve(
      length: random.within(2.05...2.45), degrees: random.within(3...11),
      upperHalfWidth: random.within(0.28...0.34),
      cuffHalfWidth: random.within(0.19...0.24), elbow: random.within(0.02...0.09))
    let isSleeveInFront = random.chance(0.55)
    let sleeves = [1.0, -1.0].flatMap { side -> [Part] in
      let shape = sleeve.shape(on: bodice, &random)
      var parts = [sleeve.part(shape, fabric, &random, strength: 0.9)]
      let cuff = make == .bomber ? rib : fabric
      parts.append(
        sleeve.cuff(shape, cuff, length: random.within(0.1...0.22), flare: make == .bomber ? 0.86 : 1))
      return side > 0 ? parts : parts.map(\.mirrored)
    }

    var scene = Scene()
    scene.parts += bodice.backOfNeck(fabric.plain(lining), rise: 0.1, label: .white)
    let isHooded = make == .parka || ((make == .zipped || make == .down) && random.chance(0.45))
    let fur =
      make == .parka && random.chance(0.45)
      ? Colour(hex: random.pick([0xB59A76, 0x8B7355, 0x2A2725, 0xD8CFC0])) : nil
    let hood =
      isHooded
      ? Collars.hood(
        on: bodice, fabric.plain(fabric.colour), lining: lining, height: random.within(0.5...0.75), fur: fur)
      : nil
    scene.parts += hood?.back ?? []
    let hasShirtCollar = make == .denimJacket || (make == .overcoat && random.chance(0.3))
    if hasShirtCollar || make == .blazer || make == .overcoat || make == .biker {
      scene.parts += Collars.shirtBack(on: bodice, fabric)
    }
    if !isSleeveInFront { scene.parts += sleeves }
    let trunk = make == .bomber ? bodice.shortened(by: 0.13) : bodice
    scene.add(body(trunk, fabric, make, lining: lining, &random))
    if make == .bomber { scene.add(hem(bodice, rib)) }
    if isSleeveInFront { scene.parts += sleeves }

    let breakY = make == .biker ? 0.8 : random.within(0.9...1.5)
    switch make {
    case .blazer, .biker:
      scene.parts += Collars.lapels(
        on: bodice, fabric, breakY: breakY, width: random.within(0.4...0.55), notch: random.within(0.35...0.5)
      )
    case .overcoat where !hasShirtCollar:
      scene.parts += Collars.lapels(
        on: bodice, fabric, breakY: breakY, width: random.within(0.5...0.68), notch: random.within(0.35...0.5)
      )
    case _ where hasShirtCollar:
      scene.parts += Collars.shirtLeaves(
        on: bodice, fabric, tip: Point(random.within(0.35...0.5), 0.55), isOpen: true)
    case _ where isHooded: scene.parts += hood?.front ?? []
    default:
      scene.parts += Collars.stand(
        on: bodice, make == .bomber ? rib : fabric.plain(fabric.colour), height: random.within(0.1...0.24),
        isOpen: random.chance(0.6))
    }
    return scene
  }

  private static func fabric(_ make: Make, _ random: inout RandomSource) -> Fabric {
    let colour = Palette.outerwear.colour(&random)
    switch make {
    case .denimJacket: return Fabric(Palette.denim.colour(&random), weave: .denim)
    case .down:
      let period = Float(random.within(0.2...0.42))
      let weave: Weave =
        random.chance(0.8)
        ? .quilted(period: period, depth: period * 0.16) : .diamonds(period: period, depth: 0.05)
      return Fabric(colour, weave: weave, gloss: Float(random.within(0.15...0.5)))
    case .biker: return Fabric(Palette.leather.colour(&random).shaded(0.9), weave: .leather, gloss: 0.5)
    case .blazer, .overcoat:
      let pattern: Pattern = random.pick([
        (6, .plain), (3, Prints.melange(&random)), (1.2, Prints.checks(on: colour, &random)),
      ])
      return Fabric(colour, pattern, weave: random.chance(0.5) ? .rough(0.008) : .smooth, gloss: 0.04)
    default:
      let pattern: Pattern = random.pick([
        (8, .plain), (0.8, Prints.blotches(on: colour, &random)), (1, Prints.melange(&random)),
      ])
      return Fabric(colour, pattern, gloss: Float(random.within(0.06...0.25)))
    }
  }

  private static func bodice(_ make: Make, _ random: inout RandomSource) -> Bodice {
    let length: Double =
      switch make {
      case .denimJacket, .bomber, .biker: random.within(2.5...2.85)
      case .zipped, .down: random.within(2.65...3.1)
      case .blazer: random.within(2.8...3.2)
      case .parka: random.within(3.0...3.6)
      case .overcoat: random.within(3.1...4.2)
      }
    var bodice = Bodice(
      chest: 1.03, waist: random.within(0.9...1.02), hem: make == .bomber ? 0.92 : random.within(0.95...1.12),
      length: length, hemDrop: 0.02)
    bodice.neckHalfWidth = random.within(0.32...0.4)
    bodice.neckDepth = random.within(0.1...0.2)
    bodice.shoulderDrop = random.within(0.18...0.27)
    bodice.shoulderHalfWidth = random.within(0.92...1)
    return bodice
  }

  private static func body(
    _ bodice: Bodice, _ fabric: Fabric, _ make: Make, lining: Colour, _ random: inout RandomSource
  ) -> Part {
    var relief = bodice.relief(&random, stiffness: make == .down ? 0.6 : 0.25)
    relief.edgeSlope = 0.8
    var body = Part(bodice.outline(&random), fabric, relief: relief)
    let bottom = bodice.hemMiddle + 0.1
    let off = make == .biker ? 0.25 : random.jitter(0.03)
    let front = Curve.line(Point(off * 0.5, 0), Point(off, bottom))
    let isOpen = random.chance(0.2) && make != .biker && make != .denimJacket
    if isOpen {
      // A wedge of the inside is visible between the two fronts, with the back's seam in its middle.
      let (upper, lower) = (random.within(0.01...0.04), random.within(0.08...0.26))
      let gap = Path.polygon([
        Point(-upper, 0), Point(upper, 0), Point(lower, bottom), Point(-lower * 0.7, bottom),
      ])
      body.details += [
        Detail(
          gap, Paint(colour: lining.shaded(0.75), pattern: .fade(lining.shaded(0.5), from: 0.4, to: 2)),
          lift: -0.05),
        Trimmings.seam(.line(Point(0, 0.3), Point(0.02, bottom)), on: lining.shaded(0.6)),
      ]
      for edge in [
        Curve.line(Point(-upper, 0), Point(-lower * 0.7, bottom)),
        Curve.line(Point(lower, bottom), Point(upper, 0)),
      ] {
        body.details.append(Trimmings.stitchedEdge(edge, distance: 0.08, on: fabric.colour))
      }
    }
    switch make {
    case _ where isOpen: break
    case .zipped, .down, .bomber, .parka, .biker:
      let metal = random.chance(0.5) ? Colour(hex: 0xB9BABD) : fabric.colour.shaded(0.6)
      body.details += Trimmings.zip(
        along: front, tape: fabric.colour.shaded(0.72), teeth: metal, width: random.within(0.05...0.075))
    case .denimJacket, .overcoat, .blazer:
      body.details += buttonedFront(front, fabric, make, bottom: bottom, &random)
    }
    body.details += pockets(bodice, fabric, make, &random)
    if make == .denimJacket || (make == .zipped && random.chance(0.3)) { body.details += yoke(fabric) }
    if make == .zipped, random.chance(0.3) {
      let other = Palette.outerwear.colour(&random)
      body.details.insert(Detail(.rectangle(x: -1.5...1.5, y: -0.5...random.within(0.7...1.3)), other), at: 0)
    }
    if make == .parka || (make == .overcoat && random.chance(0.35)) {
      let y = random.within(1.75...1.95)
      let belt = Path.rectangle(x: -1.4...1.4, y: y - 0.06...y + 0.06)
      body.details += [
        Detail(belt.mapped { $0 + Point(0, 0.03) }, Colour.black, opacity: 0.25),
        Detail(belt, fabric.colour.shaded(0.92), lift: 0.02),
      ]
    }
    body.details.append(Trimmings.stitchedEdge(bodice.hemCurve, distance: 0.07, on: fabric.colour))
    return body
  }

  private static func buttonedFront(
    _ front: Curve, _ fabric: Fabric, _ make: Make, bottom: Double, _ random: inout RandomSource
  ) -> [Detail] {
    let isDouble = make != .denimJacket && random.chance(0.3)
    let edge = front.offset(by: isDouble ? -0.3 : -0.08)
    let metal =
      make == .denimJacket ? Colour(hex: 0xB08A5A) : fabric.colour.luma > 0.5 ? Colour(hex: 0x5A4636) : .black
    let colour = make != .denimJacket && fabric.colour.luma < 0.2 ? fabric.colour.shaded(1.25) : metal
    let top = make == .denimJacket ? 0.35 : random.within(0.95...1.35)
    let last = make == .blazer ? top + random.within(0.4...0.8) : bottom - random.within(0.5...0.8)
    let count = make == .denimJacket ? 6 : make == .blazer ? random.count(1...3) : random.count(3...5)
    var details = [
      Detail(edge.offset(by: -0.02).ribbon(width: 0.05), Colour.black, opacity: 0.35, lift: -0.02),
      Trimmings.seam(edge, on: fabric.colour, width: 0.02, opacity: 0.6),
    ]
    for x in isDouble ? [-0.2, 0.2] : [0] {
      details += Trimmings.buttons(
        along: .line(Point(x, top), Point(x, last)), count: count, radius: random.within(0.04...0.055),
        colour: colour)
    }
    return details
  }

  private static func pockets(_ bodice: Bodice, _ fabric: Fabric, _ make: Make, _ random: inout RandomSource)
    -> [Detail]
  {
    let y = min(bodice.hemMiddle - 0.6, random.within(1.75...2.0))
    let colour = fabric.colour
    var details: [Detail] = []
    for side in [-1.0, 1.0] {
      switch make {
      case .parka, .denimJacket, .blazer:
        let (x, top) = (side * 0.5, make == .denimJacket ? 0.85 : y)
        if make == .parka {
          details += Trimmings.patchPocket(
            x: x - 0.28...x + 0.28, y: top...top + 0.55, paint: fabric.paint, point: 0)
        }
        details += Trimmings.flap(x: x - 0.28...x + 0.28, y: top - 0.03...top + 0.14, paint: fabric.paint)
      default:
        let mouth = Curve.line(Point(side * 0.72, y - 0.25), Point(side * 0.55, y + 0.25))
        details += [
          Detail(mouth.ribbon(width: 0.1), colour.shaded(0.85), lift: 0.015),
          Detail(mouth.ribbon(width: 0.035), colour.shaded(0.5), lift: -0.015),
        ]
      }
    }
    return details
  }

  private static func yoke(_ fabric: Fabric) -> [Detail] {
    let line = Curve(through: [.corner(-1.2, 0.78), .smooth(0, 0.82), .corner(1.2, 0.78)])
    var details = [Trimmings.seam(line, on: fabric.colour, width: 0.03)]
    for side in [-1.0, 1.0] {
      for x in [0.3, 0.62] {
        details.append(
          Trimmings.seam(
            .line(Point(side * x, 0.82), Point(side * x * 0.72, 2.4)), on: fabric.colour, width: 0.022))
      }
    }
    return details
  }

  private static func hem(_ bodice: Bodice, _ rib: Fabric) -> Part {
    let half = (bodice.side.last?.point.x ?? 1) * 0.96
    let bottom = bodice.hemMiddle + 0.03
    return Part(
      Path(through: [
        .corner(-half, bottom - 0.26), .smooth(0, bottom - 0.22), .corner(half, bottom - 0.26),
        .corner(half - 0.03, bottom - 0.04),
        .smooth(0, bottom), .corner(-half + 0.03, bottom - 0.04),
      ]), rib, relief: Relief(edgeRadius: 0.08, edgeSlope: 0.5))
  }
}
