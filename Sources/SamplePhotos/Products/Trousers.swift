/// Jeans, chinos, leggings, wide trousers and, rarely, shorts.
enum Trousers {
  private enum Make { case jeans, chinos, leggings, wide }

  static func scene(_ random: inout RandomSource) -> Scene {
    let make = random.pick([(6, Make.jeans), (3.5, .chinos), (2, .leggings), (1.5, .wide)])
    let fabric = fabric(make, &random)
    let isShort = make != .leggings && make != .wide && random.chance(0.03)
    let waist = random.within(0.66...0.76)
    let hip = waist + random.within(0.1...0.2)
    let crotch = random.within(1.25...1.45)
    let length = isShort ? crotch + random.within(0.5...0.9) : random.about(4.3...5.2)
    let spread = random.within(0.02...0.12)
    let (knee, ankle): (Double, Double) =
      switch make {
      case .leggings: (random.within(0.42...0.48), random.within(0.27...0.33))
      case .jeans, .chinos: (random.within(0.46...0.56), random.within(0.33...0.5))
      case .wide: (random.within(0.58...0.72), random.within(0.62...0.9))
      }

    var scene = Scene()
    // The inside of the back waistband.
    scene.add(
      Part(
        Path(through: [
          .corner(-waist, 0.02), .smooth(0, -0.05), .corner(waist, 0.02), .corner(waist - 0.04, 0.2),
          .smooth(0, 0.28), .corner(-waist + 0.04, 0.2),
        ]), fabric.shaded(0.62), relief: Relief(edgeSlope: 0)))
    for side in [-1.0, 1.0] {
      // The two legs differ a little.
      let inner = 0.02
      let kneeY = crotch + (length - crotch) * 0.45
      let shift = spread + random.jitter(0.03)
      let kneeMiddle = 0.42 + shift * 0.4
      let ankleMiddle = (isShort ? 0.52 : 0.34) + shift
      let legKnee = isShort ? 0.5 : knee * 0.82
      let legAnkle = (isShort ? 0.56 : ankle) * 0.82
      let end = length + random.jitter(0.04)
      let outline = Path(through: [
        .corner(-inner, 0.1), .smooth(waist * 0.5, 0.07), .corner(waist, 0.02), .smooth(hip, 0.75),
        .smooth(hip - 0.02, crotch),
        .smooth(kneeMiddle + legKnee, kneeY), .corner(ankleMiddle + legAnkle, end),
        .smooth(ankleMiddle, end + 0.03),
        .corner(max(0.03, ankleMiddle - legAnkle), end), .smooth(max(0.03, kneeMiddle - legKnee), kneeY),
        .smooth(0.06, crotch + 0.12), .corner(-inner, crotch),
      ])
      var leg = Part(
        outline, fabric, relief: relief(make, crotch: crotch, length: end, middle: ankleMiddle, &random))
      leg.details = details(make, fabric, waist: waist, hip: hip, crotch: crotch, isRight: side > 0, &random)
      let hem = Curve.line(Point(ankleMiddle - 1, end - 0.09), Point(ankleMiddle + 1, end - 0.09))
      leg.details.append(Trimmings.seam(hem, on: fabric.colour, opacity: 0.4))
      leg.shadow = 0.3
      scene.add(side > 0 ? leg : leg.mirrored)
    }
    scene.add(waistband(make, fabric, waist: waist, &random))
    return scene
  }

  private static func fabric(_ make: Make, _ random: inout RandomSource) -> Fabric {
    switch make {
    case .jeans: return Fabric(Palette.denim.colour(&random), weave: .denim, gloss: 0.04)
    case .leggings: return Fabric(Palette.trousers.colour(&random), gloss: 0.12)
    default:
      let colour = Palette.trousers.colour(&random)
      let pattern: Pattern = random.pick([
        (8, .plain), (1, Prints.stripes(on: colour, &random, isLengthwise: true, fine: true)),
        (0.8, Prints.checks(on: colour, &random)),
        (0.8, Prints.flowers(on: colour, &random)), (0.5, Prints.blotches(on: colour, &random)),
      ])
      return Fabric(colour, pattern)
    }
  }

  private static func relief(
    _ make: Make, crotch: Double, length: Double, middle: Double, _ random: inout RandomSource
  ) -> Relief {
    var folds: [Fold] = []
    // Creases from the crotch, and wrinkles behind the knee and above the ankle.
    for _ in 0..<random.count(2...4) {
      let start = Point(random.within(0...0.12), crotch + random.within(-0.15...0.1))
      folds.append(
        Fold(
          from: start, to: start + Point(random.within(0.3...0.6), random.within(-0.35...0.1)),
          bend: random.jitter(0.15),
          width: random.within(0.08...0.16), height: random.within(0.012...0.03)))
    }
    for _ in 0..<random.count(3...6) {
      let y =
        crotch + (length - crotch) * random.pick([random.within(0.35...0.6), random.within(0.85...0.98)])
      let x = middle + random.jitter(0.1)
      folds.append(
        Fold(
          from: Point(x - 0.34, y + random.jitter(0.25)), to: Point(x + 0.34, y + random.jitter(0.25)),
          bend: random.jitter(0.2),
          width: random.within(0.14...0.3),
          height: random.within(0.008...0.024) * (random.chance(0.6) ? 1 : -1)))
    }
    if make == .chinos || make == .wide {
      // The ironed crease.
      folds.append(
        Fold(from: Point(0.42, 0.4), to: Point(middle + 0.04, length + 0.6), width: 0.09, height: 0.025))
    }
    return Relief(
      edgeRadius: random.within(0.14...0.2), continuation: 0.4, edgeSlope: random.within(0.5...0.75),
      folds: folds, crumple: make == .leggings ? 0.01 : 0.03,
      crumpleSize: Point(0.4, 0.6), seed: UInt32(random.count(0...9999)))
  }

  private static func details(
    _ make: Make, _ fabric: Fabric, waist: Double, hip: Double, crotch: Double, isRight: Bool,
    _ random: inout RandomSource
  ) -> [Detail] {
    guard make != .leggings else { return [] }
    let colour = fabric.colour
    var details: [Detail] = []
    if make == .jeans, random.chance(0.7) {
      let worn = colour.shaded(1.3)
      details.append(
        Detail(
          .ellipse(center: Point(0.45, crotch + 0.75), radii: Point(0.16, 0.7)), worn, opacity: 0.3, blur: 0.1
        ))
      details.append(
        Detail(
          .ellipse(center: Point(0.45, crotch + 0.75), radii: Point(0.08, 0.5)), worn, opacity: 0.25,
          blur: 0.08))
    }
    let pocket =
      make == .jeans
      ? Curve(through: [.corner(waist * 0.5, 0.16), .smooth(waist * 0.62, 0.5), .corner(hip + 0.05, 0.62)])
      : Curve.line(Point(waist * 0.72, 0.16), Point(hip + 0.02, 0.8))
    let thread =
      make == .jeans
      ? Colour(hex: 0xB08A55).mixed(with: colour, 0.4) : colour.shaded(colour.luma < 0.2 ? 1.12 : 0.6)
    details += [
      Detail(pocket.ribbon(width: 0.035), colour.shaded(0.5), opacity: 0.7, lift: -0.015),
      Detail(pocket.offset(by: 0.05).ribbon(width: 0.014), thread, opacity: 0.6),
    ]
    if isRight {
      let fly = Curve(through: [.corner(0.17, 0.1), .smooth(0.17, 0.62), .corner(0.01, 0.98)])
      details.append(Detail(fly.ribbon(width: 0.016), thread, opacity: 0.7))
    }
    return details
  }

  private static func waistband(_ make: Make, _ fabric: Fabric, waist: Double, _ random: inout RandomSource)
    -> Part
  {
    let upper = Curve(through: [.corner(-waist - 0.005, 0.01), .smooth(0, 0.1), .corner(waist + 0.005, 0.01)])
    var band = Part(
      upper.offset(by: 0.08).ribbon(width: 0.17), fabric.plain(fabric.colour),
      relief: Relief(edgeRadius: 0.05, edgeSlope: 0.4))
    band.shadow = 0.25
    band.shadowReach = 0.03
    guard make != .leggings else { return band }
    for x in [-0.72, -0.3, 0.3, 0.72] {
      band.details.append(
        Detail(
          .rectangle(x: x * waist - 0.03...x * waist + 0.03, y: -0.1...0.4), fabric.colour.shaded(0.86),
          lift: 0.015))
    }
    let metal = make == .jeans ? Colour(hex: 0xB98F5E) : fabric.colour.shaded(0.6)
    band.details += Trimmings.button(at: Point(0.02, 0.18), radius: 0.05, colour: metal)
    if random.chance(0.12) {
      band.details.insert(
        Detail(
          .rectangle(x: -1...1, y: -0.2...0.5), Colour(hex: random.pick([0x4A2F22, 0x1C1A1A, 0x8A5431]))),
        at: 0)
    }
    return band
  }
}
