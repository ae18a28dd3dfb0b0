package import ImageCore

/// The ways to lay a picture over its frame: turned, mirrored, or both. Frames that are not square have four.
package enum Symmetry: String, CaseIterable, Sendable {
  case identity = "as it is"
  case mirrored = "mirrored"
  case upsideDown = "upside down"
  case turned180 = "turned by 180°"
  case transposed = "transposed"
  case turned90 = "turned by 90° clockwise"
  case turned270 = "turned by 90° anticlockwise"
  case transposedAcross = "transposed across the other diagonal"

  private var swapsSides: Bool {
    switch self {
    case .identity, .mirrored, .upsideDown, .turned180: false
    case .transposed, .turned90, .turned270, .transposedAcross: true
    }
  }

  package static func all(of size: Size) -> [Symmetry] {
    allCases.filter { size.width == size.height || !$0.swapsSides }
  }

  /// For each pixel of the result, row-major, the pixel that it comes from.
  ///
  /// - Precondition: `size` is square if the symmetry swaps the sides.
  package func sources(_ size: Size) -> [Int] {
    precondition(
      size.width == size.height || !swapsSides, "a frame that is not square cannot be turned by 90°")
    let (width, height) = (size.width, size.height)
    return (0..<height).flatMap { y in
      (0..<width).map { x in
        let (fromX, fromY) =
          switch self {
          case .identity: (x, y)
          case .mirrored: (width - 1 - x, y)
          case .upsideDown: (x, height - 1 - y)
          case .turned180: (width - 1 - x, height - 1 - y)
          case .transposed: (y, x)
          case .turned90: (y, height - 1 - x)
          case .turned270: (width - 1 - y, x)
          case .transposedAcross: (width - 1 - y, height - 1 - x)
          }
        return fromY * width + fromX
      }
    }
  }

  /// A picture laid in this way.
  package func applied<Sample>(to picture: [Sample], _ size: Size) -> [Sample] {
    sources(size).map { picture[$0] }
  }
}
