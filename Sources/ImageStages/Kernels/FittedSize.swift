import ImageCore

extension Size {
  /// The largest size of this shape within `frame`: one factor for both directions, each side rounded, halves
  /// upwards, and at least 1. Smaller pictures grow.
  func fitted(into frame: Size) -> Size {
    guard self != frame else { return self }
    let factor = min(Double(frame.width) / Double(width), Double(frame.height) / Double(height))
    return Size(
      width: max(1, Int((factor * Double(width) + 0.5).rounded(.down))),
      height: max(1, Int((factor * Double(height) + 0.5).rounded(.down))))
  }

  /// As `fitted(into:)`, but neither side grows.
  func reduced(into frame: Size) -> Size {
    let size = fitted(into: frame)
    return Size(width: min(size.width, width), height: min(size.height, height))
  }
}
