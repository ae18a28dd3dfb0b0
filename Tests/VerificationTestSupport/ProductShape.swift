internal import TestSupport

/// A silhouette that fills its frame from edge to edge: one kind for each class, with random variations.
struct ProductShape {
  /// The test whether a point belongs to the product; both coordinates are -1...1 from left to right and from top to
  /// bottom.
  let contains: (_ x: Double, _ y: Double) -> Bool

  static let classNames = [
    "Cushion", "Gate", "Trousers", "Tent", "Boot", "Kite", "Cross", "Wreath", "Tee", "Plate",
  ]

  /// The class whose images look the same turned by 180°, but neither mirrored nor transposed: a letter N.
  static let gate = 1
  /// The class whose images face one side.
  static let boot = 4
  /// The class whose images are hardly brighter than the background.
  static let kite = 5

  /// - Parameter label: the class, 0...9.
  init(label: Int, _ generator: inout SeededGenerator) {
    func drawn(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
    switch label {
    case 0: contains = Self.cushion(height: drawn(0.5...0.62), fullness: drawn(0...0.5))
    case 1: contains = Self.gate(thickness: drawn(0.24...0.34))
    case 2: contains = Self.trousers(width: drawn(0.38...0.48), gap: drawn(0.06...0.14))
    case 3: contains = Self.tent(top: drawn(0.08...0.25))
    case 4: contains = Self.boot(shaft: drawn(0.45...0.6), sole: drawn(0.4...0.6))
    case 5: contains = Self.kite(height: drawn(0.9...1), fullness: drawn(-0.1...0.4))
    case 6: contains = Self.cross(arm: drawn(0.22...0.32))
    case 7: contains = Self.wreath(hole: drawn(0.42...0.56))
    case 8: contains = Self.tee(body: drawn(0.45...0.6), sleeve: drawn(0.5...0.75))
    default: contains = Self.cushion(height: drawn(0.93...1), fullness: drawn(-0.1...0.25))
    }
  }

  /// Returns an ellipse whose corners are fuller for a greater `fullness`.
  private static func cushion(height: Double, fullness: Double) -> (Double, Double) -> Bool {
    { x, y in
      let (across, down) = (x * x, y * y / (height * height))
      return across + down - fullness * across * down <= 1
    }
  }

  private static func kite(height: Double, fullness: Double) -> (Double, Double) -> Bool {
    { x, y in
      let (across, down) = (abs(x), abs(y) / height)
      return across + down - fullness * across * down <= 1
    }
  }

  private static func gate(thickness: Double) -> (Double, Double) -> Bool {
    { x, y in
      // The posts are bent, so that they do not fill the frame's border like a bright background.
      let bend = 0.2 * y * y
      return abs(x) <= 1 - bend && (abs(x) >= 1 - thickness - bend || abs(x - y) <= thickness / 2)
    }
  }

  private static func trousers(width: Double, gap: Double) -> (Double, Double) -> Bool {
    { x, y in abs(x) <= width && (y < -0.5 || abs(x) >= gap) }
  }

  private static func tent(top: Double) -> (Double, Double) -> Bool {
    { x, y in abs(x) <= top + (1 - top) * (y + 1) / 2 }
  }

  private static func boot(shaft: Double, sole: Double) -> (Double, Double) -> Bool {
    // The shaft leans, so that it does not fill the frame's border like a bright background.
    { x, y in y >= 1 - sole || (1 - shaft...1).contains(x - 0.2 * (y - 1)) }
  }

  private static func cross(arm: Double) -> (Double, Double) -> Bool {
    { x, y in min(abs(x), abs(y)) <= arm }
  }

  private static func wreath(hole: Double) -> (Double, Double) -> Bool {
    { x, y in x * x + y * y <= 1 && x * x + y * y >= hole * hole }
  }

  private static func tee(body: Double, sleeve: Double) -> (Double, Double) -> Bool {
    { x, y in abs(y) <= 0.9 && (abs(x) <= body || y <= -0.9 + sleeve + 0.3 * (abs(x) - body)) }
  }
}
