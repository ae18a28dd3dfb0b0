internal import ImageCore

/// How an element of a drawing looks; lengths are in the chart's unit.
struct ChartAppearance: Hashable, Sendable {
  /// The colour that `currentColor` means.
  var colour = Colour.black
  /// The colour inside; nil for none.
  var fill: Colour? = .black
  /// 0...1.
  var fillOpacity = 1.0
  /// The colour of the line; nil for none.
  var stroke: Colour?
  var strokeWidth = 1.0
  /// The lengths of dashes and gaps in turn; empty for a line without gaps.
  var dashes: [Double] = []
  var fontSize = 16.0
  var isBold = false
  var anchor = ChartText.Anchor.start
  /// Whether the line of a text is behind it, as a halo, so that the text can be read on what it lies on.
  var hasHalo = false
}
