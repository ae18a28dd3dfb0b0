internal import Wording

/// Curves over the epochs of a training, such as loss or accuracy.
public struct LineChart: Sendable {
  /// A value after an epoch. A value that is not finite, such as a loss that diverged, is left out and interrupts the
  /// curve.
  public struct Point: Hashable, Sendable {
    public let epoch: Int
    public let value: Double

    public init(epoch: Int, value: Double) {
      self.epoch = epoch
      self.value = value
    }
  }

  public struct Series: Hashable, Sendable {
    public let name: String
    /// The points by ascending epoch.
    public let points: [Point]

    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// A value to compare the curves with, such as a baseline's accuracy: a dashed line with its name and value.
  public struct ReferenceLine: Hashable, Sendable {
    public let name: String
    public let value: Double

    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  private let title: String
  private let valueTitle: String
  private let format: ValueFormat
  private let series: [Series]
  private let references: [ReferenceLine]
  private let leftOutCount: Int

  private static let plotHeight = 230.0
  private static let longestReference = 150.0

  /// - Parameters:
  ///   - valueTitle: the title of the vertical axis, with the unit if there is one, such as `loss`.
  ///   - format: the format of the values.
  public init(
    title: String, valueTitle: String, format: ValueFormat, series: [Series], references: [ReferenceLine] = []
  ) {
    self.title = title
    self.valueTitle = valueTitle
    self.format = format
    self.series = series
    self.references = references.filter { $0.value.isDrawable }.sorted { $0.value > $1.value }
    self.leftOutCount = series.reduce(0) { $0 + $1.points.count { !$0.value.isDrawable } }
  }

  /// The chart as SVG; empty if no value of any series is finite.
  public var svg: Markup {
    let points = series.flatMap(\.points).filter { $0.value.isDrawable }
    let values = points.map(\.value) + references.map(\.value)
    guard let firstEpoch = points.map(\.epoch).min(), let lastEpoch = points.map(\.epoch).max(),
      let lowest = values.min(), let highest = values.max()
    else { return .empty }

    let frame = ChartFrame(title: title, description: description, subtitle: subtitle, legend: legend)
    let yTicks = RoundTicks(covering: lowest...highest, atMost: 7)
    let referenceWidth = references.map { ChartText.width(text(of: $0), fontSize: 12) }.max() ?? 0
    let margin = references.isEmpty ? 16 : min(Self.longestReference, referenceWidth) + 22
    let top = frame.top + 30
    let area = PlotArea(
      left: PlotArea.marginWidth(of: yTicks, format: format), top: top, right: ChartFrame.width - margin,
      bottom: top + Self.plotHeight)
    // A single epoch is drawn in the middle of the axis.
    let half = firstEpoch == lastEpoch ? 0.5 : 0
    let epochs = Double(firstEpoch) - half...Double(lastEpoch) + half
    let xTicks = PlotArea.ticks(covering: epochs, across: area.width, format: .count, wholeNumbers: true)
    // An inset keeps the markers at the bounds inside the plot.
    let xScale = LinearScale(domain: epochs, start: area.left + 8, end: area.right - 8)
    let yScale = LinearScale(domain: yTicks.range, start: area.bottom, end: area.top)
    let body: Markup = """
      \(area.verticalAxis(yTicks, scale: yScale, format: format, title: valueTitle))\
      \(area.horizontalAxis(xTicks, scale: xScale, format: .count, title: "epoch", hasGrid: false))\
      \(area.baseline)\
      \(referenceLines(area, yScale))\
      \(series.indices.map { curve($0, xScale, yScale) })
      """
    return frame.svg(height: area.bottom + PlotArea.axisHeight, body: body)
  }

  private func marker(of seriesIndex: Int) -> MarkerShape {
    MarkerShape.allCases[seriesIndex % MarkerShape.allCases.count]
  }

  private func curve(_ index: Int, _ xScale: LinearScale, _ yScale: LinearScale) -> Markup {
    var path = ""
    var markers = Markup.empty
    var isBroken = true
    // Markers close to each other would hide the dashes: only every `stride`-th is visible, but all have a tooltip.
    let spacing = (xScale.end - xScale.start) / (xScale.domain.upperBound - xScale.domain.lowerBound + 1)
    let stride = spacing < 9 ? Int((28 / spacing).rounded(.up)) : 1
    for (position, point) in series[index].points.enumerated() {
      guard point.value.isDrawable else {
        isBroken = true
        continue
      }
      let x = xScale(Double(point.epoch))
      let y = yScale(point.value)
      path += "\(isBroken ? "M" : "L")\(coordinate(x)) \(coordinate(y))"
      isBroken = false
      let tooltip = "\(series[index].name), epoch \(grouped(point.epoch)): \(format.text(point.value))"
      markers += marker(of: index).element(
        x: x, y: y, radius: 3.5, attributes: position % stride == 0 ? " class='marker'" : " class='hit'",
        content: "<title>\(tooltip)</title>")
    }
    return "<g class='\(ChartStyle.seriesClass(index))'><path class='line' d='\(path)'/>\(markers)</g>"
  }

  private func text(of reference: ReferenceLine) -> String {
    "\(reference.name) \(format == .number ? decimal(reference.value, 3) : format.text(reference.value))"
  }

  /// Returns the lines, and their names to the right of the plot, moved apart where lines are close.
  private func referenceLines(_ area: PlotArea, _ yScale: LinearScale) -> Markup {
    let heights = references.map { yScale($0.value) }
    let places = LabelSpread.spread(heights, gap: 15, within: area.top...area.bottom)
    return Markup(
      references.indices.map { index in
        let text = text(of: references[index])
        let label = ChartText.element(
          text, x: area.right + 18, y: places[index] + 4, style: "value", fontSize: 12,
          room: Self.longestReference)
        return """
          <path class='reference' d='M\(at: area.left) \(at: heights[index])H\(at: area.right)'>\
          <title>\(text)</title></path>\
          <path class='leader' d='M\(at: area.right) \(at: heights[index])L\(at: area.right + 10) \
          \(at: places[index])h4'/>\
          \(label)
          """
      })
  }

  private var subtitle: String {
    guard leftOutCount > 0 else { return "" }
    return counted(leftOutCount, "value") + (leftOutCount == 1 ? " is" : " are") + " not finite and left out."
  }

  private var legend: [ChartLegend.Entry] {
    guard series.count > 1 else { return [] }
    return series.enumerated().map {
      ChartLegend.Entry(
        name: $0.element.name, sample: .line(series: $0.offset, marker: marker(of: $0.offset)))
    }
  }

  private var description: String {
    let ends = series.compactMap { series in
      series.points.last { $0.value.isDrawable }.map {
        "\(series.name) \(format.text($0.value)) after epoch \(grouped($0.epoch))"
      }
    }
    let references =
      references.isEmpty ? "" : "; to compare with: " + references.map(text).joined(separator: ", ")
    return "Curves of \(valueTitle) by epoch; \(ends.joined(separator: ", "))\(references). \(subtitle)"
  }
}
