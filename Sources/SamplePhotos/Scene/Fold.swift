/// A ridge or, with a negative height, a groove that runs out at both ends.
struct Fold {
  var curve: Curve
  var width: Double
  var height: Double

  /// A bent fold between two points. `bend` says how far its middle is off the straight line, as a share of the
  /// distance.
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
