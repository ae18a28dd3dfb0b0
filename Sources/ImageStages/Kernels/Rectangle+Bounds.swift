package import ImageCore

extension Rectangle {
  /// Creates the smallest rectangle with all pixels of a picture that count; nil if there is none.
  ///
  /// - Parameter counts: Whether the pixel with this index, by rows, counts.
  package init?(of size: Size, where counts: (Int) -> Bool) {
    var (left, top, right, bottom) = (size.width, size.height, -1, -1)
    for y in 0..<size.height {
      for x in 0..<size.width where counts(y * size.width + x) {
        (left, top) = (min(left, x), min(top, y))
        (right, bottom) = (max(right, x), y)
      }
    }
    guard right >= left else { return nil }
    self.init(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}
