/// One piece of a product: a silhouette of one material with its relief and details.
struct Part {
  var outline: Path
  var fabric: Fabric
  var relief = Relief()
  /// The details, in the order in which they are painted; all are cut off at the outline.
  var details: [Detail] = []
  /// The origin of the fabric's own axes.
  var grainOrigin = Point(0, 0)
  /// The rotation of the fabric's own axes, clockwise.
  var grainDegrees = 0.0
  /// The darkness of the part's shadow on the parts below, 0...1.
  var shadow = 0.35
  /// The reach of the part's shadow, in the drawing's units.
  var shadowReach = 0.06

  init(_ outline: Path, _ fabric: Fabric, relief: Relief = Relief()) {
    self.outline = outline
    self.fabric = fabric
    self.relief = relief
  }
}

extension Part {
  /// The part mirrored at the vertical axis x = 0.
  var mirrored: Part {
    var part = self
    part.outline = outline.mirrored
    part.grainOrigin = Point(-grainOrigin.x, grainOrigin.y)
    part.grainDegrees = -grainDegrees
    for index in part.details.indices { part.details[index].shape = details[index].shape.mirrored }
    for index in part.relief.folds.indices {
      part.relief.folds[index].curve = relief.folds[index].curve.mapped { Point(-$0.x, $0.y) }
    }
    return part
  }
}

/// A detail of a part that is printed on it, raised above it or sunk into it.
struct Detail {
  var shape: Path
  /// The paint; nil if the detail only changes the relief.
  var paint: Paint?
  var opacity = 1.0
  /// The height above the part's surface in the drawing's units.
  var lift = 0.0
  /// The blur of the edge, in the drawing's units.
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
