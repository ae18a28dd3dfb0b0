internal import Wording

/// A horizontal bar chart of the number of images of each class, one row per class.
public struct BarChart: Sendable {
  /// A named list of counts, such as the training images of each class.
  public struct Series: Hashable, Sendable {
    public let name: String
    /// The counts, one for each class, none negative.
    public let counts: [Int]

    public init(name: String, counts: [Int]) {
      self.name = name
      self.counts = counts
    }
  }

  public enum Arrangement: Hashable, Sendable {
    /// The bars of a class follow each other on one line, with the sum at the end.
    case stacked
    /// The bars of a class are drawn below each other.
    case grouped
  }

  private let title: String
  private let classNames: [String]
  private let series: [Series]
  private let arrangement: Arrangement
  private let noun: String

  private static let longestName = 130.0
  private static let longestSum = 110.0

  /// - Parameters:
  ///   - series: the series, each with as many counts as there are classes.
  ///   - noun: the noun for the counted items, in the singular.
  public init(
    title: String, classNames: [String], series: [Series], arrangement: Arrangement = .stacked,
    noun: String = "image"
  ) {
    precondition(series.allSatisfy { $0.counts.count == classNames.count }, "every class has a count")
    precondition(series.allSatisfy { $0.counts.allSatisfy { $0 >= 0 } }, "counts are not negative")
    self.title = title
    self.classNames = classNames
    self.series = series
    self.arrangement = arrangement
    self.noun = noun
  }

  /// The chart as SVG; empty if there are no classes or no series.
  public var svg: Markup {
    guard !classNames.isEmpty, !series.isEmpty else { return .empty }
    let frame = ChartFrame(title: title, description: description, legend: legend)
    let nameWidth = min(Self.longestName, classNames.map { ChartText.width($0) }.max() ?? 0)
    let ends = classNames.indices.flatMap { endTexts(of: $0) }
    let endWidth = ends.map { ChartText.width($0, fontSize: 12) }.max() ?? 0
    let left = nameWidth + 8
    let right = ChartFrame.width - max(endWidth + 8, 24)
    let top = frame.top + 2
    let area = PlotArea(
      left: left, top: top, right: right, bottom: top + rowHeight * Double(classNames.count))
    let ticks = PlotArea.ticks(
      covering: 0...Double(max(1, largest)), across: area.width, format: .count, wholeNumbers: true)
    let scale = LinearScale(domain: ticks.range, start: left, end: right)
    let rows = classNames.indices.map {
      row($0, top: top + rowHeight * Double($0), nameWidth: nameWidth, scale)
    }
    let axis = area.horizontalAxis(ticks, scale: scale, format: .count, title: noun + "s")
    return frame.svg(height: area.bottom + PlotArea.axisHeight, body: "\(axis)\(rows)\(area.sideline)")
  }

  private var isStacked: Bool { arrangement == .stacked || series.count == 1 }

  private var isDense: Bool { classNames.count > 30 }

  private var barHeight: Double { isStacked ? (isDense ? 11 : 15) : 13 }

  private var rowHeight: Double {
    isStacked ? barHeight + (isDense ? 5 : 8) : barHeight * Double(series.count) + 8
  }

  /// The count of the longest bar.
  private var largest: Int {
    isStacked
      ? classNames.indices.map { sum(of: $0) }.max() ?? 0 : series.flatMap(\.counts).max() ?? 0
  }

  private func sum(of classIndex: Int) -> Int { series.reduce(0) { $0 + $1.counts[classIndex] } }

  /// Returns the texts at the ends of a class's bars.
  private func endTexts(of classIndex: Int) -> [String] {
    let parts = series.map { grouped($0.counts[classIndex]) }
    guard isStacked else { return parts }
    let written = parts.joined(separator: " + ")
    let isShort = ChartText.width(written, fontSize: 12) <= Self.longestSum
    return [series.count == 2 && isShort ? written : grouped(sum(of: classIndex))]
  }

  private func row(_ classIndex: Int, top: Double, nameWidth: Double, _ scale: LinearScale) -> Markup {
    let middle = top + rowHeight / 2
    var row = ChartText.element(
      classNames[classIndex], x: nameWidth, y: middle + 4.5, anchor: .end, room: nameWidth + 0.01)
    let ends = endTexts(of: classIndex)
    var total = 0
    for (index, part) in series.enumerated() {
      let count = part.counts[classIndex]
      let from = scale(Double(isStacked ? total : 0))
      total += count
      let to = scale(Double(isStacked ? total : count))
      let y = isStacked ? middle - barHeight / 2 : top + 4 + barHeight * Double(index)
      if count > 0 {
        let tooltip = "\(classNames[classIndex]), \(part.name): \(counted(count, noun))"
        row += """
          <rect class='bar \(ChartStyle.seriesClass(index))' x='\(at: from)' y='\(at: y)' \
          width='\(at: to - from)' height='\(at: barHeight)'><title>\(tooltip)</title></rect>
          """
      }
      if !isStacked || index == series.count - 1 {
        row += ChartText.element(
          ends[isStacked ? 0 : index], x: to + 5, y: y + barHeight / 2 + 4.5, style: "value halo")
      }
    }
    return row
  }

  private var legend: [ChartLegend.Entry] {
    guard series.count > 1 else { return [] }
    return series.enumerated().map {
      ChartLegend.Entry(name: $0.element.name, sample: .bar(series: $0.offset))
    }
  }

  private var description: String {
    let totals = series.map { "\($0.name) \(counted($0.counts.reduce(0, +), noun))" }
    return "Bars for \(counted(classNames.count, "class", plural: "classes")); "
      + totals.joined(separator: ", ") + "."
  }
}
