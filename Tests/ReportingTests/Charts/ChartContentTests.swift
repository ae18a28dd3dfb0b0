import Reporting
import Testing

@Suite("What charts show")
struct ChartContentTests {
  private let names = ["T-shirt/top", "Trouser", "Shirt"]

  @Test("bars are as long as counts are large, stacked ones stand behind each other")
  func bars() throws {
    let chart = BarChart(
      title: "Images", classNames: names,
      series: [.init(name: "train", counts: [6000, 3000, 0]), .init(name: "test", counts: [1000, 500, 1])])
    let drawing = try #require(Drawing(chart.svg))
    let bars = drawing.elements("rect", style: "bar").filter { !$0.tooltip.isEmpty }
    #expect(
      bars.map(\.tooltip) == [
        "T-shirt/top, train: 6,000 images", "T-shirt/top, test: 1,000 images", "Trouser, train: 3,000 images",
        "Trouser, test: 500 images", "Shirt, test: 1 image",
      ])
    #expect(abs(bars[0].number("width") - 2 * bars[2].number("width")) < 0.02)
    #expect(abs(bars[0].number("x") + bars[0].number("width") - bars[1].number("x")) < 0.02)
    for text in ["6,000 + 1,000", "3,000 + 500", "0 + 1", "train", "test"] {
      #expect(drawing.texts.contains(text))
    }
  }

  @Test("grouped bars begin at the same place, below each other")
  func groupedBars() throws {
    let chart = BarChart(
      title: "Images", classNames: ["a"],
      series: [.init(name: "train", counts: [600]), .init(name: "test", counts: [100])],
      arrangement: .grouped)
    let bars = try #require(Drawing(chart.svg)).elements("rect", style: "bar").filter { !$0.tooltip.isEmpty }
    #expect(bars[0].number("x") == bars[1].number("x"))
    #expect(bars[0].number("y") + bars[0].number("height") <= bars[1].number("y"))
  }

  @Test("a long name is cut off and stands whole in its tooltip")
  func longNames() throws {
    let name = "a name of a class that is too long for any chart"
    let chart = BarChart(title: "Images", classNames: [name], series: [.init(name: "train", counts: [1])])
    let drawing = try #require(Drawing(chart.svg))
    let label = try #require(drawing.elements.first { $0.name == "text" && $0.tooltip == name })
    #expect(label.text.hasSuffix("…") && name.hasPrefix(label.text.dropLast()))
  }

  @Test("a bin's share is that of all pixels, and the share of the level left out is said")
  func histogram() throws {
    var counts = [Int](repeating: 0, count: 256)
    counts[0] = 50
    counts[7] = 30
    counts[8] = 20
    let dataset = Histogram.Series(name: "dataset", levelCounts: counts)
    let without = try #require(
      Drawing(Histogram(title: "Levels", dataset: dataset, leavesOutLevelZero: true).svg))
    #expect(without.tooltips.count == 32)
    #expect(without.tooltips.prefix(2) == ["Levels 1 to 7: dataset 30.0%", "Levels 8 to 15: dataset 20.0%"])
    #expect(without.texts.contains("Left out: level 0, 50.0% of the pixels in dataset."))
    let with = try #require(Drawing(Histogram(title: "Levels", dataset: dataset, binCount: 16).svg))
    #expect(with.tooltips.first == "Levels 0 to 15: dataset 100.0%")
  }

  @Test("a curve breaks where a value is not finite, and the chart says how many are left out")
  func lines() throws {
    let values: [Double] = [2.3, 1.2, .nan, 0.6, 0.5]
    let chart = LineChart(
      title: "Loss", valueTitle: "loss", format: .number,
      series: [
        .init(
          name: "train", points: values.enumerated().map { .init(epoch: $0.offset + 1, value: $0.element) })
      ])
    let drawing = try #require(Drawing(chart.svg))
    let path = try #require(drawing.elements("path", style: "line").first?.attributes["d"])
    #expect(path.count { $0 == "M" } == 2 && path.count { $0 == "L" } == 2)
    #expect(drawing.texts.contains("1 value is not finite and left out."))
    #expect(
      drawing.tooltips == [
        "train, epoch 1: 2.3000", "train, epoch 2: 1.2000", "train, epoch 4: 0.6000",
        "train, epoch 5: 0.5000",
      ])
  }

  @Test("series differ in their markers and reference lines are named with their values")
  func series() throws {
    let chart = LineChart(
      title: "Accuracy", valueTitle: "accuracy", format: .share,
      series: [
        .init(name: "train", points: [.init(epoch: 1, value: 0.9)]),
        .init(name: "validation", points: [.init(epoch: 1, value: 0.88)]),
      ], references: [.init(name: "softmax", value: 0.845), .init(name: "5-NN", value: 0.855)])
    let drawing = try #require(Drawing(chart.svg))
    for text in ["train", "validation", "softmax 84.5%", "5-NN 85.5%"] {
      #expect(drawing.texts.contains(text))
    }
    #expect(drawing.elements("circle", style: "marker").allSatisfy { $0.styles.contains("series-1") })
    #expect(drawing.elements("path", style: "marker").allSatisfy { $0.styles.contains("series-2") })
    #expect(drawing.elements("path", style: "reference").count == 2)
  }

  @Test("a cell's shade is the square root of its share and its tooltip says what was taken for what")
  func confusions() throws {
    let chart = ConfusionChart(
      title: "Confusions", classNames: names, counts: [[1000, 0, 0], [0, 0, 0], [112, 76, 812]])
    let drawing = try #require(Drawing(chart.svg))
    let cells = drawing.elements("rect", style: "cell").filter { !$0.tooltip.isEmpty }
    #expect(
      cells.map(\.tooltip) == [
        "T-shirt/top recognised: 1,000 of 1,000 (100.0%)",
        "Shirt taken for T-shirt/top: 112 of 1,000 (11.2%)",
        "Shirt taken for Trouser: 76 of 1,000 (7.6%)", "Shirt recognised: 812 of 1,000 (81.2%)",
      ])
    #expect(cells.map { $0.attributes["fill-opacity"] } == ["1", "0.33", "0.28", "0.9"])
    #expect(cells.map { $0.styles.contains("right") } == [true, false, false, true])
    // Rows are given labels: the confusion of the last class is in the last row and the first column.
    #expect(cells[1].number("x") == cells[0].number("x") && cells[1].number("y") > cells[0].number("y"))
    #expect(drawing.elements("text", style: "cell-count").map(\.text) == ["1,000", "112", "76", "812"])
  }

  @Test(
    "the names of columns, leaning or upright, end within the picture", arguments: [2, 10, 15, 19, 20, 62])
  func headings(classCount: Int) throws {
    let names = (0..<classCount).map { "the name of class number \($0)" }
    let counts = names.map { _ in names.map { _ in 1 } }
    let drawing = try #require(
      Drawing(ConfusionChart(title: "Confusions", classNames: names, counts: counts).svg))
    let headings = drawing.elements.indices.filter { drawing.elements[$0].attributes["transform"] != nil }
    #expect(!headings.isEmpty)
    for index in headings {
      let transform = drawing.elements[index].attributes["transform"] ?? ""
      let numbers = transform.split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
      try #require(numbers.count == 3)
      let length = ChartText.width(drawing.elements[index + 1].text, fontSize: 12)
      #expect(numbers[0] + (numbers[2] == -45 ? length * 0.5.squareRoot() : 0) <= drawing.size.width)
      #expect(numbers[1] - (numbers[2] == -45 ? length * 0.5.squareRoot() : length) >= 0)
    }
  }

  @Test("cells of more than 15 classes have no numbers")
  func manyConfusions() throws {
    let counts = (0..<16).map { given in (0..<16).map { given == $0 ? 5 : 0 } }
    let chart = ConfusionChart(title: "Confusions", classNames: (0..<16).map { "c\($0)" }, counts: counts)
    #expect(try #require(Drawing(chart.svg)).elements("text", style: "cell-count").isEmpty)
  }

  @Test("a whisker reaches from bound to bound with the dot between, and a missing value is said")
  func intervals() throws {
    let chart = IntervalChart(
      title: "Accuracy", valueTitle: "accuracy",
      rows: [
        .init(name: "the CNN", value: 0.931, lower: 0.926, upper: 0.936, isHighlighted: true),
        .init(name: "majority", value: 0.1), .init(name: "Bag", value: .nan),
      ])
    let drawing = try #require(Drawing(chart.svg))
    #expect(drawing.tooltips == ["the CNN: 93.1% (92.6% to 93.6%)", "majority: 10.0%"])
    #expect(drawing.elements("path", style: "whisker").count == 1)
    #expect(drawing.texts.contains("no value"))
    #expect(drawing.elements("circle", style: "marker").allSatisfy { $0.styles.contains("series-1") })
  }

  @Test("the label's bar is good, a prediction that differs is bad, others are neither")
  func probabilities() throws {
    let wrong = try #require(
      Drawing(ProbabilityBars(classNames: names, probabilities: [0.6, 0.1, 0.3], given: 2).svg))
    #expect(wrong.tooltips == ["T-shirt/top 60.0%", "Trouser 10.0%", "Shirt 30.0%"])
    let bars = wrong.elements.filter { $0.name == "path" }
    #expect(bars.map { $0.attributes["class"] } == ["bad", nil, "good"])
    #expect(bars[0].attributes["d"] == "M1 40V16h38V40z")
    #expect(wrong.root.attributes["aria-label"] == "predicted T-shirt/top 60.0%, given Shirt 30.0%")
    let unlabelled = try #require(
      Drawing(ProbabilityBars(classNames: names, probabilities: [0.6, 0.1, 0.3], given: nil).svg))
    #expect(unlabelled.elements.filter { $0.name == "path" }.allSatisfy { $0.attributes["class"] == nil })
  }

  @Test(
    "probabilities that are not finite or out of range are drawn within bounds, tiny ones not at all"
  )
  func oddProbabilities() throws {
    let odd = ProbabilityBars(classNames: names, probabilities: [.nan, 7, 0.001], given: 0)
    let drawing = try #require(Drawing(odd.svg))
    #expect(drawing.tooltips == ["Trouser 100.0%"])
    #expect(odd.svg.text.utf8.count < 300)
    #expect(ProbabilityBars(classNames: [], probabilities: [], given: nil).svg == .empty)
    let none = ProbabilityBars(classNames: names, probabilities: [.nan, .nan, .nan], given: nil)
    #expect(try #require(Drawing(none.svg)).root.attributes["aria-label"] == "no probabilities")
  }
}
