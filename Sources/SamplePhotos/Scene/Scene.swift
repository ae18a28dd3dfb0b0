/// A drawn product, before it is lit and fitted into a frame: its parts from back to front.
struct Scene {
  var parts: [Part] = []
  /// The ellipse of the soft shadow that the product casts on the floor; nil if the product hangs.
  var backgroundShadow: (center: Point, radii: Point)?

  mutating func add(_ part: Part) { parts.append(part) }

  /// Transforms every outline, detail and fold.
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
