/// Thongs, flat strap sandals, wedges, heeled sandals and trekking sandals.
enum Sandals {
  private enum Make { case thong, flat, wedge, heeled, block }

  static func scene(_ random: inout RandomSource) -> Scene {
    let make = random.pick([(2, Make.thong), (4, .flat), (2.5, .wedge), (3, .heeled), (2.2, .block)])
    let height: Double =
      switch make {
      case .thong: random.within(0.16...0.24)
      case .flat: random.within(0.2...0.34)
      case .wedge: random.within(0.7...1.15)
      case .block: random.within(0.7...1.15)
      case .heeled: random.within(1.1...1.65)
      }
    let front = make == .wedge || (make == .block && random.chance(0.3)) ? random.within(0.2...0.4) : random.within(0.1...0.16)
    let colour = Palette.leather.colour(&random)
    let fabric = Fabric(colour, weave: .leather, gloss: Float(random.within(0.15...0.7)))
    let insole = insole(front: front, heel: height)

    var scene = Scene()
    scene.groundShadow = Footwear.shadow
    let straps = straps(make, on: insole, fabric, &random)
    scene.parts += straps.far
    scene.parts += sole(make, insole, front: front, height: height, fabric, &random)
    scene.parts += straps.near
    return scene
  }

  /// The line on which the foot stands, from the toe to the heel.
  private static func insole(front: Double, heel: Double) -> Curve {
    Curve(through: [
      .corner(0, -front - 0.07), .smooth(0.4, -front), .smooth(1.0, -front - (heel - front) * 0.1), .smooth(1.8, -front - (heel - front) * 0.62),
      .smooth(2.45, -heel), .corner(3.0, -heel - 0.04),
    ])
  }

  private static func sole(
    _ make: Make, _ insole: Curve, front: Double, height: Double, _ fabric: Fabric, _ random: inout RandomSource
  ) -> [Part] {
    let cork = Colour(hex: random.pick([0xC29A6B, 0xB5895A, 0x8A5F3C, 0x2A2422]))
    let colour = random.chance(0.5) ? cork : fabric.colour.shaded(0.8)
    let relief = Relief(edgeRadius: 0.06, edgeSlope: 0.5)
    var parts: [Part] = []
    // One looks a little from above: the far edge of the footbed shows.
    let bed = Path.polygon(insole.points + insole.points.map { $0 + Point(0.03, -0.09) }.reversed())
    switch make {
    case .wedge:
      let outline = Path.polygon(insole.points + [Point(2.92, 0), Point(2.0, 0), Point(0.6, 0), Point(0.1, -0.06)])
      let rope = Pattern.stripes([.init(middle: 0, width: 0.02, colour: colour.shaded(0.75))], period: 0.07, isLengthwise: false)
      parts.append(Part(outline, Fabric(colour, random.chance(0.5) ? rope : .plain), relief: Relief(edgeRadius: 0.12, edgeSlope: 0.6)))
    case .heeled, .block:
      let isThin = make == .heeled
      let foot = isThin ? random.within(0.09...0.15) : random.within(0.36...0.6)
      let back = isThin ? random.within(2.78...2.9) : 2.92
      let heel = Path(through: [
        .corner(2.42, -height + 0.02), .corner(2.99, -height - 0.02), .smooth(back + 0.02, -height * 0.55), .corner(back, 0), .corner(back - foot, 0),
        .smooth(back - foot - 0.05, -height * 0.6),
      ])
      parts.append(Part(heel, Fabric(random.chance(0.4) ? colour : fabric.colour, gloss: 0.4), relief: Relief(edgeRadius: 0.1, edgeSlope: 0.8)))
      fallthrough
    default:
      let thickness = make == .heeled || make == .block ? front : max(front, height * 0.8)
      parts.append(Part(insole.offset(by: thickness / 2).ribbon(width: thickness), Fabric(colour), relief: relief))
    }
    var footbed = Part(bed, Fabric(fabric.colour.mixed(with: cork, 0.5).shaded(1.05)), relief: Relief(edgeSlope: 0))
    footbed.shadow = 0
    parts.insert(footbed, at: 0)
    return parts
  }

  // MARK: Straps

  /// A strap over the foot: from the near side of the footbed at one place, over the instep, down to the far side.
  private static func arch(
    on insole: Curve, from place: Double, to end: Double, height: Double, width: Double, _ fabric: Fabric
  ) -> (far: Part, near: Part) {
    let start = insole.place(at: place).point + Point(0, 0.03)
    let finish = insole.place(at: end).point + Point(0.02, -0.07)
    let top = (start + finish) / 2 + Point((finish.x - start.x) * 0.2, -height)
    let near = Curve(through: [.corner(start), .smooth(start.toward(top, by: 0.55) + Point(-0.05, -0.02)), .corner(top)])
    let far = Curve(through: [.corner(top), .smooth(top.toward(finish, by: 0.5) + Point(0.07, -0.02)), .corner(finish)])
    var front = Part(near.ribbon(width: width), fabric, relief: Relief(edgeRadius: width * 0.3, edgeSlope: 0.7))
    front.shadowReach = 0.03
    let back = Part(far.ribbon(from: width, to: width * 0.7), fabric.shaded(0.62), relief: Relief(edgeRadius: width * 0.3, edgeSlope: 0.5))
    return (back, front)
  }

  private static func straps(
    _ make: Make, on insole: Curve, _ fabric: Fabric, _ random: inout RandomSource
  ) -> (far: [Part], near: [Part]) {
    var far: [Part] = []
    var near: [Part] = []
    func add(_ strap: (far: Part, near: Part)) {
      far.append(strap.far)
      near.append(strap.near)
    }
    let width = random.within(0.08...0.26)
    if make == .thong || (make == .flat && random.chance(0.3)) {
      add(arch(on: insole, from: 0.55, to: 0.24, height: random.within(0.34...0.46), width: random.within(0.08...0.16), fabric))
      add(arch(on: insole, from: 0.22, to: 0.27, height: 0.28, width: 0.07, fabric))
    } else {
      let count = width > 0.2 ? random.count(1...2) : random.count(2...4)
      for index in 0..<count {
        let place = 0.16 + 0.34 * Double(index) / Double(max(1, count - 1)) + random.jitter(0.02)
        add(
          arch(
            on: insole, from: place, to: place + random.within(0.05...0.16), height: random.within(0.34...0.44) + place * 0.5, width: width, fabric))
      }
    }
    if make != .thong, random.chance(0.85) { ankleStrap(on: insole, width: width, fabric, &far, &near, &random) }
    if random.chance(0.12), let first = near.first?.outline.bounds {
      // A flower or stone on the front strap.
      let center = (first.low + first.high) / 2
      near.append(
        Part(
          .star(center: center, radius: 0.2, innerRadius: 0.13, points: 7), fabric.plain(Palette.bright.colour(&random)),
          relief: Relief(edgeRadius: 0.08, edgeSlope: 0.8)))
    }
    return (far, near)
  }

  /// The strap around the ankle with its buckle, and the counter that holds it at the heel.
  private static func ankleStrap(
    on insole: Curve, width: Double, _ fabric: Fabric, _ far: inout [Part], _ near: inout [Part], _ random: inout RandomSource
  ) {
    let heel = insole.place(at: 0.97).point
    let height = random.within(0.6...1.05)
    let thin = min(width, random.within(0.07...0.14))
    let middle = heel + Point(-0.5, -height - 0.05)
    let radii = Point(random.within(0.46...0.56), random.within(0.1...0.16))
    let turns = stride(from: 0.0, through: 180.0, by: 12.0).map { Rotation(degrees: $0)(Point(1, 0)) }
    let front = Curve(points: turns.map { middle + $0 * radii })
    let back = Curve(points: turns.map { middle + Point($0.x, -$0.y) * radii })
    let relief = Relief(edgeRadius: 0.04, edgeSlope: 0.6)
    far.append(Part(back.ribbon(width: thin), fabric.shaded(0.62), relief: relief))
    near.append(Part(front.ribbon(width: thin), fabric, relief: relief))
    let top = middle + Point(radii.x, 0)
    if random.chance(0.5) {
      let counter = Path(through: [
        .corner(heel + Point(0.03, 0.02)), .smooth(heel + Point(0.05, -height * 0.5)), .corner(top + Point(0.04, -0.05)), .corner(top + Point(-0.16, 0.02)),
        .smooth(heel + Point(-0.2, -height * 0.4)), .corner(heel + Point(-0.62, 0.04)),
      ])
      near.insert(Part(counter, fabric, relief: Relief(edgeRadius: 0.12, edgeSlope: 0.7)), at: 0)
    } else {
      let line = Curve(through: [.corner(top), .smooth(heel + Point(0.03, -height * 0.5)), .corner(heel + Point(-0.06, 0.02))])
      let brace = Curve(through: [.corner(middle + Point(-radii.x * 0.2, radii.y)), .smooth(heel + Point(-0.55, -height * 0.5)), .corner(insole.place(at: 0.7).point)])
      near.append(Part(line.ribbon(width: thin * 1.2), fabric, relief: relief))
      if random.chance(0.5) { near.append(Part(brace.ribbon(width: thin), fabric, relief: relief)) }
    }
    near += Footwear.buckle(
      at: middle + Point(-radii.x * 0.3, radii.y * 0.95), size: max(0.06, thin * 0.6), metal: Footwear.metal(&random), degrees: 0)
  }
}
