/// What all charts have around their marks: a title, a subtitle, a legend, and the element that holds
/// everything.
struct ChartFrame {
  /// The width of charts in their own unit. At the 360 pixels of a telephone, text of 13 is still 9 pixels
  /// high.
  static let width = 520.0

  let title: String
  /// In sentences, for those who do not see the chart.
  let description: String
  private let titleLines: [String]
  private let subtitleLines: [String]
  private let legend: ChartLegend

  init(title: String, description: String, subtitle: String = "", legend: [ChartLegend.Entry] = []) {
    self.title = title
    self.description = description
    // Semibold letters are wider.
    self.titleLines = ChartText.lines(title, width: Self.width, fontSize: 15.5)
    self.subtitleLines = ChartText.lines(subtitle, width: Self.width, fontSize: 12)
    self.legend = ChartLegend(entries: legend, width: Self.width)
  }

  /// Where what is below the title and the legend may begin.
  var top: Double {
    let text = 20 * Double(titleLines.count) + 17 * Double(subtitleLines.count)
    return text + (text > 0 ? 4 : 0) + legend.height + (legend.height > 0 ? 6 : 0)
  }

  /// The whole drawing.
  ///
  /// - Parameters:
  ///   - height: of all, the title included.
  ///   - style: a further class of the element.
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
      <svg class='\(classes)' viewBox='0 0 \(at: Self.width) \(at: height)' \
      preserveAspectRatio='xMidYMid meet' role='img' aria-label='\(label)'>\(head)\(body)</svg>

      """
  }
}
