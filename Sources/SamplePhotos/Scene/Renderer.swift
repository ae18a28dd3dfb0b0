import ImageCore

/// A renderer, which fits a scene into a frame, lights it and paints it.
struct Renderer {
  let size: Size
  let light: Light
  /// The number of pixels per unit of the drawing.
  private let scale: Double
  /// The position of the drawing's origin in the picture, in pixels.
  private let origin: Point

  /// Creates a renderer that fits a scene into a picture of `size` with a margin on each side: a share of the size, but
  /// at least 1.6 pixels.
  init(fitting scene: Scene, into size: Size, margin: Double, light: Light) {
    self.size = size
    self.light = light
    var low = Point(repeating: .infinity)
    var high = Point(repeating: -.infinity)
    for part in scene.parts {
      guard let bounds = part.outline.bounds else { continue }
      low = pointwiseMin(low, bounds.low)
      high = pointwiseMax(high, bounds.high)
    }
    let frame = Point(Double(size.width), Double(size.height))
    let room = Point(
      max(1, frame.x - 2 * max(1.6, margin * frame.x)), max(1, frame.y - 2 * max(1.6, margin * frame.y)))
    let extent = pointwiseMax(high - low, Point(repeating: 1e-6))
    scale = min(room.x / extent.x, room.y / extent.y)
    origin = frame / 2 - (low + high) / 2 * scale
  }

  func backdrop(of scene: Scene) -> Backdrop {
    var backdrop = Backdrop(size: size)
    if let shadow = scene.backgroundShadow {
      backdrop.addBackgroundShadow(center: pixel(shadow.center), radii: shadow.radii * scale)
    }
    for part in scene.parts { paint(part, on: &backdrop) }
    return backdrop
  }

  private func pixel(_ point: Point) -> Point { point * scale + origin }

  private func paint(_ part: Part, on backdrop: inout Backdrop) {
    let outline = part.outline.mapped(pixel)
    guard let bounds = outline.bounds else { return }
    let reach = Int(max(part.shadowReach * 2, part.relief.continuation) * scale) + 1
    let left = max(0, Int(bounds.low.x) - reach)
    let top = max(0, Int(bounds.low.y) - reach)
    let right = min(size.width, Int(bounds.high.x) + reach + 2)
    let bottom = min(size.height, Int(bounds.high.y) + reach + 2)
    let mask = Plane.coverage(of: outline, left: left, top: top, width: right - left, height: bottom - top)
    if part.shadow > 0 { cast(mask, of: part, on: &backdrop) }

    var surface = Surface(mask: mask, unitsPerPixel: 1 / scale)
    surface.round(part.relief, scale: scale)
    surface.lay(part.fabric, crumpled: part.relief, grain: Grain(part: part, scale: scale, origin: origin))
    for fold in part.relief.folds {
      surface.add(fold.curve.mapped(pixel), width: fold.width * scale, height: fold.height)
    }
    for detail in part.details {
      surface.add(
        detail, shape: detail.shape.mapped(pixel), blur: detail.blur * scale,
        grain: Grain(part: part, scale: scale, origin: origin))
    }
    surface.paint(with: light, gloss: part.fabric.gloss, on: &backdrop)
  }

  /// Casts the part's shadow on the parts painted before, close to its edge.
  private func cast(_ mask: Plane, of part: Part, on backdrop: inout Backdrop) {
    let blurred = mask.blurred(radius: part.shadowReach * scale)
    let strength = Float(part.shadow)
    for row in 0..<mask.height {
      let base = (mask.top + row) * size.width + mask.left
      for column in 0..<mask.width {
        let shade = blurred.values[row * mask.width + column]
        guard shade > 0 else { continue }
        let below = backdrop.pixels[base + column]
        guard below.w > 0 else { continue }
        let factor = 1 - strength * shade * below.w
        backdrop.pixels[base + column] = below * SIMD4(factor, factor, factor, 1)
      }
    }
  }
}
