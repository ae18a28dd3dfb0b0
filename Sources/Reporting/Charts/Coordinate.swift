internal import DatasetBuilding

/// A place or length of a drawing as text: at most two decimals, so that files stay small and are the same
/// everywhere.
///
/// - Parameter value: finite.
package func coordinate(_ value: Double) -> String {
  precondition(value.isFinite, "what is drawn has a place")
  var text = decimal(value, 2)
  while text.last == "0" { text.removeLast() }
  if text.last == "." { text.removeLast() }
  return text
}

extension Markup.Interpolation {
  /// A place or length of a drawing, see `coordinate(_:)`.
  mutating func appendInterpolation(at value: Double) { appendLiteral(coordinate(value)) }
}

extension Double {
  /// Whether the number can stand on an axis: finite, and so far from the largest number that differences are
  /// finite.
  var isDrawable: Bool { isFinite && magnitude < 1e100 }
}
