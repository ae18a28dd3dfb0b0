/// A colour and the pattern on it.
struct Paint {
  var colour: Colour
  var pattern = Pattern.plain

  /// Returns the colour at a point of the fabric. Edges within the pattern are blurred by `softness`, which is half a
  /// pixel in the drawing's units.
  func colour(at place: SIMD2<Float>, softness: Float) -> Colour {
    switch pattern {
    case .plain:
      return colour
    case .stripes(let stripes, let period, let isLengthwise):
      return Self.striped(
        colour, stripes, period: period, at: isLengthwise ? place.x : place.y, softness: softness)
    case .checks(let stripes, let period):
      let warp = Self.striped(colour, stripes, period: period, at: place.x, softness: softness)
      let weft = Self.striped(colour, stripes, period: period, at: place.y, softness: softness)
      return (warp + weft) / 2
    case .dots(let dot, let period, let radius):
      let row = (place.y / period).rounded()
      let shift = (row / 2).rounded(.down) * 2 == row ? 0 : period / 2
      let offset = SIMD2(wrapped(place.x + shift, period: period), place.y - row * period)
      let distance = (offset * offset).sum().squareRoot()
      return colour.mixed(with: dot, softBand(distance, width: 2 * radius, softness: softness))
    case .blossoms(let colours, let period, let seed):
      // Large flowers over small ones, on rotated grids so that neither grid is visible.
      let turned = SIMD2(0.8 * place.x + 0.6 * place.y, 0.8 * place.y - 0.6 * place.x)
      let small = Self.flowered(
        colour, colours, period: period * 0.55, share: 0.5, seed: seed &+ 9, at: turned, softness: softness)
      return Self.flowered(
        small, colours, period: period, share: 0.75, seed: seed,
        at: SIMD2(turned.x + turned.y, turned.y - turned.x) * 0.7071,
        softness: softness)
    case .blotches(let colours, let scale, let share, let seed):
      var result = colour
      for (index, blotch) in colours.enumerated() {
        let layer = seed &+ UInt32(index) &* 7919
        let p = place / scale
        let coarse = Noise.value(p.x, p.y, seed: layer)
        let noise = coarse * 0.75 + Noise.value(p.x * 2.3, p.y * 2.3, seed: layer &+ 1) * 0.25
        result = result.mixed(with: blotch, softStep(1 - share, noise, softness: softness / scale.x + 0.01))
      }
      return result
    case .fade(let end, let from, let to):
      return colour.mixed(with: end, min(1, max(0, (place.y - from) / (to - from))))
    case .melange(let strength, let seed):
      let noise =
        Noise.value(place.x * 34, place.y * 17, seed: seed)
        + Noise.value(place.x * 12, place.y * 6, seed: seed &+ 1)
      return colour * (1 + strength * (noise - 1))
    case .zigzag(let line, let period, let width):
      let slant = abs(wrapped(place.x, period: period))
      let distance = wrapped(place.y + slant, period: period)
      return colour.mixed(with: line, softBand(distance, width: width, softness: softness))
    }
  }

  private static func striped(
    _ background: Colour, _ stripes: [Pattern.Stripe], period: Float, at place: Float, softness: Float
  ) -> Colour {
    var result = background
    for stripe in stripes {
      let distance = wrapped(place - stripe.middle, period: period)
      result = result.mixed(with: stripe.colour, softBand(distance, width: stripe.width, softness: softness))
    }
    return result
  }

  private static func flowered(
    _ background: Colour, _ colours: [Colour], period: Float, share: Float, seed: UInt32,
    at place: SIMD2<Float>,
    softness: Float
  ) -> Colour {
    let (column, row) = ((place.x / period).rounded(.down), (place.y / period).rounded(.down))
    let (cellX, cellY) = (Int32(column), Int32(row))
    guard Noise.lattice(cellX, cellY, seed: seed &+ 5) < share else { return background }
    // Each cell has one flower, shifted at random but within the cell, so that no flower reaches a neighbouring cell.
    let size = 0.22 + 0.24 * Noise.lattice(cellX, cellY, seed: seed)
    let room = 1 - 2 * size
    let center = SIMD2(
      size + room * Noise.lattice(cellX, cellY, seed: seed &+ 1),
      size + room * Noise.lattice(cellX, cellY, seed: seed &+ 2))
    let p = place / period - SIMD2(column, row) - center
    let distance = (p * p).sum().squareRoot()
    guard distance < size, !colours.isEmpty else { return background }
    // cos(5 a) and sin(5 a) from the coordinates, by the multiple-angle formulas: five petals, turned by an angle.
    let (x2, y2) = (p.x * p.x, p.y * p.y)
    let fifth = distance * distance * distance * distance * distance
    let cosine = p.x * (x2 * x2 - 10 * x2 * y2 + 5 * y2 * y2)
    let sine = p.y * (5 * x2 * x2 - 10 * x2 * y2 + y2 * y2)
    let turn = Noise.lattice(cellX, cellY, seed: seed &+ 4)
    let petals = fifth > 1e-9 ? (cosine * turn + sine * (1 - turn * turn).squareRoot()) / fifth : 0
    let edge = size * (0.6 + 0.4 * max(0, 0.5 + 0.5 * petals).squareRoot())
    let pick = Noise.lattice(cellX, cellY, seed: seed &+ 3) * Float(colours.count)
    let petal = colours[min(colours.count - 1, Int(pick))]
    let shown = softStep(-edge, -distance, softness: softness / period)
    let heart = softStep(-size * 0.22, -distance, softness: softness / period)
    let depth = min(1, distance / max(edge, 1e-6))
    return background.mixed(with: petal.shaded(0.75 + 0.25 * depth), shown).mixed(
      with: petal.contrasting.mixed(with: petal, 0.5), heart)
  }
}
