internal import DatasetFormat
package import ImageCore

/// The symmetries of a rectangular frame: rotations, reflections and transpositions. A square frame has eight, any
/// other frame four.
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

  /// Returns the source pixel of each pixel of the result, as row-major indices.
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

  /// Returns the picture transformed by the symmetry.
  package func applied<Sample>(to picture: [Sample], _ size: Size) -> [Sample] {
    sources(size).map { picture[$0] }
  }
}

/// The symmetry that makes one image most similar to another.
package struct SymmetryMatch {
  /// The symmetry to apply to the first image.
  package let symmetry: Symmetry
  /// The correlation of the transformed first image with the second, -1...1.
  package let correlation: Double
  /// The correlation minus that of the first image as it is with the second, 0 or more.
  package let gain: Double

  /// Finds the best symmetry; nil if one of the images has the same level everywhere.
  package init?(_ first: [Double], laidLike second: [Double], _ size: Size) {
    guard let second = UnitImage(second), let first = UnitImage(first) else { return nil }
    var best: (symmetry: Symmetry, correlation: Double)?
    var own = 0.0
    for symmetry in Symmetry.all(of: size) {
      let laid = symmetry.applied(to: first.values, size)
      var found = 0.0
      for (left, right) in zip(laid, second.values) { found += Double(left) * Double(right) }
      if symmetry == .identity { own = found }
      // Among equally good symmetries the first one wins, which is the simplest.
      if best.map({ found > $0.correlation + 1e-6 }) ?? true { best = (symmetry, found) }
    }
    guard let best else { return nil }
    (symmetry, correlation) = best
    gain = best.correlation - own
  }
}
