/// Precision, recall and F1 of each class, one row per class: marks on one axis, the numbers at the right.
public struct ScoreChart: Sendable {
  /// The scores of a class; nil where a score is not defined.
  public struct Row: Hashable, Sendable {
    public let name: String
    public let precision: Double?
    public let recall: Double?
    public let f1: Double?
    /// The 95% interval of the recall; nil for a class without images.
    public let interval: ClosedRange<Double>?

    public init(
      name: String, precision: Double?, recall: Double?, f1: Double?, interval: ClosedRange<Double>?
    ) {
      self.name = name
      self.precision = precision
      self.recall = recall
      self.f1 = f1
      self.interval = interval
    }

    /// The scores in the order of the marks.
    fileprivate var values: [Double?] { [recall, precision, f1] }
  }

  private let title: String
  private let subtitle: String
  private let rows: [Row]

  private static let scores: [(name: String, shape: MarkerShape)] = [
    ("recall", .circle), ("precision", .square), ("F1", .triangle),
  ]
  private static let longestName = 130.0
  private static let columnWidth = 66.0
  private static let rowHeight = 21.0

  public init(title: String, subtitle: String = "", rows: [Row]) {
    self.title = title
    self.subtitle = subtitle
    self.rows = rows
  }

  /// The chart as SVG; empty if no score is defined.
  public var svg: Markup {
    let values = rows.flatMap { $0.values.compactMap { $0 } + ($0.interval.map { [$0.lowerBound] } ?? []) }
    guard let lowest = values.min() else { return .empty }
    let frame = ChartFrame(title: title, description: description, subtitle: subtitle, legend: legend)
    let nameWidth = min(Self.longestName, rows.map { ChartText.width($0.name) }.max() ?? 0)
    let columns = Self.columnWidth * Double(Self.scores.count)
    let top = frame.top + 18
    let area = PlotArea(
      left: nameWidth + 12, top: top, right: ChartFrame.width - columns - 14,
      bottom: top + Self.rowHeight * Double(rows.count))
    let ticks = PlotArea.ticks(covering: min(lowest, 0.9)...1, across: area.width, format: .number)
    let scale = LinearScale(domain: ticks.range, start: area.left + 6, end: area.right)
    let heads = Self.scores.enumerated().map { column, score in
      ChartText.element(
        score.name, x: columnEnd(column), y: top - 5, anchor: .end, style: "axis-title", fontSize: 12)
    }
    let title = "recall, precision, F1"
    return frame.svg(
      height: area.bottom + PlotArea.axisHeight,
      body: """
        \(area.horizontalAxis(ticks, scale: scale, format: .number, title: title))\(heads)\
        \(rows.indices.map { row($0, area, nameWidth: nameWidth, scale) })
        """)
  }

  private func columnEnd(_ column: Int) -> Double {
    ChartFrame.width - Self.columnWidth * Double(Self.scores.count - 1 - column)
  }

  private func row(_ index: Int, _ area: PlotArea, nameWidth: Double, _ scale: LinearScale) -> Markup {
    let row = rows[index]
    let y = area.top + (Double(index) + 0.5) * Self.rowHeight
    var markup = ChartText.element(
      row.name, x: nameWidth, y: y + 4.5, anchor: .end, room: nameWidth + 0.01)
    markup += "<path class='grid' d='M\(at: area.left) \(at: y)H\(at: area.right)'/>"
    if let interval = row.interval {
      markup += """
        <g class='\(ChartStyle.seriesClass(0))'><path class='whisker' \
        d='M\(at: scale(interval.lowerBound)) \(at: y - 5)v10m0-5H\(at: scale(interval.upperBound))m0-5v10'/></g>
        """
    }
    for (column, score) in Self.scores.enumerated() {
      let value = row.values[column]
      markup += ChartText.element(
        value.map { ValueFormat.score($0) } ?? "–", x: columnEnd(column), y: y + 4, anchor: .end,
        style: "value")
      guard let value else { continue }
      let mark = score.shape.element(
        x: scale(value), y: y, radius: 4, attributes: " class='marker'",
        content: "<title>\(row.name), \(score.name): \(ValueFormat.score(value))</title>")
      markup += "<g class='\(ChartStyle.seriesClass(column))'>\(mark)</g>"
    }
    return markup
  }

  private var legend: [ChartLegend.Entry] {
    Self.scores.enumerated().map { index, score in
      ChartLegend.Entry(
        name: score.name, sample: .point(series: index, shape: score.shape, isHollow: false))
    }
  }

  private var description: String {
    "Recall, precision and F1 by class: "
      + rows.map { row in
        let scores = row.values.map { $0.map { ValueFormat.score($0) } ?? "not defined" }
        return "\(row.name) \(scores.joined(separator: ", "))"
      }.joined(separator: "; ") + "."
  }
}
