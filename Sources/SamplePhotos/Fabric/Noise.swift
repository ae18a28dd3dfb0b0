/// Value noise: random numbers at the points of an integer grid, interpolated smoothly.
enum Noise {
  /// Returns a number in 0..<1 that depends only on the grid point and the seed.
  static func lattice(_ column: Int32, _ row: Int32, seed: UInt32) -> Float {
    var hash = UInt32(bitPattern: column) &* 0x9E37_79B1
    hash ^= UInt32(bitPattern: row) &* 0x85EB_CA77
    hash = (hash ^ seed) &* 0xC2B2_AE3D
    hash = (hash ^ hash >> 15) &* 0x2C1B_3C6D
    hash = (hash ^ hash >> 13) &* 0x297A_2D39
    return Float((hash ^ hash >> 16) >> 8) * (1.0 / 16_777_216)
  }

  /// Returns smooth noise in 0..<1 with mean 0.5; features are about one unit in size.
  static func value(_ x: Float, _ y: Float, seed: UInt32) -> Float {
    let (cellX, cellY) = (x.rounded(.down), y.rounded(.down))
    let (column, row) = (Int32(cellX), Int32(cellY))
    let (u, v) = (ease(x - cellX), ease(y - cellY))
    let upperLeft = lattice(column, row, seed: seed)
    let upperRight = lattice(column &+ 1, row, seed: seed)
    let lowerLeft = lattice(column, row &+ 1, seed: seed)
    let lowerRight = lattice(column &+ 1, row &+ 1, seed: seed)
    let upper = upperLeft + (upperRight - upperLeft) * u
    let lower = lowerLeft + (lowerRight - lowerLeft) * u
    return upper + (lower - upper) * v
  }

  private static func ease(_ t: Float) -> Float { t * t * t * (t * (t * 6 - 15) + 10) }
}
