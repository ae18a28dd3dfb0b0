/// The part of a chart between its axes, with grid lines and the texts at the axes.
struct PlotArea {
  let left: Double
  let top: Double
  let right: Double
  let bottom: Double

  /// The height of the ticks and the title of a horizontal axis.
  static let axisHeight = 40.0
  private static let gapBetweenTicks = 12.0

  var width: Double { right - left }

  /// Returns an area of no height below this one, for an axis that does not touch the plot.
  func moved(down distance: Double) -> PlotArea {
    PlotArea(left: left, top: bottom + distance, right: right, bottom: bottom + distance)
  }

  /// Returns the finest round ticks, at most nine, whose texts do not touch each other on a horizontal axis of a given
  /// width.
  static func ticks(
    covering range: ClosedRange<Double>, across width: Double, format: ValueFormat, wholeNumbers: Bool = false
  ) -> RoundTicks {
    var count = 9
    var ticks = RoundTicks(covering: range, atMost: count, wholeNumbers: wholeNumbers)
    while count > 3,
      (texts(of: ticks, format).max() ?? 0) + gapBetweenTicks > width / Double(ticks.values.count - 1)
    {
      count -= 1
      ticks = RoundTicks(covering: range, atMost: count, wholeNumbers: wholeNumbers)
    }
    return ticks
  }

  /// Returns the width of each tick's text.
  private static func texts(of ticks: RoundTicks, _ format: ValueFormat) -> [Double] {
    ticks.values.map { ChartText.width(format.tick($0, of: ticks), fontSize: 12) }
  }

  /// Returns the width of the texts at a vertical axis, the gap to the axis included.
  static func marginWidth(of ticks: RoundTicks, format: ValueFormat) -> Double {
    (texts(of: ticks, format).max() ?? 0) + 8
  }

  /// Returns vertical grid lines, the numbers below them and the title of the axis, for the ticks within the scale's
  /// domain.
  func horizontalAxis(
    _ ticks: RoundTicks, scale: LinearScale, format: ValueFormat, title: String, hasGrid: Bool = true
  ) -> Markup {
    let shown = ticks.values.filter { scale.domain.contains($0) }
    var grid = ""
    var texts = Markup.empty
    for value in shown {
      let x = scale(value)
      grid += "M\(coordinate(x)) \(coordinate(hasGrid ? top : bottom))V\(coordinate(bottom + 4))"
      texts += ChartText.element(
        format.tick(value, of: ticks), x: x, y: bottom + 17, anchor: .middle, style: "tick")
    }
    let name = ChartText.element(
      title, x: (left + right) / 2, y: bottom + 34, anchor: .middle, style: "axis-title", fontSize: 12,
      room: width)
    return "<path class='grid' d='\(grid)'/>\(texts)\(title.isEmpty ? .empty : name)"
  }

  /// Returns horizontal grid lines, the numbers to their left, and the title of the axis above the plot, written
  /// horizontally.
  func verticalAxis(_ ticks: RoundTicks, scale: LinearScale, format: ValueFormat, title: String) -> Markup {
    var grid = ""
    var texts = Markup.empty
    for value in ticks.values where scale.domain.contains(value) {
      let y = scale(value)
      grid += "M\(coordinate(left)) \(coordinate(y))H\(coordinate(right))"
      texts += ChartText.element(
        format.tick(value, of: ticks), x: left - 6, y: y + 4, anchor: .end, style: "tick")
    }
    let name = ChartText.element(
      title, x: 0, y: top - 14, style: "axis-title", fontSize: 12, room: right)
    return "<path class='grid' d='\(grid)'/>\(texts)\(title.isEmpty ? .empty : name)"
  }

  /// The line at the lower end of the plot, on which bars and curves start.
  var baseline: Markup { "<path class='axis' d='M\(at: left) \(at: bottom)H\(at: right)'/>" }

  /// The line at the left end of the plot, at which horizontal bars start.
  var sideline: Markup { "<path class='axis' d='M\(at: left) \(at: top)V\(at: bottom)'/>" }
}
