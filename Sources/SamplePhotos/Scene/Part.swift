/// One piece of a product: a silhouette of one material with its relief and what is sewn, printed or riveted on it.
struct Part {
  var outline: Path
  var fabric: Fabric
  var relief = Relief()
  /// From the top down; all of it is cut off at the outline.
  var details: [Detail] = []
  /// Where the fabric's own axes begin, and how they are turned.
  var grainOrigin = Point(0, 0)
  var grainDegrees = 0.0
  /// How dark the part's shadow on the parts below is, 0...1, and how far it reaches.
  var shadow = 0.35
  var shadowReach = 0.06

  init(_ outline: Path, _ fabric: Fabric, relief: Relief = Relief()) {
    self.outline = outline
    self.fabric = fabric
    self.relief = relief
  }
}

/// The large forms of a part: how its edge rounds off, folds, and crumpling.
struct Relief {
  /// How far from the edge the rounding reaches, in the drawing's units.
  var edgeRadius = 0.12
  /// How far the form goes on above and below the outline: cloth is round about the body, not at its hem.
  var continuation = 0.0
  /// The slope right at the edge: 0 flat, 1 45 degrees.
  var edgeSlope = 0.7
  var folds: [Fold] = []
  /// Height and size of irregular bumps.
  var crumple = 0.0
  var crumpleSize = Point(0.5, 0.5)
  var seed: UInt32 = 0
}

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

/// Something on a part: printed flat, or raised above it or sunk into it.
struct Detail {
  var shape: Path
  /// Without paint the detail only changes the relief.
  var paint: Paint?
  var opacity = 1.0
  /// Height above the part's surface in the drawing's units.
  var lift = 0.0
  /// How far its edge runs, in the drawing's units.
  var blur = 0.0

  init(_ shape: Path, _ colour: Colour, opacity: Double = 1, lift: Double = 0, blur: Double = 0) {
    self.init(shape, Paint(colour: colour), opacity: opacity, lift: lift, blur: blur)
  }

  init(_ shape: Path, _ paint: Paint?, opacity: Double = 1, lift: Double = 0, blur: Double = 0) {
    self.shape = shape
    self.paint = paint
    self.opacity = opacity
    self.lift = lift
    self.blur = blur
  }
}

/// A product as drawn, before it is lit and fitted into a frame: parts from the back to the front.
struct Scene {
  var parts: [Part] = []
  /// Half the width of the soft shadow that the product throws on the ground; nothing if it hangs.
  var groundShadow: (center: Point, radii: Point)?

  mutating func add(_ part: Part) { parts.append(part) }

  /// Every outline and detail moved by the same rule.
  mutating func warp(_ transform: (Point) -> Point) {
    for index in parts.indices {
      parts[index].outline = parts[index].outline.mapped(transform)
      parts[index].grainOrigin = transform(parts[index].grainOrigin)
      for detail in parts[index].details.indices {
        parts[index].details[detail].shape = parts[index].details[detail].shape.mapped(transform)
      }
      for fold in parts[index].relief.folds.indices {
        parts[index].relief.folds[fold].curve = parts[index].relief.folds[fold].curve.mapped(transform)
      }
    }
  }
}
