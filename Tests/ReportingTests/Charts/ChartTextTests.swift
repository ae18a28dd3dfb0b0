import Reporting
import Testing

@Suite("Text and places in charts")
struct ChartTextTests {
  @Test("a text that fits stays, one that does not ends in an ellipsis and fits", arguments: [30.0, 60, 110])
  func fitted(width: Double) {
    for name in ["Bag", "T-shirt/top", "a very long name of a class", "MMMMMMMMMMMMMMMM", "靴とサンダルとブーツとバッグ"] {
      let shown = ChartText.fitted(name, into: width)
      #expect(ChartText.width(shown) <= width)
      #expect(shown == name ? true : shown.hasSuffix("…") && ChartText.width(name) > width)
    }
  }

  @Test("lines hold all words and none is too wide")
  func lines() {
    let text = "Left out: level 0, 51.1% of the pixels in dataset, 49.7% of the pixels in the reference."
    let lines = ChartText.lines(text, width: 200)
    #expect(lines.joined(separator: " ") == text)
    #expect(lines.count > 1)
    for line in lines { #expect(ChartText.width(line) <= 200) }
    #expect(ChartText.lines("", width: 200).isEmpty)
  }

  @Test(
    "places have at most two decimals and no needless digits",
    arguments: [(0.0, "0"), (-0.001, "0"), (12.5, "12.5"), (100, "100"), (1.0 / 3, "0.33"), (-7.899, "-7.9")])
  func coordinates(value: Double, text: String) { #expect(coordinate(value) == text) }

  @Test(
    "counts in narrow cells take four characters",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1.0k"), (1249, "1.2k"), (9949, "9.9k"), (9951, "10k"),
      (54_000, "54k"),
      (999_400, "999k"), (999_600, "1.0M"), (10_000_000, "10M"),
    ])
  func roundedCounts(count: Int, text: String) { #expect(ConfusionChart.rounded(count) == text) }

  @Test("labels are moved apart, keep their order and stay within bounds")
  func spread() {
    for wanted in [[10.0, 11, 12], [0, 0, 0, 0], [95, 99, 100], [1, 50, 99], [50]] {
      let places = LabelSpread.spread(wanted, gap: 15, within: 0...100)
      #expect(places.count == wanted.count)
      #expect(places.allSatisfy { (-1e-9...100 + 1e-9).contains($0) })
      for (left, right) in zip(places, places.dropFirst()) { #expect(right - left >= 15 - 1e-9) }
    }
    #expect(LabelSpread.spread([1, 50, 99], gap: 15, within: 0...100) == [1, 50, 99])
    #expect(LabelSpread.spread([5, 5, 5], gap: 15, within: 0...10) == [0, 5, 10])
  }
}
