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
