internal import ImageCore
internal import Wording

/// A histogram of the levels 0 to 255 in bins, as shares of all pixels.
///
/// The dataset is drawn as bars, an optional reference as an outline over the bars.
public struct Histogram: Sendable {
  /// The level counts of one dataset.
  public struct Series: Hashable, Sendable {
    public let name: String
    /// The number of pixels of each level, 256 counts, none negative.
    public let levelCounts: [Int]

    public init(name: String, levelCounts: [Int]) {
      precondition(levelCounts.count == 256, "a pixel has one of 256 levels")
      precondition(levelCounts.allSatisfy { $0 >= 0 }, "counts are not negative")
      self.name = name
      self.levelCounts = levelCounts
    }

    fileprivate var pixelCount: Int { levelCounts.reduce(0, +) }
  }

  private let title: String
  private let series: [Series]
  private let binCount: Int
  private let leavesOutLevelZero: Bool

  private static let plotHeight = 200.0
  private static let scaleBarHeight = 10.0
  private static let greyCount = 32

  /// - Parameters:
  ///   - dataset: the dataset, drawn as bars.
  ///   - reference: the reference, drawn as an outline; ignored if it has no pixels.
  ///   - binCount: the number of bins, a power of two up to 256, so that all bins are equally wide.
  ///   - leavesOutLevelZero: whether level 0, the background, is left out, because it is most of many images and would
  ///     flatten the other bars. The subtitle then states its share. The shares remain shares of all pixels.
  public init(
    title: String, dataset: Series, reference: Series? = nil, binCount: Int = 32,
    leavesOutLevelZero: Bool = false
  ) {
    precondition(binCount > 0 && 256 % binCount == 0, "bins are equally wide")
    self.title = title
    self.series = [dataset] + [reference].compactMap { $0 }.filter { $0.pixelCount > 0 }
    self.binCount = binCount
    self.leavesOutLevelZero = leavesOutLevelZero
  }

  /// The chart as SVG; empty if the dataset has no pixels.
  public var svg: Markup {
    guard series[0].pixelCount > 0 else { return .empty }
    let shares = series.map { self.shares(of: $0) }
    let frame = ChartFrame(title: title, description: description, subtitle: subtitle, legend: legend)
    let ticks = RoundTicks(covering: 0...(shares.joined().max() ?? 0), atMost: 6)
    let top = frame.top + 30
    let area = PlotArea(
      left: PlotArea.marginWidth(of: ticks, format: .share), top: top, right: ChartFrame.width - 16,
      bottom: top + Self.plotHeight)
    let xScale = LinearScale(domain: 0...256, start: area.left, end: area.right)
    let yScale = LinearScale(domain: ticks.range, start: area.bottom, end: area.top)
    let levelTicks = RoundTicks(covering: 0...256, atMost: 7)
    let body: Markup = """
      \(area.verticalAxis(ticks, scale: yScale, format: .share, title: "share of all pixels"))\
      \(scaleBar(area, xScale))\
      \(area.moved(down: Self.scaleBarHeight + 2).horizontalAxis(levelTicks, scale: xScale, format: .count, title: "level", hasGrid: false))\
      \(bars(shares[0], area, xScale, yScale))\
      \(shares.count > 1 ? outline(shares[1], xScale, yScale) : .empty)\
      \(area.baseline)\(tooltips(shares, area, xScale))
      """
    return frame.svg(height: area.bottom + Self.scaleBarHeight + 2 + PlotArea.axisHeight, body: body)
  }

  /// Returns the greys of the levels, a piece for each bin, below the bars.
  private func scaleBar(_ area: PlotArea, _ xScale: LinearScale) -> Markup {
    let pieces = (0..<Self.greyCount).map { number -> Markup in
      let level = UInt8(number * 255 / (Self.greyCount - 1))
      let grey = Colour(red: level, green: level, blue: level).description
      let left = xScale(256 * Double(number) / Double(Self.greyCount))
      let right = xScale(256 * Double(number + 1) / Double(Self.greyCount))
      return """
        <rect fill='\(grey)' x='\(at: left)' y='\(at: area.bottom + 2)' width='\(at: right - left)' \
        height='\(at: Self.scaleBarHeight)'/>
        """
    }
    return """
      \(pieces)<rect class='frame' x='\(at: area.left)' y='\(at: area.bottom + 2)' \
      width='\(at: area.right - area.left)' height='\(at: Self.scaleBarHeight)'/>
      """
  }

  private var levelsPerBin: Int { 256 / binCount }

  private func firstLevel(of bin: Int) -> Int { max(bin * levelsPerBin, leavesOutLevelZero ? 1 : 0) }

  /// Returns the share of each bin among all pixels, 0...1.
  private func shares(of series: Series) -> [Double] {
    (0..<binCount).map { bin in
      let levels = firstLevel(of: bin)..<max(firstLevel(of: bin), (bin + 1) * levelsPerBin)
      return Double(series.levelCounts[levels].reduce(0, +)) / Double(series.pixelCount)
    }
  }

  private func bars(_ shares: [Double], _ area: PlotArea, _ xScale: LinearScale, _ yScale: LinearScale)
    -> Markup
  {
    let gap = binCount > 64 ? 0.0 : 1.0
    let bars = shares.enumerated().filter { $0.element > 0 }.map { bin, share in
      let left = coordinate(xScale(Double(bin * levelsPerBin)) + gap / 2)
      let bottom = coordinate(area.bottom)
      let width = coordinate(xScale(Double(levelsPerBin)) - xScale(0) - gap)
      return
        "M\(left) \(bottom)V\(coordinate(yScale(share)))h\(width)V\(bottom)z"
    }
    return "<g class='\(ChartStyle.seriesClass(0))'><path class='bar' d='\(bars.joined())'/></g>"
  }

  private func outline(_ shares: [Double], _ xScale: LinearScale, _ yScale: LinearScale) -> Markup {
    let steps = shares.enumerated().map { bin, share in
      "V\(coordinate(yScale(share)))H\(coordinate(xScale(Double((bin + 1) * levelsPerBin))))"
    }
    let start = "M\(coordinate(xScale(0))) \(coordinate(yScale(0)))"
    return
      """
      <g class='\(ChartStyle.seriesClass(1))'>\
      <path class='outline' d='\(start)\(steps.joined())V\(at: yScale(0))'/></g>
      """
  }

  /// Returns a transparent strip of full height over each bin, so that low bars have a tooltip area as well.
  private func tooltips(_ shares: [[Double]], _ area: PlotArea, _ xScale: LinearScale) -> Markup {
    Markup(
      (0..<binCount).filter { firstLevel(of: $0) < ($0 + 1) * levelsPerBin }.map { bin in
        let values = zip(series, shares).map { "\($0.name) \(percent($1[bin]))" }.joined(separator: ", ")
        let first = firstLevel(of: bin)
        let last = (bin + 1) * levelsPerBin - 1
        let levels = first == last ? "Level \(first)" : "Levels \(first) to \(last)"
        let left = xScale(Double(bin * levelsPerBin))
        return """
          <rect class='hit' x='\(at: left)' y='\(at: area.top)' \
          width='\(at: xScale(Double(levelsPerBin)) - area.left)' \
          height='\(at: area.bottom - area.top)'><title>\(levels): \(values)</title></rect>
          """
      })
  }

  private var subtitle: String {
    guard leavesOutLevelZero else { return "" }
    let shares = series.map {
      "\(percent(Double($0.levelCounts[0]) / Double($0.pixelCount))) of the pixels in \($0.name)"
    }
    return "Left out: level 0, " + shares.joined(separator: ", ") + "."
  }

  private var legend: [ChartLegend.Entry] {
    guard series.count > 1 else { return [] }
    return [
      ChartLegend.Entry(name: series[0].name, sample: .bar(series: 0)),
      ChartLegend.Entry(name: series[1].name, sample: .outline(series: 1)),
    ]
  }

  private var description: String {
    "Histogram of pixel levels in \(counted(binCount, "bin")): "
      + series.map { "\($0.name), \(grouped($0.pixelCount)) pixels" }.joined(separator: "; ")
      + ". \(subtitle)"
  }
}
