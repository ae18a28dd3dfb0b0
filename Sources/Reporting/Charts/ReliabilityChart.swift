internal import Wording

/// The share of right predictions by their probability: on the dashed line, probabilities are true.
public struct ReliabilityChart: Sendable {
  /// The predictions whose probability lies in a range.
  public struct Point: Hashable, Sendable {
    /// The mean probability of the predictions, 0...1.
    public let probability: Double
    /// The share of right ones, 0...1, with its 95% interval.
    public let share: Double
    public let interval: ClosedRange<Double>
    public let count: Int

    public init(probability: Double, share: Double, interval: ClosedRange<Double>, count: Int) {
      self.probability = probability
      self.share = share
      self.interval = interval
      self.count = count
    }
  }

  private let title: String
  private let subtitle: String
  private let points: [Point]

  private static let plotHeight = 300.0
  private static let radius = 4.5

  /// - Parameter points: the points by ascending probability.
  public init(title: String, subtitle: String = "", points: [Point]) {
    self.title = title
    self.subtitle = subtitle
    self.points = points
  }

  /// The chart as SVG; empty if there are no points.
  public var svg: Markup {
    guard !points.isEmpty else { return .empty }
    let frame = ChartFrame(title: title, description: description, subtitle: subtitle)
    let ticks = RoundTicks(covering: 0...1, atMost: 6)
    let top = frame.top + 30
    let left = PlotArea.marginWidth(of: ticks, format: .share)
    let area = PlotArea(
      left: left, top: top, right: min(ChartFrame.width - 20, left + Self.plotHeight * 1.4),
      bottom: top + Self.plotHeight)
    let xScale = LinearScale(domain: 0...1, start: area.left, end: area.right)
    let yScale = LinearScale(domain: 0...1, start: area.bottom, end: area.top)
    let body: Markup = """
      \(area.verticalAxis(ticks, scale: yScale, format: .share, title: "predictions that are right"))\
      \(area.horizontalAxis(ticks, scale: xScale, format: .share, title: "probability of the predicted class"))\
      \(area.baseline)\
      <path class='reference' d='M\(at: area.left) \(at: area.bottom)L\(at: area.right) \(at: area.top)'/>\
      <g class='\(ChartStyle.seriesClass(0))'>\(points.map { mark($0, xScale, yScale) })</g>
      """
    return frame.svg(height: area.bottom + PlotArea.axisHeight, body: body)
  }

  private func mark(_ point: Point, _ xScale: LinearScale, _ yScale: LinearScale) -> Markup {
    let x = xScale(point.probability)
    let (low, high) = (yScale(point.interval.lowerBound), yScale(point.interval.upperBound))
    let dot = MarkerShape.circle.element(
      x: x, y: yScale(point.share), radius: Self.radius, attributes: " class='marker'",
      content: "<title>\(text(of: point))</title>")
    // A whisker that the point hides would only show its ends.
    guard low - high > 4 * Self.radius else { return dot }
    return """
      <path class='whisker' d='M\(at: x - 5) \(at: low)h10m-5 0V\(at: high)m-5 0h10'/>\(dot)
      """
  }

  private func text(of point: Point) -> String {
    "probability \(percent(point.probability)): \(percent(point.share)) of \(counted(point.count, "image")) right "
      + "(\(percent(point.interval.lowerBound)) to \(percent(point.interval.upperBound)))"
  }

  private var description: String {
    "Right predictions by their probability; " + points.map(text).joined(separator: "; ") + ". \(subtitle)"
  }
}
