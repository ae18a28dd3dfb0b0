/// Trainers, running shoes, canvas shoes and high-tops.
enum Sneakers {
  /// The measurements of a shoe, in the drawing's units.
  private struct Last {
    var soleFront: Double
    var soleBack: Double
    var toeHeight: Double
    /// The upper end of the throat.
    var throatTop: Point
    /// The lowest point of the collar, at the ankle.
    var collarDip: Point
    /// The top of the tab at the heel.
    var heelTab: Point
    var hasFlatSole: Bool
  }

  static func scene(_ random: inout RandomSource) -> Scene {
    let isHigh = random.chance(0.1)
    let isRunner = !isHigh && random.chance(0.5)
    let last = last(isHigh: isHigh, isRunner: isRunner, &random)
    let colour = Palette.sports.colour(&random)
    let weave: Weave = random.pick([(3, .smooth), (3, .leather), (2, .rough(0.005))])
    let fabric = Fabric(
      colour, random.chance(0.06) ? Prints.blotches(on: colour, &random) : .plain, weave: weave,
      gloss: Float(random.within(0.05...0.3)))
    let accent =
      random.chance(0.55) ? Palette.sports.colour(&random) : colour.shaded(colour.luma < 0.3 ? 1.15 : 0.75)
    let soleColour = random.pick([
      (7, Colour.white), (1.6, .black), (1, Colour(hex: 0xB98A58)), (1, colour.shaded(0.9)),
      (1, Colour(hex: 0xC9CACB)),
    ])

    var scene = Scene()
    scene.backgroundShadow = Footwear.shadow
    scene.parts += inside(last, fabric, accent)
    var upper = upper(last, fabric, accent, isRunner: isRunner, &random)
    let throat = throat(last)
    let laceCount = isHigh ? random.count(6...8) : random.count(4...6)
    let isLaced = random.chance(0.88)
    if isLaced {
      upper.details += Footwear.eyelets(along: throat, count: laceCount, reach: 0.15, accent.shaded(0.7))
    }
    scene.add(upper)
    if isLaced {
      let lace = random.chance(0.5) ? Colour.white : random.chance(0.5) ? colour.shaded(1.1) : accent
      scene.parts += Footwear.laces(
        along: throat, count: laceCount, reach: 0.15, width: random.within(0.05...0.075), lace)
    } else {
      for place in [0.2, 0.6, 0.95].prefix(random.count(2...3)) {
        scene.add(velcro(on: throat, at: place, fabric.plain(accent)))
      }
    }
    scene.parts += sole(last, soleColour, accent, isRunner: isRunner, &random)
    return scene
  }

  private static func last(isHigh: Bool, isRunner: Bool, _ random: inout RandomSource) -> Last {
    let back = isRunner ? random.within(0.38...0.5) : random.within(0.24...0.38)
    let front = isRunner ? random.within(0.2...0.3) : back * random.within(0.85...1)
    let lift = isHigh ? random.within(0.4...0.65) : random.within(-0.1...0.06)
    return Last(
      soleFront: front, soleBack: back, toeHeight: random.within(0.26...0.36),
      throatTop: Point(isHigh ? 1.84 : random.within(1.66...1.86), -1.16 - lift),
      collarDip: Point(2.34, -(isHigh ? 1.36 : 0.92) - lift * 0.5),
      heelTab: Point(random.within(2.84...2.92), -1.12 - lift * 0.8 - random.within(0...0.12)),
      hasFlatSole: !isRunner)
  }

  private static func throatStart(_ last: Last) -> Point {
    Point(0.98, -last.soleFront - last.toeHeight - 0.18)
  }

  /// Returns the middle of the line from the toes to the ankle, which is below the chord.
  private static func instep(_ last: Last) -> Point {
    throatStart(last) + (last.throatTop - throatStart(last)) * Point(0.56, 0.46)
  }

  /// Returns the throat, which is the opening of the upper, from its lower end to the top.
  private static func throat(_ last: Last) -> Curve {
    Curve(through: [.corner(throatStart(last)), .smooth(instep(last)), .corner(last.throatTop)])
  }

  /// Draws the tongue and the lining, which are visible above the edge of the upper.
  private static func inside(_ last: Last, _ fabric: Fabric, _ accent: Colour) -> [Part] {
    let top = last.throatTop
    let lining = Path(through: [
      .corner(top + Point(-0.04, 0.05)), .smooth(last.collarDip + Point(0.02, -0.12)),
      .corner(last.heelTab + Point(-0.03, -0.01)),
      .smooth(last.heelTab + Point(-0.1, 0.4)), .smooth(last.collarDip + Point(0, 0.3)),
    ])
    let tongue = Path(through: [
      .corner(1.0, -last.soleFront - last.toeHeight - 0.2), .smooth(instep(last) + Point(-0.06, -0.05)),
      .smooth(top + Point(-0.17, -0.06)),
      .corner(top + Point(-0.09, -0.17)), .smooth(top + Point(0.04, -0.19)), .corner(top + Point(0.13, -0.1)),
      .smooth(top + Point(0.12, 0.3)),
    ])
    return [
      Part(
        lining, Fabric(fabric.colour.mixed(with: accent, 0.5).shaded(0.6)), relief: Relief(edgeSlope: 0.2)),
      Part(tongue, fabric.shaded(0.92), relief: Relief(edgeRadius: 0.08, edgeSlope: 0.7)),
    ]
  }

  private static func upper(
    _ last: Last, _ fabric: Fabric, _ accent: Colour, isRunner: Bool, _ random: inout RandomSource
  ) -> Part {
    let (front, back, toe) = (last.soleFront, last.soleBack, last.toeHeight)
    let outline = Path(through: [
      .corner(0.04, -front + 0.06), .smooth(0.04, -front - toe * 0.45), .smooth(0.22, -front - toe * 0.86),
      .smooth(0.56, -front - toe - 0.03),
      .smooth(1.0, -front - toe - 0.2), .smooth(instep(last)), .corner(last.throatTop),
      .smooth(last.throatTop + Point(0.14, 0.1)), .smooth(last.collarDip),
      .smooth(last.heelTab + Point(-0.2, 0.12)), .corner(last.heelTab),
      .smooth(2.93, (last.heelTab.y - back) / 2 - 0.12), .smooth(2.96, -back - 0.1),
      .corner(2.97, -back + 0.08), .corner(1.5, -min(front, back) + 0.1),
    ])
    var folds: [Fold] = []
    for _ in 0..<random.count(1...3) {
      let x = random.within(0.75...1.15)
      folds.append(
        Fold(
          from: Point(x, -front - toe - 0.3), to: Point(x - 0.15, -front - 0.05), bend: random.jitter(0.1),
          width: 0.14,
          height: random.jitter(0.025)))
    }
    var upper = Part(
      outline, fabric,
      relief: Relief(
        edgeRadius: random.within(0.2...0.28), edgeSlope: random.within(0.7...0.95), folds: folds,
        crumple: 0.02, crumpleSize: Point(0.4, 0.3),
        seed: UInt32(random.count(0...9999))))
    upper.details = overlays(last, fabric, accent, isRunner: isRunner, &random)
    let collar = Curve(through: [
      .corner(last.throatTop), .smooth(last.throatTop + Point(0.14, 0.1)), .smooth(last.collarDip),
      .smooth(last.heelTab + Point(-0.2, 0.12)),
      .corner(last.heelTab),
    ])
    upper.details.append(Detail(collar.offset(by: 0.05).ribbon(width: 0.13), nil, lift: 0.03))
    upper.details.append(Trimmings.seam(collar.offset(by: 0.14), on: fabric.colour))
    return upper
  }

  /// Draws the toe cap, the eyelet stay, the heel counter and a mark on the side.
  private static func overlays(
    _ last: Last, _ fabric: Fabric, _ accent: Colour, isRunner: Bool, _ random: inout RandomSource
  ) -> [Detail] {
    let (front, back, toe) = (last.soleFront, last.soleBack, last.toeHeight)
    var details: [Detail] = []
    let side = random.chance(0.5) ? accent : fabric.colour.shaded(fabric.colour.luma < 0.3 ? 1.08 : 0.88)
    if random.chance(0.7) {
      let counter = Path(through: [
        .corner(3.1, last.heelTab.y + 0.35), .smooth(2.55, last.heelTab.y + 0.55), .smooth(2.2, -back - 0.2),
        .corner(2.1, 0), .corner(3.1, 0),
      ])
      details.append(Detail(counter, side, lift: 0.012))
    }
    if random.chance(0.65) {
      let cap = Path(through: [
        .corner(-0.1, 0), .corner(-0.1, -front - toe * 0.9),
        .smooth(0.38, -front - toe * random.within(0.6...1.1)), .smooth(0.6, -front - 0.15),
        .smooth(1.1, -front - 0.06), .corner(1.4, 0),
      ])
      details.append(Detail(cap, isRunner ? side : fabric.colour.shaded(0.93), lift: 0.012))
    }
    let throat = throat(last)
    let stay = throat.offset(by: 0.13).ribbon(from: 0.2, to: 0.36)
    details.append(Detail(stay, random.chance(0.4) ? side : fabric.colour.shaded(0.97), lift: 0.014))
    let middle = Point(2.05, -back - 0.4)
    switch random.count(0...5) {
    case 0:
      for x in [1.5, 1.78] {
        let bar = Curve.line(Point(x + 0.25, -1.1), Point(x - 0.1, -back + 0.1))
        details.append(Detail(bar.ribbon(width: 0.13), accent, lift: 0.008))
      }
    case 1:
      let chevron = Curve(through: [
        .corner(middle + Point(0.34, -0.3)), .corner(middle + Point(-0.26, 0.02)),
        .corner(middle + Point(0.34, 0.3)),
      ])
      details.append(Detail(chevron.ribbon(width: 0.15), accent, lift: 0.008))
    case 2:
      let band = Curve.line(Point(1.2, -front - 0.1), Point(3.0, -back - 0.6))
      details.append(Detail(band.ribbon(from: 0.06, to: 0.26), accent, lift: 0.008))
    case 3:
      details += [
        Detail(.circle(center: middle, radius: 0.2), accent, lift: 0.008),
        Detail(.circle(center: middle, radius: 0.12), fabric.colour),
      ]
    case 4 where isRunner:
      for index in 0..<4 {
        let x = 1.15 + Double(index) * 0.3
        details.append(
          Detail(
            Curve.line(Point(x + 0.2, -1.05), Point(x, -back + 0.1)).ribbon(width: 0.05), side, lift: 0.012))
      }
    default: break
    }
    let heel = Path(through: [
      .corner(2.7, last.heelTab.y - 0.1), .corner(3.1, last.heelTab.y - 0.1),
      .corner(3.1, last.heelTab.y + 0.3), .smooth(2.78, last.heelTab.y + 0.24),
    ])
    details.append(Detail(heel, accent, lift: 0.012))
    return details
  }

  private static func velcro(on throat: Curve, at place: Double, _ fabric: Fabric) -> Part {
    let (point, direction) = throat.place(at: place)
    let inward = direction.perpendicular
    let strap = Curve(through: [
      .corner(point - inward * 0.1), .smooth(point + inward * 0.2),
      .corner(point + inward * 0.48 + direction * -0.08),
    ])
    return Part(strap.ribbon(width: 0.2), fabric, relief: Relief(edgeRadius: 0.04, edgeSlope: 0.5))
  }

  private static func sole(
    _ last: Last, _ colour: Colour, _ accent: Colour, isRunner: Bool, _ random: inout RandomSource
  ) -> [Part] {
    let (front, back) = (last.soleFront, last.soleBack)
    let spring = last.hasFlatSole ? random.within(0.02...0.06) : random.within(0.08...0.16)
    let heelFlare = last.hasFlatSole ? 2.99 : random.within(2.98...3.1)
    let outline = Path(through: [
      .smooth(-0.01, -front * 0.7 - spring), .smooth(0.06, -spring), .smooth(0.45, -0.005), .smooth(1.2, 0),
      .smooth(2.4, 0), .smooth(2.86, -spring * 0.3),
      .smooth(heelFlare, -back * 0.5), .corner(2.99, -back - 0.03), .smooth(2.4, -back + 0.04),
      .smooth(1.5, -(front + back) / 2 + 0.04),
      .smooth(0.6, -front + 0.01), .corner(0.03, -front - 0.07),
    ])
    var sole = Part(outline, Fabric(colour, gloss: 0.15), relief: Relief(edgeRadius: 0.07, edgeSlope: 0.6))
    let tread = Curve(through: [
      .corner(-0.2, -spring - 0.02), .smooth(0.5, -0.05), .smooth(2.4, -0.05), .corner(3.2, -0.08),
    ])
    let outsole =
      colour.luma > 0.5
      ? random.pick([colour.shaded(0.8), Colour.black, Colour(hex: 0xA9794A), accent]) : colour.shaded(0.6)
    sole.details.append(Detail(tread.ribbon(width: 0.1), outsole, lift: 0.01))
    let middle = Curve(through: [
      .corner(0, -front * 0.62), .smooth(1.2, -(front + back) * 0.3), .corner(3.1, -back * 0.62),
    ])
    if random.chance(0.5) {
      sole.details.append(
        Detail(middle.ribbon(width: 0.035), random.chance(0.5) ? accent : colour.shaded(0.75), lift: -0.01))
    }
    if isRunner, random.chance(0.4) {
      sole.details.append(
        Detail(
          Path(through: [
            .corner(1.9, -back * 0.3), .smooth(2.5, -back * 0.75), .corner(3.05, -back * 0.6),
            .smooth(2.6, -back * 0.25),
          ]), accent, lift: 0.01))
    }
    sole.shadow = 0.3
    return [sole]
  }
}
