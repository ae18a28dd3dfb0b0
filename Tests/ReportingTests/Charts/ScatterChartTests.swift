import Reporting
import Testing

@Suite("Scatter chart")
struct ScatterChartTests {
  private func chart(classCount: Int, _ points: [ScatterChart.Point]) throws -> Drawing {
    let names = (0..<classCount).map { "class \($0)" }
    return try #require(Drawing(ScatterChart(title: "Images", classNames: names, points: points).svg))
  }

  /// Returns the appearance of each group of points: its classes and the form of its marks.
  private func appearances(_ drawing: Drawing) -> [String] {
    let indices = drawing.elements.indices.filter { drawing.elements[$0].attributes["data-label"] != nil }
    return indices.compactMap { index in
      let mark = drawing.elements[index...].first { $0.attributes["data-image"] != nil }
      let form = mark.map { $0.name + ($0.attributes["d"] ?? "").filter { $0.isLetter } } ?? "nothing"
      return "\(drawing.elements[index].attributes["class"] ?? "") \(form) \(sides(of: mark))"
    }
  }

  /// Returns the directions of a path from its first corner: right first for a square, down first for others.
  private func sides(of mark: Drawing.Element?) -> String {
    (mark?.attributes["d"] ?? "").split(separator: " ").dropFirst().map { $0.filter { $0.isLetter } }.joined()
  }

  @Test("points carry their image, groups their class")
  func data() throws {
    let drawing = try chart(
      classCount: 3,
      [
        .init(x: 0, y: 0, label: 0, example: 17), .init(x: 4, y: 3, label: 2, example: 4),
        .init(x: 1, y: 1, label: 0, example: 5),
      ])
    let examples = drawing.elements.filter { $0.attributes["data-image"] != nil }
    #expect(examples.map { $0.attributes["data-image"] } == ["17", "5", "4"])
    let groups = drawing.elements.filter { $0.attributes["data-label"] != nil }
    #expect(groups.map { $0.attributes["data-label"] } == ["0", "2"])
    #expect(groups.map { $0.attributes["class"] } == ["series-1", "series-3"])
    #expect(groups.map(\.tooltip) == ["class 0", "class 2"])
  }

  @Test("both axes have one scale, y upwards")
  func scale() throws {
    let drawing = try chart(
      classCount: 1, [.init(x: 0, y: 0, label: 0, example: 0), .init(x: 40, y: 30, label: 0, example: 1)])
    let circles = drawing.elements.filter { $0.attributes["data-image"] != nil }
    let width = circles[1].number("cx") - circles[0].number("cx")
    let height = circles[0].number("cy") - circles[1].number("cy")
    #expect(width > 100)
    #expect(abs(width / height - 4.0 / 3) < 0.01)
  }

  @Test("64 classes differ in colour, shape or filling")
  func shapes() throws {
    let points = (0..<64).map {
      ScatterChart.Point(x: Double($0 % 8), y: Double($0 / 8), label: $0, example: $0)
    }
    let seen = appearances(try chart(classCount: 64, points))
    #expect(seen.count == 64)
    #expect(Set(seen).count == 64)
    for label in 0..<56 { #expect(seen[label].dropFirst(8) != seen[label + 8].dropFirst(8)) }
  }

  @Test("every class with points is in the legend, and the largest is named among its points")
  func names() throws {
    let points = (0..<100).map {
      ScatterChart.Point(x: Double($0), y: 0, label: $0 < 10 ? 0 : 2, example: $0)
    }
    let texts = try chart(classCount: 3, points).texts
    #expect(texts.count { $0 == "class 2" } == 2)
    #expect(texts.contains("class 0") && !texts.contains("class 1"))
  }

  @Test("3,000 points take less than 200 kilobytes")
  func size() throws {
    let points = (0..<3000).map {
      ScatterChart.Point(x: Double($0 * 37 % 1009), y: Double($0 * 53 % 997), label: $0 % 10, example: $0)
    }
    let names = (0..<10).map { "class \($0)" }
    #expect(ScatterChart(title: "Images", classNames: names, points: points).svg.text.utf8.count < 200_000)
  }
}
