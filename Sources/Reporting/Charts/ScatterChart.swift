internal import Wording

/// A scatter chart of images, in which similar images are near each other.
///
/// The axes of an embedding have no meaning and no ticks, but both have the same scale. Each class has a colour and a
/// shape, of which there are 64 combinations: 8 colours, 4 shapes, filled or hollow. Points carry the number of their
/// image in `data-image`, groups the index of their class in `data-label`, for a page's script.
public struct ScatterChart: Sendable {
  public struct Point: Hashable, Sendable {
    public let x: Double
    public let y: Double
    /// The index of the point's class.
    public let label: Int
    /// The number of the image in the gallery.
    public let example: Int

    public init(x: Double, y: Double, label: Int, example: Int) {
      self.x = x
      self.y = y
      self.label = label
      self.example = example
    }
  }

  private let title: String
  private let classNames: [String]
  /// The points of each class that can be drawn.
  private let pointsByClass: [[Point]]

  private static let padding = 8.0
  private static let greatestHeight = 480.0
  private static let leastHeight = 160.0

  /// - Parameter points: the points; points whose coordinates are not finite are left out.
  public init(title: String, classNames: [String], points: [Point]) {
    precondition(points.allSatisfy { classNames.indices.contains($0.label) }, "every point has a class")
    self.title = title
    self.classNames = classNames
    var pointsByClass = [[Point]](repeating: [], count: classNames.count)
    for point in points where point.x.isDrawable && point.y.isDrawable {
      pointsByClass[point.label].append(point)
    }
    self.pointsByClass = pointsByClass
  }

  /// The chart as SVG; empty if there are no points.
  public var svg: Markup {
    let points = pointsByClass.joined()
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
      let low = points.map(\.y).min(),
      let high = points.map(\.y).max()
    else { return .empty }

    let frame = ChartFrame(title: title, description: description)
    let top = frame.top + 2
    let room = (
      width: ChartFrame.width - 2 * Self.padding, height: Self.greatestHeight - 2 * Self.padding
    )
    // Both axes have the same scale; points that are all in one place are drawn in the middle.
    let scale = min(
      right > left ? room.width / (right - left) : .infinity,
      high > low ? room.height / (high - low) : .infinity)
    let unit = scale.isFinite ? scale : 0
    let height = max(Self.leastHeight, (high - low) * unit + 2 * Self.padding)
    let middle = (x: left + (right - left) / 2, y: low + (high - low) / 2)
    func place(_ point: Point) -> ScatterPlace {
      // There may be thousands of points, and a tenth of a unit is finer than a pixel.
      let x = ChartFrame.width / 2 + (point.x - middle.x) * unit
      let y = top + height / 2 - (point.y - middle.y) * unit
      return ScatterPlace(x: (x * 10).rounded() / 10, y: (y * 10).rounded() / 10)
    }
    let places = pointsByClass.map { $0.map(place) }
    let legend = ChartLegend(entries: legendEntries, width: ChartFrame.width)
    let labels = ScatterLabels(
      names: classNames, places: places, bounds: (top: top, bottom: top + height))
    let groups = classNames.indices.map { group($0, places: places[$0]) }
    return frame.svg(
      height: top + height + 10 + legend.height, style: "scatter",
      body: """
        <rect class='frame' x='.5' y='\(at: top)' \
        width='\(at: ChartFrame.width - 1)' height='\(at: height)'/>\
        <g class='points'>\(groups)</g>\(labels.markup)\(legend.markup(x: 0, y: top + height + 8))
        """)
  }

  private func shape(of label: Int) -> MarkerShape {
    MarkerShape.allCases[label / ChartStyle.dashes.count % MarkerShape.allCases.count]
  }

  private func isHollow(_ label: Int) -> Bool {
    label / ChartStyle.dashes.count / MarkerShape.allCases.count % 2 == 1
  }

  private var radius: Double { pointsByClass.joined().count > 1000 ? 2.5 : 3.5 }

  private func group(_ label: Int, places: [ScatterPlace]) -> Markup {
    guard !places.isEmpty else { return .empty }
    let shape = shape(of: label)
    let marks = zip(pointsByClass[label], places).map { point, place in
      shape.element(x: place.x, y: place.y, radius: radius, attributes: " data-image='\(point.example)'")
    }
    let style = ChartStyle.seriesClass(label) + (isHollow(label) ? " hollow" : "")
    return "<g class='\(style)' data-label='\(label)'><title>\(classNames[label])</title>\(marks)</g>"
  }

  private var legendEntries: [ChartLegend.Entry] {
    classNames.indices.filter { !pointsByClass[$0].isEmpty }.map { label in
      ChartLegend.Entry(
        name: classNames[label],
        sample: .point(series: label, shape: shape(of: label), isHollow: isHollow(label)))
    }
  }

  private var description: String {
    let count = pointsByClass.reduce(0) { $0 + $1.count }
    let classCount = pointsByClass.count { !$0.isEmpty }
    return "\(counted(count, "image")) of \(counted(classCount, "class", plural: "classes")) as points; "
      + "those that are alike are near each other."
  }
}
