/// A part of a picture, in pixels; `x` and `y` count from the upper left corner, which is (0, 0).
public struct Rectangle: Hashable, Sendable, CustomStringConvertible {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var size: Size { Size(width: width, height: height) }

  /// The rectangle as width x height + x + y: `40x60+5+7`.
  public var description: String { "\(width)x\(height)+\(x)+\(y)" }
}
