/// The position of a point in the drawing.
struct ScatterPlace {
  let x: Double
  let y: Double
}

/// The names of the classes among their points: each at the median of its class, or just above or below where that
/// place is taken. A name that does not fit is left out; the legend contains it.
struct ScatterLabels {
  let markup: Markup

  private static let height = 15.0
  private static let longestName = 110.0

  /// - Parameters:
  ///   - names: the names of the classes.
  ///   - places: the points of each class.
  ///   - bounds: the upper and lower edge of the plot.
  init(names: [String], places: [[ScatterPlace]], bounds: (top: Double, bottom: Double)) {
    // The largest classes are placed first.
    let order = names.indices.filter { !places[$0].isEmpty }
      .sorted { (places[$1].count, $0) < (places[$0].count, $1) }
    var taken: [Box] = []
    var markup = Markup.empty
    for label in order {
      let name = names[label]
      let width = min(Self.longestName, ChartText.width(name)) + 4
      let x = Self.median(places[label].map(\.x))
      let y = Self.median(places[label].map(\.y))
      let left = min(ChartFrame.width - width - 2, max(2, x - width / 2))
      let candidates = [0.0, -1, 1, -2, 2].map { shift in
        let middle = min(bounds.bottom - Self.height, max(bounds.top + Self.height, y + shift * Self.height))
        return Box(
          left: left, right: left + width, top: middle - Self.height / 2, bottom: middle + Self.height / 2)
      }
      guard let box = candidates.first(where: { box in !taken.contains { $0.overlaps(box) } }) else {
        continue
      }
      taken.append(box)
      markup += ChartText.element(
        name, x: left + width / 2, y: box.bottom - 3, anchor: .middle, style: "halo", room: Self.longestName)
    }
    self.markup = markup
  }

  private struct Box {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let upper = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2
  }
}
