/// Chelsea, lace-up, zipped and heeled boots that end above the ankle.
enum AnkleBoots {
  private enum Heel { case flat, block, high }

  /// The measurements of a boot, in the drawing's units.
  private struct Last {
    var heel: Heel
    var heelHeight: Double
    var sole: Double
    var shaftTop: Double
    var shaftFront: Double
    var shaftBack: Double
    var toeHeight: Double
  }

  static func scene(_ random: inout RandomSource) -> Scene {
    let heel = random.pick([(5, Heel.flat), (3.5, .block), (1.8, .high)])
    let isLaced = heel == .flat ? random.chance(0.55) : random.chance(0.14)
    let isChelsea = !isLaced && random.chance(0.45)
    let last = last(heel, &random)
    let colour = Palette.leather.colour(&random)
    let isSuede = random.chance(0.35)
    let fabric = Fabric(
      colour, weave: isSuede ? .rough(0.004) : .leather,
      gloss: isSuede ? 0.02 : Float(random.within(0.25...0.75)))
    let soleColour = random.pick([
      (6, Colour.black), (2, colour.shaded(0.6)), (1.5, Colour(hex: 0x7A5638)), (1, .white),
    ])

    var scene = Scene()
    scene.backgroundShadow = Footwear.shadow
    scene.parts += sole(last, soleColour, isLugged: isLaced && random.chance(0.6), &random)
    scene.add(opening(last, fabric))
    if isLaced { scene.add(tongue(last, fabric)) }
    var upper = upper(last, fabric, &random)
    if isChelsea { upper.details += elastic(last, colour) }
    if isLaced {
      upper.details += Footwear.eyelets(along: throat(last), count: 7, reach: 0.13, Footwear.metal(&random))
    }
    if !isLaced, !isChelsea, random.chance(0.6) {
      let x = (last.shaftFront + last.shaftBack) / 2 + 0.1
      let zip = Curve(through: [
        .corner(x, last.shaftTop), .smooth(x + 0.02, last.shaftTop * 0.6),
        .corner(x - 0.1, -last.heelHeight - 0.4),
      ])
      upper.details += Trimmings.zip(
        along: zip, tape: colour.shaded(0.7), teeth: Footwear.metal(&random), width: 0.06)
    }
    let strapHeight = !isLaced && random.chance(0.25) ? -last.heelHeight - random.within(0.55...0.9) : nil
    if let strapHeight { upper.details += strap(strapHeight, colour.shaded(0.9)) }
    scene.add(upper)
    if isLaced {
      let lace = random.pick([Colour.black, colour.shaded(0.7), Colour(hex: 0x8A6A42)])
      scene.parts += Footwear.laces(
        along: throat(last), count: random.count(6...8), reach: 0.14, width: 0.055, lace)
    }
    if isChelsea { scene.add(pullTab(last, fabric)) }
    if let strapHeight {
      scene.parts += Footwear.buckle(
        at: Point(2.25, strapHeight + 0.05), size: 0.1, metal: Footwear.metal(&random), degrees: 0)
    }
    if random.chance(0.12) { scene.add(furCuff(last, &random)) }
    return scene
  }

  private static func last(_ heel: Heel, _ random: inout RandomSource) -> Last {
    let height: Double =
      switch heel {
      case .flat: random.within(0.28...0.42)
      case .block: random.within(0.55...0.95)
      case .high: random.within(1.0...1.35)
      }
    let ankle = -height * 0.85 - random.within(1.35...2.0)
    return Last(
      heel: heel, heelHeight: height,
      sole: heel == .flat ? random.within(0.16...0.26) : random.within(0.07...0.2), shaftTop: ankle,
      shaftFront: random.within(1.62...1.82), shaftBack: random.within(2.86...3.0),
      toeHeight: random.within(0.34...0.46))
  }

  /// Returns the line of the foot's underside, from toe to heel, which is the top of the sole.
  private static func insole(_ last: Last) -> [Knot] {
    [
      .corner(0.04, -last.sole - 0.06), .smooth(0.4, -last.sole + 0.0), .smooth(1.0, -last.sole - 0.01),
      .smooth(1.75, -last.sole - (last.heelHeight - last.sole) * 0.5), .smooth(2.3, -last.heelHeight),
      .corner(2.92, -last.heelHeight - 0.03),
    ]
  }

  private static func throat(_ last: Last) -> Curve {
    let base = -last.sole - last.toeHeight - 0.28 - last.heelHeight * 0.1
    return Curve(through: [
      .corner(1.0, base), .smooth(last.shaftFront - 0.12, base * 0.55 + last.shaftTop * 0.45),
      .corner(last.shaftFront, last.shaftTop),
    ])
  }

  private static func upper(_ last: Last, _ fabric: Fabric, _ random: inout RandomSource) -> Part {
    let toe = last.toeHeight
    let isPointed = last.heel != .flat && random.chance(0.6)
    let instep = throat(last)
    let outline = Path(
      through: [
        .corner(0.04, -last.sole + 0.02),
        .smooth(isPointed ? 0.02 : 0.0, -last.sole - toe * (isPointed ? 0.3 : 0.45)),
        .smooth(0.16, -last.sole - toe * (isPointed ? 0.6 : 0.8)),
        .smooth(0.46, -last.sole - toe * (isPointed ? 0.9 : 1.02)),
        .smooth(1.0, -last.sole - toe - 0.26 - last.heelHeight * 0.1),
        .smooth(instep.place(at: 0.4).point), .smooth(last.shaftFront - 0.02, last.shaftTop + 0.35),
        .corner(last.shaftFront, last.shaftTop),
        .smooth((last.shaftFront + last.shaftBack) / 2, last.shaftTop + random.within(-0.02...0.14)),
        .corner(last.shaftBack, last.shaftTop - 0.02),
        .smooth(last.shaftBack - 0.06, (last.shaftTop - last.heelHeight) * 0.55),
        .smooth(2.95, -last.heelHeight - 0.4),
      ] + insole(last).reversed())
    var folds: [Fold] = []
    for _ in 0..<random.count(2...4) {
      let start = Point(random.within(1.35...1.7), -last.sole - toe - random.within(0.3...0.6))
      folds.append(
        Fold(
          from: start, to: start + Point(random.within(0.4...0.8), random.within(-0.1...0.25)),
          bend: random.jitter(0.2), width: random.within(0.1...0.2),
          height: random.jitter(0.035)))
    }
    var upper = Part(
      outline, fabric,
      relief: Relief(
        edgeRadius: random.within(0.2...0.28), edgeSlope: random.within(0.7...0.95), folds: folds,
        crumple: 0.03, crumpleSize: Point(0.4, 0.35),
        seed: UInt32(random.count(0...9999))))
    let collar = Curve(through: [
      .corner(last.shaftFront, last.shaftTop),
      .smooth((last.shaftFront + last.shaftBack) / 2, last.shaftTop + 0.05),
      .corner(last.shaftBack, last.shaftTop),
    ])
    upper.details.append(Trimmings.seam(collar.offset(by: 0.1), on: fabric.colour))
    if random.chance(0.5) {
      let cap = Curve(through: [
        .corner(0.5, -last.sole - toe - 0.3), .smooth(0.66, -last.sole - toe * 0.5), .corner(0.6, 0),
      ])
      upper.details.append(Trimmings.seam(cap, on: fabric.colour, width: 0.03))
    }
    if random.chance(0.6) {
      let counter = Curve(through: [
        .corner(3.1, -last.heelHeight - 0.75), .smooth(2.5, -last.heelHeight - 0.6),
        .corner(2.15, -last.heelHeight * 0.6),
      ])
      upper.details.append(Trimmings.seam(counter, on: fabric.colour, width: 0.03))
    }
    return upper
  }

  private static func opening(_ last: Last, _ fabric: Fabric) -> Part {
    let middle = Point((last.shaftFront + last.shaftBack) / 2, last.shaftTop + 0.02)
    return Part(
      .ellipse(center: middle, radii: Point((last.shaftBack - last.shaftFront) / 2 - 0.02, 0.12)),
      Fabric(fabric.colour.shaded(0.5)),
      relief: Relief(edgeSlope: 0))
  }

  private static func tongue(_ last: Last, _ fabric: Fabric) -> Part {
    let top = Point(last.shaftFront, last.shaftTop)
    return Part(
      Path(through: [
        .corner(1.1, -last.sole - last.toeHeight - 0.2), .smooth(top + Point(-0.22, 0.45)),
        .smooth(top + Point(-0.16, -0.04)), .corner(top + Point(-0.05, -0.2)),
        .corner(top + Point(0.28, -0.16)), .smooth(top + Point(0.3, 0.4)),
      ]), fabric.shaded(0.9), relief: Relief(edgeRadius: 0.1, edgeSlope: 0.7))
  }

  private static func elastic(_ last: Last, _ colour: Colour) -> [Detail] {
    let x = (last.shaftFront + last.shaftBack) / 2
    let panel = Path(through: [
      .corner(x - 0.3, last.shaftTop - 0.1), .corner(x + 0.26, last.shaftTop - 0.1),
      .smooth(x + 0.2, last.shaftTop * 0.66),
      .smooth(x - 0.02, last.shaftTop * 0.44 - last.heelHeight * 0.3),
      .smooth(x - 0.26, last.shaftTop * 0.68),
    ])
    let stripes = Pattern.stripes(
      [.init(middle: 0, width: 0.02, colour: colour.shaded(0.4))], period: 0.05, isLengthwise: true)
    return [
      Detail(
        panel, Paint(colour: colour.shaded(colour.luma < 0.2 ? 1.06 : 0.6), pattern: stripes), lift: -0.02)
    ]
  }

  private static func pullTab(_ last: Last, _ fabric: Fabric) -> Part {
    let top = Point(last.shaftBack - 0.1, last.shaftTop + 0.1)
    let loop = Curve(through: [
      .corner(top + Point(-0.06, 0)), .smooth(top + Point(-0.02, -0.24)), .smooth(top + Point(0.08, -0.24)),
      .corner(top + Point(0.1, 0)),
    ])
    return Part(
      loop.ribbon(width: 0.06), fabric.shaded(0.9), relief: Relief(edgeRadius: 0.03, edgeSlope: 0.5))
  }

  private static func strap(_ y: Double, _ colour: Colour) -> [Detail] {
    let line = Curve(through: [.corner(1.0, y - 0.2), .smooth(2.1, y + 0.06), .corner(3.1, y - 0.12)])
    return [
      Detail(line.offset(by: 0.03).ribbon(width: 0.15), Colour.black, opacity: 0.3),
      Detail(line.ribbon(width: 0.14), colour, lift: 0.02),
    ]
  }

  private static func furCuff(_ last: Last, _ random: inout RandomSource) -> Part {
    let line = Curve(through: [
      .corner(last.shaftFront - 0.06, last.shaftTop + 0.02),
      .smooth((last.shaftFront + last.shaftBack) / 2, last.shaftTop + 0.08),
      .corner(last.shaftBack + 0.06, last.shaftTop),
    ])
    let colour = Colour(hex: random.pick([0xD9CDBA, 0x8B7355, 0x2A2725]))
    return Part(
      line.ribbon(width: 0.24), Fabric(colour, weave: .rough(0.03)),
      relief: Relief(edgeRadius: 0.1, edgeSlope: 0.7))
  }

  private static func sole(_ last: Last, _ colour: Colour, isLugged: Bool, _ random: inout RandomSource)
    -> [Part]
  {
    let fabric = Fabric(colour, gloss: 0.2)
    let relief = Relief(edgeRadius: 0.05, edgeSlope: 0.5)
    switch last.heel {
    case .flat:
      let bottom: [Knot] = [
        .corner(2.98, 0), .corner(2.2, 0), .corner(2.15, -last.heelHeight * 0.32),
        .corner(1.75, -last.heelHeight * 0.3), .smooth(1.4, 0), .smooth(0.5, 0),
        .smooth(0.02, -0.1),
      ]
      var sole = Part(
        Path(
          through: [.corner(-0.02, -last.sole - 0.12)] + [
            .smooth(1.0, -last.sole - 0.08), .smooth(2.0, -last.heelHeight * 0.9),
            .corner(3.0, -last.heelHeight - 0.06),
          ] + bottom),
        fabric, relief: relief)
      if isLugged {
        let cuts = Pattern.stripes(
          [.init(middle: 0, width: 0.06, colour: colour.shaded(0.4))], period: 0.17, isLengthwise: true)
        sole.details.append(
          Detail(.rectangle(x: -0.1...3.1, y: -0.09...0.02), Paint(colour: colour, pattern: cuts)))
      }
      let welt = Curve(through: [
        .corner(-0.1, -last.sole - 0.02), .smooth(1.0, -last.sole - 0.02),
        .smooth(2.0, -last.heelHeight * 0.84), .corner(3.1, -last.heelHeight),
      ])
      sole.details.append(Detail(welt.ribbon(width: 0.025), colour.shaded(colour.luma < 0.3 ? 1.25 : 0.7)))
      return [sole]
    case .block, .high:
      let isThin = last.heel == .high && random.chance(0.6)
      let foot = isThin ? random.within(0.14...0.22) : random.within(0.42...0.66)
      let back = isThin ? 2.84 : 2.92
      let heel = Part(
        Path(through: [
          .corner(2.2, -last.heelHeight - 0.06), .corner(2.96, -last.heelHeight - 0.1),
          .smooth(back + 0.01, -last.heelHeight * 0.5), .corner(back, 0),
          .corner(back - foot, 0), .smooth(back - foot - (isThin ? 0.03 : 0.02), -last.heelHeight * 0.55),
        ]), fabric, relief: Relief(edgeRadius: 0.12, edgeSlope: 0.7))
      let thickness = last.sole
      let line = Curve(through: insole(last))
      var plate = Part(
        line.offset(by: thickness * 0.45).ribbon(width: thickness + 0.05), fabric, relief: relief)
      plate.shadow = 0
      return [heel, plate]
    }
  }
}
