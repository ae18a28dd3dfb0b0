import ImageCore

/// The surface of a part: the colour and height of each of its pixels.
struct Surface {
  private let mask: Plane
  private let unitsPerPixel: Float
  /// The height above the picture in the drawing's units.
  private var height: Plane
  private var colours: [Colour]

  init(mask: Plane, unitsPerPixel: Double) {
    self.mask = mask
    self.unitsPerPixel = Float(unitsPerPixel)
    height = mask.blank()
    colours = [Colour](repeating: .zero, count: mask.values.count)
  }

  /// Rounds the edge with the blurred mask, which rises from about a half at the outline to 1 inside.
  mutating func round(_ relief: Relief, scale: Double) {
    guard relief.edgeSlope != 0 else { return }
    height = mask.continued(by: relief.continuation * scale).blurred(
      radius: max(0.7, relief.edgeRadius * scale))
    // At a straight outline the blurred mask is a half and rises by 1 over two radii; with this factor, the product
    // below has the wanted slope there.
    let thickness = Float(2 * relief.edgeSlope * relief.edgeRadius)
    for index in height.values.indices {
      let inside = height.values[index]
      height.values[index] = thickness * inside * (2 - inside)
    }
  }

  /// Gives every pixel the fabric's colour, and adds its weave and crumpling to the height.
  mutating func lay(_ fabric: Fabric, crumpled relief: Relief, grain: Grain) {
    let crumple = Float(relief.crumple)
    let frequency = SIMD2<Float>(Float(1 / relief.crumpleSize.x), Float(1 / relief.crumpleSize.y))
    for row in 0..<mask.height {
      var (place, step) = grain.row(mask.top + row, from: mask.left)
      let base = row * mask.width
      for index in base..<base + mask.width {
        if mask.values[index] > 0 {
          let tint = fabric.weave.tint(at: place, pixel: unitsPerPixel)
          colours[index] = fabric.paint.colour(at: place, softness: unitsPerPixel / 2) * tint
          height.values[index] += fabric.weave.height(at: place, pixel: unitsPerPixel)
          if crumple > 0 {
            let p = place * frequency
            let bumps =
              Noise.value(p.x, p.y, seed: relief.seed) + 0.4
              * Noise.value(p.y * 2.1, p.x * 2.1, seed: relief.seed &+ 1)
            height.values[index] += crumple * bumps
          }
        }
        place += step
      }
    }
  }

  /// Raises a ridge along a curve (in pixels) that is highest in its middle and tapers off at its ends.
  mutating func add(_ curve: Curve, width: Double, height rise: Double) {
    guard let bounds = Path(contours: [curve.points]).bounds else { return }
    let reach = Float(max(width / 2, 0.8))
    let rows = clamped(bounds.low.y, bounds.high.y, reach, mask.rows)
    let columns = clamped(bounds.low.x, bounds.high.x, reach, mask.columns)
    let points = curve.points.map { SIMD2<Float>($0) }
    let chordCount = Float(points.count - 1)
    for row in rows {
      for column in columns {
        let pixel = SIMD2(Float(column) + 0.5, Float(row) + 0.5)
        var nearest = reach * reach
        var along: Float = 0
        for index in 1..<points.count {
          let chord = points[index] - points[index - 1]
          let offset = pixel - points[index - 1]
          let share = min(1, max(0, (offset * chord).sum() / max(1e-6, (chord * chord).sum())))
          let miss = offset - chord * share
          let squared = (miss * miss).sum()
          if squared < nearest {
            nearest = squared
            along = (Float(index - 1) + share) / chordCount
          }
        }
        guard nearest < reach * reach else { continue }
        let profile = 1 - nearest / (reach * reach)
        let taper = 4 * along * (1 - along)
        height.values[(row - mask.top) * mask.width + column - mask.left] +=
          Float(rise) * profile * profile * taper
      }
    }
  }

  private func clamped(_ low: Double, _ high: Double, _ reach: Float, _ range: Range<Int>) -> Range<Int> {
    let first = min(range.upperBound, max(range.lowerBound, Int(low - Double(reach))))
    return first..<min(range.upperBound, max(first, Int(high + Double(reach)) + 1))
  }

  /// Paints a detail on the fabric and raises or lowers the surface below it.
  mutating func add(_ detail: Detail, shape: Path, blur: Double, grain: Grain) {
    guard let bounds = shape.bounds else { return }
    let reach = Float(2 * blur + 1)
    let rows = clamped(bounds.low.y, bounds.high.y, reach, mask.rows)
    let columns = clamped(bounds.low.x, bounds.high.x, reach, mask.columns)
    var cover = Plane.coverage(
      of: shape, left: columns.lowerBound, top: rows.lowerBound, width: columns.count, height: rows.count)
    if blur > 0 { cover = cover.blurred(radius: blur) }
    let opacity = Float(detail.opacity)
    let lift = Float(detail.lift)
    for row in 0..<cover.height {
      let base = (rows.lowerBound - mask.top + row) * mask.width + columns.lowerBound - mask.left
      var (place, step) = grain.row(rows.lowerBound + row, from: columns.lowerBound)
      for column in 0..<cover.width {
        let covered = cover.values[row * cover.width + column]
        if covered > 0 {
          height.values[base + column] += lift * covered
          if let paint = detail.paint {
            let colour = paint.colour(at: place, softness: unitsPerPixel / 2)
            colours[base + column] = colours[base + column].mixed(with: colour, covered * opacity)
          }
        }
        place += step
      }
    }
  }

  /// Lights the surface and paints it over the picture.
  func paint(with light: Light, gloss: Float, on backdrop: inout Backdrop) {
    let perUnit = 0.5 / unitsPerPixel
    for row in 0..<mask.height {
      let above = max(0, row - 1) * mask.width
      let below = min(mask.height - 1, row + 1) * mask.width
      let here = row * mask.width
      let target = (mask.top + row) * backdrop.size.width + mask.left
      for column in 0..<mask.width {
        let covered = mask.values[here + column]
        guard covered > 0 else { continue }
        let middle = height.values[here + column]
        func rise(_ index: Int) -> Float { mask.values[index] > 0 ? height.values[index] - middle : 0 }
        let slopeX =
          (rise(here + min(mask.width - 1, column + 1)) - rise(here + max(0, column - 1))) * perUnit
        let slopeY = (rise(below + column) - rise(above + column)) * perUnit
        let colour = light.shine(on: colours[here + column], slopeX: slopeX, slopeY: slopeY, gloss: gloss)
        let under = backdrop.pixels[target + column]
        let over = SIMD4(colour.clamped(lowerBound: .zero, upperBound: Colour(repeating: 0.95)), 1)
        backdrop.pixels[target + column] = under + (over - under) * covered
      }
    }
  }
}
