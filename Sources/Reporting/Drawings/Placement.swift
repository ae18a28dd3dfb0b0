/// A point of a picture in pixels, from its upper left corner.
struct PlanePoint: Hashable, Sendable {
  var x: Double
  var y: Double
}

/// Where the points of a drawing are in a picture: an affine mapping without shear.
///
/// Only the turns that charts use are known, so that no function of the system's library is needed whose last digit
/// differs from one machine to the next.
struct Placement: Hashable, Sendable {
  /// The image of one unit to the right.
  private var right: PlanePoint
  /// The image of one unit down.
  private var down: PlanePoint
  private var origin = PlanePoint(x: 0, y: 0)

  init(scale: Double) {
    right = PlanePoint(x: scale, y: 0)
    down = PlanePoint(x: 0, y: scale)
  }

  func callAsFunction(_ x: Double, _ y: Double) -> PlanePoint {
    PlanePoint(
      x: origin.x + x * right.x + y * down.x, y: origin.y + x * right.y + y * down.y)
  }

  /// The number of pixels of a unit.
  var unit: Double { (right.x * down.y - right.y * down.x).magnitude.squareRoot() }

  func moved(x: Double, y: Double) -> Placement {
    var moved = self
    moved.origin = self(x, y)
    return moved
  }

  /// The placement with its origin on a whole pixel if it is not turned, so that letters stand on a sharp line.
  var alignedIfUpright: Placement {
    guard right.y == 0, down.x == 0 else { return self }
    var aligned = self
    aligned.origin = PlanePoint(x: origin.x.rounded(), y: origin.y.rounded())
    return aligned
  }

  /// Returns the placement inside a group with an attribute `transform`: `translate`, `scale`, and `rotate` by -45 or
  /// -90 degrees.
  func transformed(by text: String) -> Placement {
    var placement = self
    for call in text.split(separator: ")") {
      let parts = call.split(separator: "(")
      let numbers = parts[1].split(separator: " ").compactMap { Double($0) }
      switch (parts[0].filter { !$0.isWhitespace }, numbers.count) {
      case ("translate", 2): placement = placement.moved(x: numbers[0], y: numbers[1])
      case ("scale", 1): placement = placement.mapped(cosine: numbers[0], sine: 0)
      case ("rotate", 1) where numbers[0] == -45:
        placement = placement.mapped(cosine: 0.5.squareRoot(), sine: -0.5.squareRoot())
      case ("rotate", 1) where numbers[0] == -90: placement = placement.mapped(cosine: 0, sine: -1)
      default: preconditionFailure("charts are not transformed by \(call)")
      }
    }
    return placement
  }

  private func mapped(cosine: Double, sine: Double) -> Placement {
    var mapped = self
    mapped.right = PlanePoint(
      x: cosine * right.x + sine * down.x, y: cosine * right.y + sine * down.y)
    mapped.down = PlanePoint(
      x: cosine * down.x - sine * right.x, y: cosine * down.y - sine * right.y)
    return mapped
  }
}
