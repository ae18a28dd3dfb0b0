/// The material of a part.
struct Fabric {
  var paint: Paint
  var weave = Weave.smooth
  /// The gloss: 0 for matt cloth, 1 for patent leather.
  var gloss: Float = 0.08

  init(_ colour: Colour, _ pattern: Pattern = .plain, weave: Weave = .smooth, gloss: Float = 0.08) {
    paint = Paint(colour: colour, pattern: pattern)
    self.weave = weave
    self.gloss = gloss
  }

  var colour: Colour { paint.colour }

  /// Returns the material in a plain colour.
  func plain(_ colour: Colour) -> Fabric { Fabric(colour, weave: weave, gloss: gloss) }

  func shaded(_ factor: Float) -> Fabric {
    var fabric = self
    fabric.paint.colour = paint.colour.shaded(factor)
    return fabric
  }
}
