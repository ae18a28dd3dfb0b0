/// The large forms of a part: its rounded edge, its folds and its crumpling.
struct Relief {
  /// The distance from the edge that the rounding reaches, in the drawing's units.
  var edgeRadius = 0.12
  /// The distance, in the drawing's units, by which the form continues above and below the outline: cloth is round
  /// about the body, not at its hem.
  var continuation = 0.0
  /// The slope at the edge: 0 is flat, 1 is 45 degrees.
  var edgeSlope = 0.7
  var folds: [Fold] = []
  /// The height of irregular bumps, in the drawing's units.
  var crumple = 0.0
  /// The width and height of irregular bumps, in the drawing's units.
  var crumpleSize = Point(0.5, 0.5)
  var seed: UInt32 = 0
}

/// A ridge or, with a negative height, a groove that tapers off at both ends; sizes are in the drawing's units.
struct Fold {
  var curve: Curve
  var width: Double
  var height: Double

  /// Creates a bent fold between two points. `bend` is the distance of the fold's middle from the straight line, as a
  /// share of the line's length.
  init(from start: Point, to end: Point, bend: Double = 0, width: Double, height: Double) {
    let chord = end - start
    let control = start + chord / 2 + chord.perpendicular * bend * 2
    curve = Curve(
      points: (0...6).map { index in
        let t = Double(index) / 6
        return start * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + end * (t * t)
      })
    self.width = width
    self.height = height
  }
}
