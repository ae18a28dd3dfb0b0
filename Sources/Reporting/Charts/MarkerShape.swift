/// The shape of a point, which distinguishes series without colour.
enum MarkerShape: Int, CaseIterable, Sendable {
  case circle, square, triangle, diamond

  /// Returns the element that draws the shape; all shapes have about the same area.
  ///
  /// - Parameters:
  ///   - attributes: further attributes, such as a class, beginning with a space.
  ///   - content: the content of the element, such as a tooltip.
  func element(
    x: Double, y: Double, radius r: Double, attributes: Markup = .empty, content: Markup = .empty
  ) -> Markup {
    let name: Markup = self == .circle ? "circle" : "path"
    let start: Markup = "<\(name)\(geometry(x: x, y: y, radius: r))\(attributes)"
    return content == .empty ? "\(start)/>" : "\(start)>\(content)</\(name)>"
  }

  private func geometry(x: Double, y: Double, radius r: Double) -> Markup {
    switch self {
    case .circle: return " cx='\(at: x)' cy='\(at: y)' r='\(at: r)'"
    case .square:
      let half = r * 0.9
      return " d='M\(at: x - half) \(at: y - half)h\(at: 2 * half)v\(at: 2 * half)h\(at: -2 * half)z'"
    case .triangle:
      let half = r * 1.25
      return " d='M\(at: x) \(at: y - half)l\(at: half) \(at: 1.8 * half)h\(at: -2 * half)z'"
    case .diamond:
      let half = r * 1.3
      let sides: Markup = "l\(at: half) \(at: half)l\(at: -half) \(at: half)l\(at: -half) \(at: -half)"
      return " d='M\(at: x) \(at: y - half)\(sides)z'"
    }
  }
}
