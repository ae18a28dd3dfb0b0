import ImageCore

extension Size {
  /// Returns the largest size of this aspect ratio within `frame`: one factor for both directions, each side rounded,
  /// halves up, and at least 1. Smaller pictures grow.
  func fitted(into frame: Size) -> Size {
    guard self != frame else { return self }
    let factor = min(Double(frame.width) / Double(width), Double(frame.height) / Double(height))
    return Size(
      width: max(1, Int((factor * Double(width) + 0.5).rounded(.down))),
      height: max(1, Int((factor * Double(height) + 0.5).rounded(.down))))
  }

  /// Returns the size fitted into `frame` as by `fitted(into:)`, except that neither side grows.
  func reduced(into frame: Size) -> Size {
    let size = fitted(into: frame)
    return Size(width: min(size.width, width), height: min(size.height, height))
  }
}
