/// The part of a chart between its axes, with grid lines and what is written at them.
struct PlotArea {
  let left: Double
  let top: Double
  let right: Double
  let bottom: Double

  /// The height that an axis below takes: its ticks and its title.
  static let axisHeight = 40.0
  private static let gapBetweenTicks = 12.0

  var width: Double { right - left }

  /// The finest round ticks whose texts do not touch each other beside one another on an axis of so much
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

  /// The width of each tick's text.
  private static func texts(of ticks: RoundTicks, _ format: ValueFormat) -> [Double] {
    ticks.values.map { ChartText.width(format.tick($0, of: ticks), fontSize: 12) }
  }

  /// How much room the texts at a vertical axis need, the gap to the axis included.
  static func marginWidth(of ticks: RoundTicks, format: ValueFormat) -> Double {
    (texts(of: ticks, format).max() ?? 0) + 8
  }

  /// Vertical grid lines and the numbers below them, those only that the scale shows, and the axis' title.
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

  /// Horizontal grid lines and the numbers to their left; the axis' title stands above, where it can be read.
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

  /// The line on which bars and curves stand.
  var baseline: Markup { "<path class='axis' d='M\(at: left) \(at: bottom)H\(at: right)'/>" }

  /// The line at which horizontal bars begin.
  var sideline: Markup { "<path class='axis' d='M\(at: left) \(at: top)V\(at: bottom)'/>" }
}
