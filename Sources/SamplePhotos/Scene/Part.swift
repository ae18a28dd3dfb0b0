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

extension Part {
  /// The same part on the other side.
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
