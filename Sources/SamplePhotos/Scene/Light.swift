/// A large soft lamp and the light that comes back from the room.
struct Light {
  /// Unit vector toward the lamp; z points at the camera.
  private let direction: SIMD3<Float>
  /// Unit vector half-way between lamp and camera.
  private let halfway: SIMD3<Float>
  private let ambient: Float = 0.44

  init(x: Double, y: Double) {
    direction = Self.unit(SIMD3(Float(x), Float(y), 1))
    halfway = Self.unit(direction + SIMD3(0, 0, 1))
  }

  private static func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> {
    vector / (vector.x * vector.x + vector.y * vector.y + vector.z * vector.z).squareRoot()
  }

  /// The colour of a surface whose height rises by `slopeX` to the right and `slopeY` downward.
  @inline(__always)
  func shine(on colour: Colour, slopeX: Float, slopeY: Float, gloss: Float) -> Colour {
    let facing = 1 / (1 + slopeX * slopeX + slopeY * slopeY).squareRoot()
    let lit = max(0, (direction.z - slopeX * direction.x - slopeY * direction.y) * facing) / direction.z
    // The room is dimmer than the lamp and mostly in front: what turns away from the camera darkens.
    let brightness = ambient * (0.35 + 0.65 * facing) + (1 - ambient) * lit
    var mirror = max(0, (halfway.z - slopeX * halfway.x - slopeY * halfway.y) * facing)
    mirror *= mirror
    mirror *= mirror
    mirror *= mirror
    let wide = mirror
    mirror *= mirror
    mirror *= mirror
    let highlight = min(1, gloss * (0.17 * wide + 0.55 * gloss * mirror))
    // Even black cloth reflects a little from its surface; without that its folds would be lost.
    let sheen: Float = 0.06
    let matt = (colour + sheen) * min(1.12, brightness) - sheen - 0.1 * gloss * gloss
    // The lamp's reflection lies over the colour: it whitens what is dark more than what is white already.
    return matt + (Colour(repeating: 1) - matt) * highlight
  }
}
