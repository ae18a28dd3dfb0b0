/// The transformation from pixels to a fabric's own axes.
struct Grain {
  private let rotation: Rotation
  private let offset: Point
  private let unitsPerPixel: Double

  init(part: Part, scale: Double, origin: Point) {
    rotation = Rotation(degrees: -part.grainDegrees)
    offset = part.grainOrigin * scale + origin
    unitsPerPixel = 1 / scale
  }

  /// Returns the position on the fabric of a pixel's centre, and the step to the next pixel on the right.
  func row(_ row: Int, from column: Int) -> (start: SIMD2<Float>, step: SIMD2<Float>) {
    let start = rotation((Point(Double(column) + 0.5, Double(row) + 0.5) - offset) * unitsPerPixel)
    let step = rotation(Point(unitsPerPixel, 0))
    return (SIMD2<Float>(start), SIMD2<Float>(step))
  }
}
