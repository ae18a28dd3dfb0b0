package import ImageCore

/// The slanting of a picture, as handwriting slants: each row moves sideways in proportion to its distance from the
/// middle row.
package enum Slant {
  /// Returns the slanted picture, interpolated between neighbouring pixels of a row; what moves in from outside is 0.
  ///
  /// - Parameters:
  ///   - picture: the pixels, row-major, as many as `size` has.
  ///   - slant: the columns by which a row moves to the left for each row further below the middle, of any sign.
  package static func applied(to picture: [Double], _ size: Size, by slant: Double) -> [Double] {
    (0..<size.height).flatMap { y in
      let shift = slant * (Double(y) - Double(size.height - 1) / 2)
      let whole = shift.rounded(.down)
      let rest = shift - whole
      return (0..<size.width).map { x -> Double in
        func level(_ column: Int) -> Double {
          (0..<size.width).contains(column) ? picture[y * size.width + column] : 0
        }
        let column = x + Int(whole)
        return (1 - rest) * level(column) + rest * level(column + 1)
      }
    }
  }
}
