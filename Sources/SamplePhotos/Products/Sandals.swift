/// Thongs, slides, flat strap sandals, wedges and heeled sandals.
enum Sandals {
  private enum Make { case thong, slide, flat, wedge, heeled, block }

  static func scene(_ random: inout RandomSource) -> Scene {
    let make = random.pick([
      (2, Make.thong), (1.4, .slide), (4, .flat), (2.5, .wedge), (3, .heeled), (2.2, .block),
    ])
    let height: Double =
      switch make {
      case .thong, .slide: random.within(0.18...0.3)
      case .flat: random.within(0.2...0.36)
      case .wedge, .block: random.within(0.65...1.1)
      case .heeled: random.within(1.0...1.5)
      }
    let isPlatform = make == .wedge || (make == .block && random.chance(0.4))
    let front =
      isPlatform
      ? random.within(0.2...0.42)
      : make == .heeled ? random.within(0.1...0.16) : min(height, random.within(0.14...0.24))
    let colour = Palette.leather.colour(&random)
    let fabric = Fabric(colour, weave: .leather, gloss: Float(random.within(0.15...0.6)))
    let bed = Footbed(front: front, heel: height)

    var scene = Scene()
    scene.backgroundShadow = Footwear.shadow
    let straps = straps(make, on: bed, fabric, &random)
    scene.parts += sole(make, bed, fabric, &random)
    scene.parts += straps.far
    scene.parts += straps.near
    return scene
  }

  /// The surface that the foot stands on, seen slightly from above, so that its far edge is visible above the near one.
  private struct Footbed {
    let front: Double
    let heel: Double
    /// The near edge, from the toe to the heel.
    let nearEdge: Curve

    init(front: Double, heel: Double) {
      self.front = front
      self.heel = heel
      let rise = heel - front
      nearEdge = Curve(through: [
        .corner(0.02, -front - 0.06), .smooth(0.4, -front), .smooth(1.0, -front - rise * 0.1),
        .smooth(1.8, -front - rise * 0.62),
        .smooth(2.45, -heel), .corner(2.98, -heel - 0.03),
      ])
    }

    func near(_ place: Double) -> Point { nearEdge.place(at: place).point }

    /// Returns a point of the far edge, which meets the near edge at both ends.
    func far(_ place: Double) -> Point {
      near(place) + Point(0.16, -0.25) * max(0, 4 * place * (1 - place)).squareRoot()
    }

    /// Returns the height of the foot's upper side above the footbed.
    func footHeight(_ place: Double) -> Double { 0.13 + 0.74 * place }

    var top: Path {
      // Points are closer together at the ends, where the outline bends. The near edge is a little lower than the
      // sole's edge, which covers it.
      let places = (0...24).map { (1 - Rotation(degrees: 7.5 * Double($0)).cosine) / 2 }
      return .polygon(places.map { near($0) + Point(0, 0.03) } + places.reversed().map(far))
    }
  }

  // MARK: Sole and heel

  private static func sole(_ make: Make, _ bed: Footbed, _ fabric: Fabric, _ random: inout RandomSource)
    -> [Part]
  {
    let cork = Colour(hex: random.pick([0xC29A6B, 0xB5895A, 0x8A5F3C, 0x2A2422]))
    let colour = random.chance(0.5) ? cork : fabric.colour.shaded(0.8)
    var footbed = Part(
      bed.top,
      Fabric(fabric.colour.mixed(with: cork, Float(random.within(0...0.9))).shaded(1.04), weave: .leather),
      relief: Relief(edgeRadius: 0.05, edgeSlope: -0.25))
    footbed.shadow = 0
    var parts: [Part] = []
    switch make {
    case .wedge:
      let outline = Path(
        through: bed.nearEdge.points.enumerated().map { index, point in
          index.isMultiple(of: 5) && index > 0 && index + 1 < bed.nearEdge.points.count
            ? .smooth(point) : .corner(point)
        } + [
          .smooth(3.0, -bed.heel * 0.6), .corner(2.93, 0), .corner(2.0, 0), .smooth(0.5, 0),
          .smooth(0.06, -0.08),
        ])
      let rope = Pattern.stripes(
        [.init(middle: 0, width: 0.02, colour: colour.shaded(0.72))], period: 0.08, isLengthwise: false)
      parts.append(
        Part(
          outline, Fabric(colour, random.chance(0.5) ? rope : .plain),
          relief: Relief(edgeRadius: 0.12, edgeSlope: 0.6)))
    case .heeled, .block:
      let isThin = make == .heeled
      let foot = isThin ? random.within(0.09...0.15) : random.within(0.36...0.6)
      let back = isThin ? random.within(2.78...2.88) : 2.9
      let heel = Path(through: [
        .corner(2.36, -bed.heel + 0.03), .corner(2.97, -bed.heel), .smooth(back + 0.02, -bed.heel * 0.55),
        .corner(back, 0),
        .corner(back - foot, 0), .smooth(back - foot - 0.05, -bed.heel * 0.6),
      ])
      let heelFabric = Fabric(random.chance(0.4) ? colour : fabric.colour, gloss: 0.4)
      parts.append(Part(heel, heelFabric, relief: Relief(edgeRadius: 0.1, edgeSlope: 0.8)))
      parts.append(plate(bed, thickness: bed.front, colour))
    default:
      parts.append(plate(bed, thickness: max(bed.front, bed.heel * 0.85), colour))
    }
    return [footbed] + parts
  }

  private static func plate(_ bed: Footbed, thickness: Double, _ colour: Colour) -> Part {
    let middle = bed.nearEdge.offset(by: thickness / 2)
    var plate = Part(
      middle.roundedRibbon(width: thickness), Fabric(colour, gloss: 0.15),
      relief: Relief(edgeRadius: 0.05, edgeSlope: 0.45))
    plate.details.append(
      Detail(
        bed.nearEdge.extended(by: 0.3).offset(by: thickness * 0.8).ribbon(width: thickness * 0.4),
        colour.shaded(0.7),
        opacity: 0.8))
    plate.shadow = 0
    return plate
  }

  // MARK: Straps

  private typealias Straps = (far: [Part], near: [Part])

  private static func straps(_ make: Make, on bed: Footbed, _ fabric: Fabric, _ random: inout RandomSource)
    -> Straps
  {
    var straps: Straps = ([], [])
    switch make {
    case .thong: addThong(on: bed, fabric, to: &straps, &random)
    case .slide:
      addBand(
        on: bed, at: random.within(0.3...0.38), width: random.within(0.5...0.95),
        skew: random.within(0...0.1), fabric, to: &straps)
    default:
      if make == .flat, random.chance(0.3) {
        addThong(on: bed, fabric, to: &straps, &random)
      } else {
        addBands(on: bed, fabric, to: &straps, &random)
      }
      if random.chance(0.88) { addAnkleStrap(on: bed, fabric, to: &straps, &random) }
    }
    return straps
  }

  /// Adds one or two wide bands, or several narrow ones, over toes and instep.
  private static func addBands(
    on bed: Footbed, _ fabric: Fabric, to straps: inout Straps, _ random: inout RandomSource
  ) {
    let isWide = random.chance(0.4)
    let count = isWide ? random.count(1...2) : random.count(2...4)
    let width = isWide ? random.within(0.24...0.5) : random.within(0.08...0.17)
    let isCrossed = random.chance(0.35)
    for index in 0..<count {
      let place = 0.2 + 0.3 * Double(index) / Double(max(1, count - 1)) + random.jitter(0.015)
      let skew = isCrossed ? (index.isMultiple(of: 2) ? 0.2 : -0.1) : random.within(0...0.1)
      addBand(on: bed, at: place, width: width, skew: skew, fabric, to: &straps)
    }
    if count > 2, random.chance(0.4) {
      // A strap along the middle holds the others together.
      let line = Curve(
        through: stride(from: 0.18, through: 0.6, by: 0.14).map { place in
          .smooth((bed.near(place) + bed.far(place)) / 2 + Point(0.1, -bed.footHeight(place) - 0.02))
        })
      straps.near.insert(
        Part(
          line.roundedRibbon(width: 0.09), fabric.shaded(0.94),
          relief: Relief(edgeRadius: 0.03, edgeSlope: 0.5)), at: 0)
    }
    if random.chance(0.12), let bounds = straps.near.last?.outline.bounds {
      let center = (bounds.low + bounds.high) / 2
      straps.near.append(
        Part(
          .star(center: center, radius: 0.17, innerRadius: 0.12, points: 9),
          fabric.plain(fabric.colour.shaded(1.1)),
          relief: Relief(edgeRadius: 0.08, edgeSlope: 0.8)))
    }
  }

  /// Adds a band over the foot, from the near edge over the instep to the far edge. `width` is measured along the foot;
  /// `skew` is the distance of the band's top behind its ends.
  private static func addBand(
    on bed: Footbed, at place: Double, width: Double, skew: Double, _ fabric: Fabric, to straps: inout Straps
  ) {
    let halfShare = width / bed.nearEdge.length / 2
    // Each edge of the band is an arch of its own: the one toward the ankle is higher, like the foot.
    func arch(_ edge: Double, _ range: ClosedRange<Double>) -> [Point] {
      let place = min(0.95, max(0.04, place + edge * halfShare))
      let (start, finish) = (bed.near(place) + Point(0, 0.04), bed.far(place))
      let middle = (start + finish) / 2
      let along = bed.nearEdge.place(at: place).direction
      return (0...12).map { index in
        let turn = Rotation(
          degrees: range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / 12)
        let lean = along * (skew * turn.sine * turn.sine)
        return middle + (start - middle) * turn.cosine + Point(0, -bed.footHeight(place) * turn.sine) + lean
      }
    }
    func band(_ range: ClosedRange<Double>) -> Path {
      .polygon(arch(-1, range) + arch(1, range).reversed())
    }
    var near = Part(
      band(0...100), fabric, relief: Relief(edgeRadius: min(0.12, 0.05 + width * 0.3), edgeSlope: 0.5))
    near.shadowReach = 0.03
    for edge in [-1.0, 1.0] where width > 0.2 {
      let line = Curve(points: arch(edge * (1 - 0.07 / width), 0...100))
      near.details.append(Trimmings.seam(line, on: fabric.colour, width: 0.012))
    }
    straps.near.append(near)
    straps.far.append(
      Part(band(90...180), fabric.shaded(0.6), relief: Relief(edgeRadius: 0.06, edgeSlope: 0.3)))
  }

  /// Adds two straps that begin together between the toes.
  private static func addThong(
    on bed: Footbed, _ fabric: Fabric, to straps: inout Straps, _ random: inout RandomSource
  ) {
    let post = (bed.near(0.2) + bed.far(0.2)) / 2
    let knot = post + Point(0.06, -0.17)
    let end = random.within(0.46...0.56)
    let width = random.within(0.08...0.15)
    let arch = bed.footHeight(end) * 0.52
    let near = Curve(through: [
      .corner(post), .smooth(knot), .smooth(knot.toward(bed.near(end), by: 0.5) + Point(0.02, -arch * 0.55)),
      .corner(bed.near(end) + Point(0, 0.03)),
    ])
    let far = Curve(through: [
      .corner(knot), .smooth(knot.toward(bed.far(end), by: 0.5) + Point(0.06, -arch)), .corner(bed.far(end)),
    ])
    straps.far.append(
      Part(far.ribbon(width: width), fabric.shaded(0.62), relief: Relief(edgeRadius: 0.04, edgeSlope: 0.4)))
    straps.near.append(
      Part(
        near.ribbon(from: width * 0.7, to: width * 1.3), fabric,
        relief: Relief(edgeRadius: 0.05, edgeSlope: 0.55)))
    if random.chance(0.3) {
      straps.near.append(
        Part(
          .star(center: knot + Point(0.04, 0), radius: 0.13, innerRadius: 0.1, points: 8),
          Fabric(Footwear.metal(&random), gloss: 0.6),
          relief: Relief(edgeRadius: 0.06, edgeSlope: 0.7)))
    }
  }

  /// Adds the strap around the ankle with its buckle, and the part that holds it at the heel.
  private static func addAnkleStrap(
    on bed: Footbed, _ fabric: Fabric, to straps: inout Straps, _ random: inout RandomSource
  ) {
    let heel = bed.near(0.96) + Point(0.02, -0.02)
    let height = random.within(0.5...0.95)
    let width = random.within(0.07...0.15)
    let radii = Point(random.within(0.42...0.52), random.within(0.09...0.14))
    let middle = heel + Point(-radii.x, -height)
    let tilt = Rotation(degrees: random.within(-14...4))
    func ring(_ degrees: ClosedRange<Double>) -> Curve {
      Curve(
        points: (0...16).map { index in
          let turn = Rotation(
            degrees: degrees.lowerBound + (degrees.upperBound - degrees.lowerBound) * Double(index) / 16)
          return middle + tilt(Point(turn.cosine, turn.sine) * radii)
        })
    }
    let relief = Relief(edgeRadius: 0.04, edgeSlope: 0.5)
    straps.far.append(Part(ring(178...362).ribbon(width: width * 0.9), fabric.shaded(0.6), relief: relief))
    straps.near.append(Part(ring(-4...184).ribbon(width: width), fabric, relief: relief))
    let back = middle + tilt(Point(radii.x, 0))
    if random.chance(0.6) {
      let counter = Path(through: [
        .corner(heel + Point(0.02, 0.04)), .smooth(heel.toward(back, by: 0.5) + Point(0.05, 0)),
        .corner(back + Point(0.05, -0.03)),
        .corner(back + Point(-0.14, 0.04)), .smooth(heel.toward(back, by: 0.45) + Point(-0.22, 0)),
        .corner(bed.near(random.within(0.72...0.84)) + Point(0, 0.03)),
      ])
      var part = Part(counter, fabric, relief: Relief(edgeRadius: 0.12, edgeSlope: 0.6))
      part.details.append(
        Trimmings.seam(Curve(points: counter.contours[0]), on: fabric.colour, width: 0.05, opacity: 0.2))
      straps.near.insert(part, at: 0)
    } else {
      let line = Curve(through: [
        .corner(back), .smooth(heel.toward(back, by: 0.5) + Point(0.04, 0)),
        .corner(heel + Point(-0.04, 0.04)),
      ])
      straps.near.append(Part(line.ribbon(width: width * 1.2), fabric, relief: relief))
      let side = Curve(through: [
        .corner(middle + tilt(Point(-radii.x * 0.3, radii.y * 0.95))),
        .smooth(bed.near(0.76) + Point(0.02, -height * 0.5)), .corner(bed.near(0.7) + Point(0, 0.03)),
      ])
      if random.chance(0.6) { straps.near.append(Part(side.ribbon(width: width), fabric, relief: relief)) }
    }
    straps.near += Footwear.buckle(
      at: middle + tilt(Point(-radii.x * 0.35, radii.y * 0.94)), size: max(0.06, width * 0.6),
      metal: Footwear.metal(&random), degrees: 0)
  }
}
