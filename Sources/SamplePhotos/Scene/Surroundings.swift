internal import ImageCore

/// What a product of a sample photo lies on, and how it lies there.
public struct Surroundings: Hashable, Sendable {
  /// The surface below the product.
  public enum Background: String, CaseIterable, Sendable {
    /// The nearly white background of a shop's catalogue, #fdfdfd.
    case white
    /// Grey paper in uneven light.
    case paper
    /// Boards of wood.
    case table
    /// A chequered or striped cloth with folds.
    case cloth
    /// A grey that becomes darker toward one side, as in a photo studio.
    case gradient
    /// Black cardboard.
    case black
  }

  public var background: Background
  /// Whether the product casts a shadow on the surface.
  public var hasShadow: Bool
  /// The largest angle by which products are turned, in degrees.
  public var degrees: Double

  public init(_ background: Background = .white, hasShadow: Bool = false, degrees: Double = 0) {
    self.background = background
    self.hasShadow = hasShadow
    self.degrees = degrees
  }
}

extension Backdrop {
  /// Puts what is painted on other surroundings; those of a catalogue change nothing.
  mutating func put(on surroundings: Surroundings, isLitFromLeft: Bool, random: inout RandomSource) {
    let surface = SurfaceTexture(surroundings.background, size: size, random: &random)
    var shade = Plane(left: 0, top: 0, width: size.width, height: size.height)
    if surroundings.hasShadow {
      for index in pixels.indices { shade.values[index] = pixels[index].w }
      shade = shade.blurred(radius: 0.02 * Double(min(size.width, size.height)))
    }
    // The light comes from above on the left or right, so that the shadow falls on the other side.
    let reach = 0.035 * Double(min(size.width, size.height))
    let (shiftX, shiftY) = (Int(isLitFromLeft ? reach : -reach), Int(reach))
    let strength = Float(random.within(0.3...0.55))
    let white = SIMD3<Float>(repeating: Self.background)
    for row in 0..<size.height {
      for column in 0..<size.width {
        let index = row * size.width + column
        let pixel = pixels[index]
        var below = surface?.colour(column, row) ?? white
        if surroundings.hasShadow {
          let (x, y) = (column - shiftX, row - shiftY)
          if (0..<size.width).contains(x), (0..<size.height).contains(y) {
            below *= 1 - strength * shade.values[y * size.width + x]
          }
        }
        let own = SIMD3(pixel.x, pixel.y, pixel.z) - white * (1 - pixel.w)
        pixels[index] = SIMD4(own + below * (1 - pixel.w), pixel.w)
      }
    }
  }
}

/// The colours of a surface; nil for the white of a catalogue.
private struct SurfaceTexture {
  private let background: Surroundings.Background
  private let size: Size
  private let seed: UInt32
  private let colour: Colour
  private let other: Colour
  /// The width of a board, a check or a stripe in pixels.
  private let period: Float
  /// The direction of the light's fall and of the grain.
  private let direction: SIMD2<Float>
  private let isStriped: Bool

  init?(_ background: Surroundings.Background, size: Size, random: inout RandomSource) {
    guard background != .white else { return nil }
    self.background = background
    self.size = size
    seed = UInt32(truncatingIfNeeded: random.next())
    let side = Double(min(size.width, size.height))
    let palette: [(Colour, Colour)] =
      switch background {
      case .white, .gradient: [(Colour(repeating: 0.86), Colour(repeating: 0.58))]
      case .paper:
        [(Colour(repeating: 0.87), Colour(repeating: 0.7)), (Colour(hex: 0xE6E1D6), Colour(hex: 0xB9B2A4))]
      case .table:
        [(Colour(hex: 0xA9794C), Colour(hex: 0x7E5430)), (Colour(hex: 0xC9A878), Colour(hex: 0x9F7C4F))]
      case .cloth:
        [
          (Colour(hex: 0x6A7FA8), Colour(hex: 0xC9CEDA)), (Colour(hex: 0x8D9B6A), Colour(hex: 0xDAD7C0)),
          (Colour(hex: 0xB86F62), Colour(hex: 0xE4CFC4)),
        ]
      case .black: [(Colour(hex: 0x17171A), Colour(hex: 0x2A2A2C))]
      }
    (colour, other) = random.pick(palette)
    period = Float(side * (background == .table ? random.within(0.16...0.26) : random.within(0.05...0.1)))
    let angle = random.pick([0.0, 1, 2, 3])
    direction = angle == 0 ? [1, 0] : angle == 1 ? [0, 1] : angle == 2 ? [0.7, 0.7] : [0.7, -0.7]
    isStriped = random.chance(0.4)
  }

  func colour(_ column: Int, _ row: Int) -> Colour {
    let (x, y) = (Float(column), Float(row))
    let side = Float(min(size.width, size.height))
    let place = (x * direction.x + y * direction.y) / (side * 1.5)
    // Uneven light, and the grain of a camera.
    let light = 0.93 + 0.12 * Noise.value(x / side * 1.7, y / side * 1.7, seed: seed)
    let grain = 0.02 * (Noise.lattice(Int32(column), Int32(row), seed: seed &+ 7) - 0.5)
    var surface: Colour
    switch background {
    case .white, .gradient: surface = colour.mixed(with: other, min(max(place + 0.2, 0), 1))
    case .paper: surface = colour.mixed(with: other, min(max(0.6 * place, 0), 1) * 0.6)
    case .black: surface = colour.mixed(with: other, Noise.value(x / side * 3, y / side * 3, seed: seed))
    case .table:
      let (along, across) = direction.x > direction.y ? (y, x) : (x, y)
      let board = (across / period).rounded(.down)
      let shade = Noise.lattice(Int32(board), 3, seed: seed)
      let fibre = Noise.value(across / period * 9, along / side * 2.5 + board * 17, seed: seed &+ 1)
      surface = colour.mixed(with: other, 0.5 * shade + 0.5 * fibre)
      if across - board * period < max(1, 0.012 * side) { surface *= 0.45 }
    case .cloth:
      let fold = 0.9 + 0.2 * Noise.value(x / side * 4, y / side * 2, seed: seed &+ 2)
      let (first, second) = ((x / period).rounded(.down), (y / period).rounded(.down))
      let isOdd = isStriped ? Int(first) % 2 == 1 : (Int(first) + Int(second)) % 2 == 1
      surface = (isOdd ? other : colour) * fold
    }
    return surface * light + grain
  }
}
