/// A legend: names beside samples of their marks, on as many lines as needed.
struct ChartLegend {
  enum Sample {
    case bar(series: Int)
    case line(series: Int, marker: MarkerShape)
    case outline(series: Int)
    case point(series: Int, shape: MarkerShape, isHollow: Bool)
    case cell(style: String)
  }

  struct Entry {
    let name: String
    let sample: Sample
  }

  static let lineHeight = 20.0
  private static let sampleWidth = 30.0
  private static let gap = 18.0
  private static let longestName = 200.0

  /// The left edge and the line of each entry, both counted from zero.
  private let places: [(x: Double, line: Int)]
  private let entries: [Entry]
  private let lineCount: Int

  init(entries: [Entry], width: Double) {
    self.entries = entries
    var places: [(x: Double, line: Int)] = []
    var x = 0.0
    var line = 0
    for entry in entries {
      let needed = Self.sampleWidth + min(Self.longestName, ChartText.width(entry.name))
      if x > 0, x + needed > width {
        x = 0
        line += 1
      }
      places.append((x, line))
      x += needed + Self.gap
    }
    self.places = places
    self.lineCount = entries.isEmpty ? 0 : line + 1
  }

  var height: Double { Double(lineCount) * Self.lineHeight }

  /// Returns the legend with its upper left corner at a point.
  func markup(x left: Double, y top: Double) -> Markup {
    Markup(
      zip(entries, places).map { entry, place in
        let x = left + place.x
        let middle = top + (Double(place.line) + 0.5) * Self.lineHeight
        return sample(entry.sample, x: x, middle: middle)
          + ChartText.element(entry.name, x: x + Self.sampleWidth, y: middle + 4.5, room: Self.longestName)
      })
  }

  private func sample(_ sample: Sample, x: Double, middle: Double) -> Markup {
    let box: Markup = "x='\(at: x + 1)' y='\(at: middle - 5)' width='22' height='10'"
    switch sample {
    case .bar(let series):
      return "<rect class='bar \(ChartStyle.seriesClass(series))' \(box)/>"
    case .cell(let style):
      return "<rect class='cell \(style)' \(box) fill-opacity='.8'/>"
    case .outline(let series):
      let steps: Markup = "<path class='outline' d='M\(at: x) \(at: middle + 4)h7v-8h8v8h8'/>"
      return "<g class='\(ChartStyle.seriesClass(series))'>\(steps)</g>"
    case .line(let series, let marker):
      let line: Markup = "<path class='line' d='M\(at: x) \(at: middle)h24'/>"
      let point = marker.element(x: x + 12, y: middle, radius: 3.5, attributes: " class='marker'")
      return "<g class='\(ChartStyle.seriesClass(series))'>\(line)\(point)</g>"
    case .point(let series, let shape, let isHollow):
      let style = ChartStyle.seriesClass(series) + (isHollow ? " hollow" : "")
      let point = shape.element(x: x + 16, y: middle, radius: 4.5)
      return "<g class='points'><g class='\(style)'>\(point)</g></g>"
    }
  }
}
