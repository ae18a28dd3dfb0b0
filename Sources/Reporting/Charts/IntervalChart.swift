/// Named values with their intervals, one per row, drawn as a dot and a whisker.
public struct IntervalChart: Sendable {
  public struct Row: Hashable, Sendable {
    public let name: String
    public let value: Double
    public let lower: Double
    public let upper: Double
    public let isHighlighted: Bool

    /// - Parameters:
    ///   - name: the name of the row.
    ///   - value: the value; a value that is not finite, such as the recall of a class without images, is written as
    ///     missing.
    ///   - lower: the lower bound of the interval; without finite bounds there is no whisker.
    ///   - upper: the upper bound of the interval.
    ///   - isHighlighted: whether the row is the subject of the chart.
    public init(
      name: String, value: Double, lower: Double = .nan, upper: Double = .nan, isHighlighted: Bool = false
    ) {
      self.name = name
      self.value = value
      self.lower = lower
      self.upper = upper
      self.isHighlighted = isHighlighted
    }

    fileprivate var hasInterval: Bool { lower.isDrawable && upper.isDrawable && lower <= upper }
  }

  private let title: String
  private let valueTitle: String
  private let format: ValueFormat
  private let rows: [Row]
  private let intervalName: String

  private static let longestName = 180.0
  private static let rowHeight = 24.0
  private static let missing = "no value"

  /// - Parameters:
  ///   - valueTitle: the title of the axis, such as `accuracy`.
  ///   - intervalName: the name of the intervals, such as `95% interval`.
  public init(
    title: String, valueTitle: String, rows: [Row], format: ValueFormat = .share,
    intervalName: String = "95% interval"
  ) {
    self.title = title
    self.valueTitle = valueTitle
    self.format = format
    self.rows = rows
    self.intervalName = intervalName
  }

  /// The chart as SVG; empty if no value is finite.
  public var svg: Markup {
    let drawn = rows.filter { $0.value.isDrawable }
    let numbers = drawn.map(\.value) + drawn.filter(\.hasInterval).flatMap { [$0.lower, $0.upper] }
    guard let lowest = numbers.min(), let highest = numbers.max() else { return .empty }

    let frame = ChartFrame(title: title, description: description)
    let nameWidth = min(Self.longestName, rows.map { ChartText.width($0.name) }.max() ?? 0)
    let textWidth = rows.map { ChartText.width(text(of: $0), fontSize: 12) }.max() ?? 0
    let top = frame.top + 2
    let area = PlotArea(
      left: nameWidth + 12, top: top, right: ChartFrame.width - max(24, textWidth + 14),
      bottom: top + Self.rowHeight * Double(rows.count))
    let ticks = PlotArea.ticks(covering: lowest...highest, across: area.width, format: format)
    let scale = LinearScale(domain: ticks.range, start: area.left + 6, end: area.right)
    let axisTitle = drawn.contains(where: \.hasInterval) ? "\(valueTitle), with \(intervalName)" : valueTitle
    let body: Markup = """
      \(area.horizontalAxis(ticks, scale: scale, format: format, title: axisTitle))\
      \(rows.indices.map { row($0, area, nameWidth: nameWidth, scale) })
      """
    return frame.svg(height: area.bottom + PlotArea.axisHeight, body: body)
  }

  private func row(_ index: Int, _ area: PlotArea, nameWidth: Double, _ scale: LinearScale) -> Markup {
    let row = rows[index]
    let y = area.top + (Double(index) + 0.5) * Self.rowHeight
    let name = ChartText.element(row.name, x: nameWidth, y: y + 4.5, anchor: .end, room: nameWidth + 0.01)
    let value = ChartText.element(
      text(of: row), x: area.right + 12, y: y + 4.5, style: row.value.isDrawable ? "value" : "subtitle")
    guard row.value.isDrawable else { return name + value }
    let line: Markup = "<path class='grid' d='M\(at: area.left) \(at: y)H\(at: area.right)'/>"
    var whisker = Markup.empty
    if row.hasInterval {
      let left = scale(row.lower)
      let right = scale(row.upper)
      whisker = """
        <path class='whisker' d='M\(at: left) \(at: y - 6)v12m0-6H\(at: right)m0-6v12'/>
        """
    }
    let shape: MarkerShape = row.isHighlighted ? .diamond : .circle
    let dot = shape.element(x: scale(row.value), y: y, radius: 4, attributes: " class='marker'")
    let style = ChartStyle.seriesClass(row.isHighlighted ? 1 : 0)
    let tooltip = "\(row.name): \(text(of: row))"
    return "\(line)\(name)<g class='\(style)'><title>\(tooltip)</title>\(whisker)\(dot)</g>\(value)"
  }

  private func text(of row: Row) -> String {
    guard row.value.isDrawable else { return Self.missing }
    guard row.hasInterval else { return format.text(row.value) }
    return "\(format.text(row.value)) (\(format.text(row.lower)) to \(format.text(row.upper)))"
  }

  private var description: String {
    "\(valueTitle), \(intervalName) in brackets: "
      + rows.map { "\($0.name) \(text(of: $0))" }.joined(separator: "; ") + "."
  }
}
