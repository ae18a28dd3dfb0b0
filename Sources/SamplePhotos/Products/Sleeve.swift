/// A sleeve that hangs from the shoulder of a bodice.
struct Sleeve {
  /// The length along the arm, from the shoulder joint to the cuff.
  var length: Double
  /// The angle between the arm and the vertical.
  var degrees: Double
  /// The half width at the upper arm.
  var upperHalfWidth = 0.34
  /// The half width at the cuff.
  var cuffHalfWidth = 0.2
  /// The distance of the elbow outside the straight line from shoulder to cuff.
  var elbow = 0.06
  /// The size of a puff at the shoulder.
  var puff = 0.0

  /// Whether the sleeve reaches the elbow, where it then bends and wrinkles.
  private var isLong: Bool { length > 1.2 }

  /// The shape of the right sleeve, with the points that cuffs and seams need.
  struct Shape {
    var outline: Path
    var joint: Point
    var along: Point
    var across: Point
    var cuffCenter: Point
  }

  func shape(on bodice: Bodice, _ random: inout RandomSource) -> Shape {
    let shoulder = Point(bodice.shoulderHalfWidth, bodice.shoulderDrop)
    let joint = Point(shoulder.x - (isLong ? 0 : 0.08), shoulder.y + 0.3)
    let turn = Rotation(degrees: -degrees)
    let along = turn(Point(0, 1))
    let across = turn(Point(1, 0))
    let middle = upperHalfWidth * 0.45 + cuffHalfWidth * 0.55
    let bend = elbow + random.jitter(0.03)
    let center = joint + along * length
    let elbowCenter = joint + along * (length * 0.52) + across * bend
    let top = joint + along * min(0.18, length * 0.4) + across * (upperHalfWidth + puff)
    let slant = random.jitter(0.03)
    let cuffOuter = center + across * cuffHalfWidth + along * slant
    let cuffInner = center - across * cuffHalfWidth - along * slant
    var knots: [Knot] = [
      .corner(shoulder + Point(-0.12, -0.035)),
      .smooth(shoulder + Point(0.06 + puff * 0.4, 0.03 - puff * 0.6)),
    ]
    if isLong || puff > 0 { knots.append(.smooth(top)) }
    if isLong { knots.append(.smooth(elbowCenter + across * middle)) }
    knots += [.corner(cuffOuter), .smooth(center + along * 0.025), .corner(cuffInner)]
    if isLong {
      knots += [
        .smooth(elbowCenter - across * middle), .smooth(bodice.armpit + along * 0.22 - across * 0.07),
      ]
    }
    knots += [
      .corner(bodice.armpit + Point(-0.05, -0.02)),
      .smooth((shoulder + bodice.armpit) / 2 + Point(-0.1, 0)),
    ]
    return Shape(
      outline: Path(through: knots), joint: joint, along: along, across: across, cuffCenter: center)
  }

  /// Draws the right sleeve.
  func part(_ shape: Shape, _ fabric: Fabric, _ random: inout RandomSource, strength: Double = 1) -> Part {
    var folds: [Fold] = []
    for _ in 0..<(isLong ? random.count(3...6) : random.count(1...2)) {
      // Wrinkles gather at the elbow and above the cuff.
      let place =
        isLong
        ? random.pick([random.within(0.35...0.65), random.within(0.75...0.95)]) : random.within(0.35...0.8)
      let center = shape.joint + shape.along * (length * place)
      let reach = random.within(0.12...0.26)
      let slope = shape.along * random.within(-0.2...0.25)
      folds.append(
        Fold(
          from: center - shape.across * reach - slope, to: center + shape.across * reach + slope,
          bend: random.jitter(0.2),
          width: random.within(0.08...0.2),
          height: strength * random.within(0.016...0.042) * (random.chance(0.6) ? 1 : -1)))
    }
    folds.append(
      Fold(
        from: shape.joint + shape.along * 0.2, to: shape.joint + shape.along * length * 0.9,
        bend: random.jitter(0.05), width: 0.3,
        height: strength * 0.03))
    var part = Part(
      shape.outline, fabric,
      relief: Relief(
        edgeRadius: 0.15, continuation: isLong ? 0.3 : 0.12, edgeSlope: random.within(0.5...0.75),
        folds: folds, crumple: 0.045 * strength,
        crumpleSize: Point(0.4, 0.35), seed: UInt32(random.count(0...9999))))
    part.grainOrigin = shape.joint
    part.grainDegrees = -degrees
    return part
  }

  /// Draws the end of the right sleeve as a separate part.
  func cuff(_ shape: Shape, _ fabric: Fabric, length cuffLength: Double, flare: Double = 1) -> Part {
    let end = shape.cuffCenter + shape.along * 0.012
    let start = end - shape.along * cuffLength
    let half = cuffHalfWidth * flare
    var part = Part(
      Path(through: [
        .corner(start - shape.across * (half + 0.01)), .corner(start + shape.across * (half + 0.01)),
        .corner(end + shape.across * half), .smooth(end + shape.along * 0.025),
        .corner(end - shape.across * half),
      ]), fabric, relief: Relief(edgeRadius: 0.1, continuation: 0.2, edgeSlope: 0.6))
    part.grainOrigin = shape.joint
    part.grainDegrees = -degrees
    part.shadow = 0.3
    part.shadowReach = 0.03
    return part
  }
}
