/// The light of a large soft lamp and of the room.
struct Light {
  /// The unit vector toward the lamp; z points at the camera.
  private let direction: SIMD3<Float>
  /// The unit vector half-way between the directions of lamp and camera.
  private let halfway: SIMD3<Float>
  private let ambient: Float = 0.44

  init(x: Double, y: Double) {
    direction = Self.unit(SIMD3(Float(x), Float(y), 1))
    halfway = Self.unit(direction + SIMD3(0, 0, 1))
  }

  private static func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> {
    vector / (vector.x * vector.x + vector.y * vector.y + vector.z * vector.z).squareRoot()
  }

  /// Returns the lit colour of a surface whose height rises by `slopeX` per unit to the right and by `slopeY` per
  /// unit downward.
  @inline(__always)
  func shine(on colour: Colour, slopeX: Float, slopeY: Float, gloss: Float) -> Colour {
    let facing = 1 / (1 + slopeX * slopeX + slopeY * slopeY).squareRoot()
    let lit = max(0, (direction.z - slopeX * direction.x - slopeY * direction.y) * facing) / direction.z
    // The room is dimmer than the lamp and mostly in front: surfaces that turn away from the camera are darker.
    let brightness = ambient * (0.35 + 0.65 * facing) + (1 - ambient) * lit
    var mirror = max(0, (halfway.z - slopeX * halfway.x - slopeY * halfway.y) * facing)
    mirror *= mirror
    mirror *= mirror
    mirror *= mirror
    let wide = mirror
    mirror *= mirror
    mirror *= mirror
    let highlight = min(1, gloss * (0.17 * wide + 0.55 * gloss * mirror))
    // Black cloth also reflects a little from its surface; without this reflection, its folds would be invisible.
    let sheen: Float = 0.06
    let matt = (colour + sheen) * min(1.12, brightness) - sheen - 0.1 * gloss * gloss
    // The lamp's reflection is blended over the colour: it brightens dark colours more than light ones.
    return matt + (Colour(repeating: 1) - matt) * highlight
  }
}
