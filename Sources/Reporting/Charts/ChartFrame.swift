/// The parts that all charts have in common: a title, a subtitle, a legend, and the `svg` element that holds
/// everything.
struct ChartFrame {
  /// The width of most charts, in the chart's own unit. On a telephone 360 pixels wide, text of size 13 is 9 pixels
  /// high.
  static let width = 520.0

  let title: String
  /// The width of this chart.
  let width: Double
  /// A description of the chart in sentences, for screen readers.
  let description: String
  private let titleLines: [String]
  private let subtitleLines: [String]
  private let legend: ChartLegend

  init(
    title: String, description: String, subtitle: String = "", legend: [ChartLegend.Entry] = [],
    width: Double = Self.width
  ) {
    self.title = title
    self.width = width
    self.description = description
    // The title is semibold, so its size is overstated to allow for wider letters.
    self.titleLines = ChartText.lines(title, width: width, fontSize: 15.5)
    self.subtitleLines = ChartText.lines(subtitle, width: width, fontSize: 12)
    self.legend = ChartLegend(entries: legend, width: width)
  }

  /// The y coordinate below the title, the subtitle and the legend.
  var top: Double {
    let text = 20 * Double(titleLines.count) + 17 * Double(subtitleLines.count)
    return text + (text > 0 ? 4 : 0) + legend.height + (legend.height > 0 ? 6 : 0)
  }

  /// Returns the whole drawing.
  ///
  /// - Parameters:
  ///   - height: the height of the whole drawing, the title included.
  ///   - style: another CSS class of the `svg` element.
  func svg(height: Double, style: String = "", body: Markup) -> Markup {
    var y = -4.0
    var head = Markup.empty
    for line in titleLines {
      y += 20
      head += ChartText.element(line, x: 0, y: y, style: "chart-title")
    }
    for line in subtitleLines {
      y += 17
      head += ChartText.element(line, x: 0, y: y, style: "subtitle")
    }
    head += legend.markup(x: 0, y: y + 8)
    let classes = style.isEmpty ? "chart" : "chart \(style)"
    let label = title.isEmpty ? description : "\(title): \(description)"
    return """
      <svg class='\(classes)' viewBox='0 0 \(at: width) \(at: height)' \
      preserveAspectRatio='xMidYMid meet' role='img' aria-label='\(label)'>\(head)\(body)</svg>

      """
  }
}
