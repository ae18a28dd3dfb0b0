/// A grid of numbers over a rectangle of the picture, row by row from the top.
package struct Plane {
  /// The column of the first number in the picture.
  package let left: Int
  /// The row of the first number in the picture.
  package let top: Int
  package let width: Int
  package let height: Int
  package var values: [Float]

  package init(left: Int, top: Int, width: Int, height: Int) {
    self.left = left
    self.top = top
    self.width = max(0, width)
    self.height = max(0, height)
    values = [Float](repeating: 0, count: self.width * self.height)
  }

  /// Returns a plane of zeros over the same rectangle.
  func blank() -> Plane { Plane(left: left, top: top, width: width, height: height) }

  var columns: Range<Int> { left..<left + width }
  var rows: Range<Int> { top..<top + height }
}
