import Reporting
import Testing

/// Tests of properties that every chart has.
@Suite("Layout of all charts")
struct ChartLayoutTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let svg: Markup
    var mayBeEmpty = false
  }

  private static func names(_ count: Int) -> [String] { (0..<count).map { "class \($0)" } }

  private static let longNames = (0..<12).map {
    "a class <\($0)> with a name that is \"much\" too long & more"
  }

  private static func bars(_ names: [String], _ counts: [Int], _ arrangement: BarChart.Arrangement) -> Markup
  {
    BarChart(
      title: "Images of each class", classNames: names,
      series: [
        BarChart.Series(name: "train", counts: counts),
        BarChart.Series(name: "test", counts: counts.map { $0 / 6 }),
      ], arrangement: arrangement
    ).svg
  }

  private static let barCases = [
    Case(testDescription: "bars: 10 classes", svg: bars(names(10), (0..<10).map { 600 * $0 }, .stacked)),
    Case(testDescription: "bars: 256 classes", svg: bars(names(256), (0..<256).map { $0 }, .stacked)),
    Case(testDescription: "bars: grouped", svg: bars(names(62), (0..<62).map { $0 * $0 }, .grouped)),
    Case(
      testDescription: "bars: long names, large counts",
      svg: bars(longNames, (0..<12).map { 10_000_000 - $0 }, .stacked)),
    Case(testDescription: "bars: one class without images", svg: bars(["only"], [0], .stacked)),
    Case(testDescription: "bars: no classes", svg: bars([], [], .grouped), mayBeEmpty: true),
  ]

  private static func histogram(_ counts: [Int], _ reference: [Int]?, binCount: Int = 32) -> Markup {
    Histogram(
      title: "Levels", dataset: Histogram.Series(name: "dataset", levelCounts: counts),
      reference: reference.map { Histogram.Series(name: "Fashion-MNIST", levelCounts: $0) },
      binCount: binCount,
      leavesOutLevelZero: true
    ).svg
  }

  private static let none = [Int](repeating: 0, count: 256)
  private static let ramp = (0..<256).map { $0 * 40_000 }
  private static let onlyZero = [7] + [Int](repeating: 0, count: 255)

  private static let histogramCases = [
    Case(testDescription: "histogram", svg: histogram(ramp, ramp.reversed())),
    Case(testDescription: "histogram: a bin for each level", svg: histogram(ramp, nil, binCount: 256)),
    Case(testDescription: "histogram: one bin", svg: histogram(ramp, ramp, binCount: 1)),
    Case(testDescription: "histogram: only the level left out", svg: histogram(onlyZero, none)),
    Case(testDescription: "histogram: no pixels", svg: histogram(none, ramp), mayBeEmpty: true),
  ]

  private static func lines(
    _ values: [[Double]], _ references: [Double] = [], _ format: ValueFormat = .number
  ) -> Markup {
    LineChart(
      title: "Training", valueTitle: "loss", format: format,
      series: values.enumerated().map { index, values in
        LineChart.Series(
          name: "series \(index)",
          points: values.enumerated().map { LineChart.Point(epoch: $0.offset + 1, value: $0.element) })
      }, references: references.map { LineChart.ReferenceLine(name: "a baseline", value: $0) }
    ).svg
  }

  private static let lineCases = [
    Case(testDescription: "lines", svg: lines([[2.3, 1, 0.5], [2.2, 1.1, 0.7]])),
    Case(
      testDescription: "lines: close references",
      svg: lines([[0.8, 0.9]], [0.845, 0.846, 0.847, 0.1, .nan], .share)),
    Case(testDescription: "lines: a thousand epochs", svg: lines([(0..<1000).map { 1 / Double($0 + 1) }])),
    Case(testDescription: "lines: one point", svg: lines([[0.3]])),
    Case(testDescription: "lines: all equal", svg: lines([[1, 1, 1]], [1], .share)),
    Case(testDescription: "lines: all zero", svg: lines([[0, 0]])),
    Case(
      testDescription: "lines: diverged",
      svg: lines([[2.3, 1e30, .infinity, .nan, 3, .greatestFiniteMagnitude]])),
    Case(testDescription: "lines: tiny", svg: lines([[1e-300, 1e-12, -.leastNonzeroMagnitude]])),
    Case(testDescription: "lines: nothing finite", svg: lines([[.nan, .infinity]]), mayBeEmpty: true),
    Case(testDescription: "lines: no points", svg: lines([[], []], [0.5]), mayBeEmpty: true),
    Case(testDescription: "lines: no series", svg: lines([]), mayBeEmpty: true),
  ]

  private static func confusions(_ names: [String], _ count: (Int, Int) -> Int) -> Markup {
    let counts = names.indices.map { given in names.indices.map { count(given, $0) } }
    return ConfusionChart(title: "Confusions", classNames: names, counts: counts).svg
  }

  private static let confusionCases =
    [1, 2, 10, 15, 16, 26, 62, 256].map { count in
      Case(
        testDescription: "confusions: \(count) classes",
        svg: confusions(names(count)) { $0 == $1 ? 900 : ($0 * 7 + $1) % 41 == 0 ? 100_000 : 0 })
    } + [
      Case(testDescription: "confusions: long names", svg: confusions(longNames) { $0 * $1 * 1_000_000 }),
      Case(testDescription: "confusions: no images", svg: confusions(names(3)) { _, _ in 0 }),
      Case(testDescription: "confusions: no classes", svg: confusions([]) { _, _ in 0 }, mayBeEmpty: true),
    ]

  private static func intervals(_ rows: [IntervalChart.Row]) -> Markup {
    IntervalChart(title: "Accuracy", valueTitle: "accuracy", rows: rows).svg
  }

  private static let intervalCases = [
    Case(
      testDescription: "intervals: 256 rows",
      svg: intervals(
        (0..<256).map { IntervalChart.Row(name: "class \($0)", value: Double($0) / 256, lower: 0, upper: 1) })
    ),
    Case(
      testDescription: "intervals: long names, missing values",
      svg: intervals(
        longNames.map { IntervalChart.Row(name: $0, value: .nan) } + [
          IntervalChart.Row(name: "one", value: 1)
        ])),
    Case(testDescription: "intervals: one, zero", svg: intervals([IntervalChart.Row(name: "a", value: 0)])),
    Case(
      testDescription: "intervals: bounds the wrong way round and infinite",
      svg: intervals([
        IntervalChart.Row(name: "a", value: 0.5, lower: 0.6, upper: 0.4),
        IntervalChart.Row(name: "b", value: 0.5, lower: -.infinity, upper: .infinity),
      ])),
    Case(testDescription: "intervals: no rows", svg: intervals([]), mayBeEmpty: true),
  ]

  private static func scatter(_ names: [String], _ places: [(x: Double, y: Double)]) -> Markup {
    ScatterChart(
      title: "Images", classNames: names,
      points: places.enumerated().map {
        ScatterChart.Point(
          x: $0.element.x, y: $0.element.y, label: $0.offset % names.count, example: $0.offset)
      }
    ).svg
  }

  private static let scatterCases = [
    Case(
      testDescription: "points: 62 classes",
      svg: scatter(names(62), (0..<620).map { (Double($0 * 37 % 101), Double($0 * 53 % 97)) })),
    Case(
      testDescription: "points: 256 classes with one median",
      svg: scatter(names(256), (0..<512).map { (Double($0 < 256 ? 1 : -1), Double($0 < 256 ? 1 : -1)) })),
    Case(testDescription: "points: long names", svg: scatter(longNames, (0..<60).map { (Double($0), 0) })),
    Case(testDescription: "points: one", svg: scatter(["a"], [(3, 4)])),
    Case(testDescription: "points: all in one place", svg: scatter(["a", "b"], [(3, 4), (3, 4), (3, 4)])),
    Case(
      testDescription: "points: a hair apart", svg: scatter(["a"], [(0, 0), (.leastNonzeroMagnitude, 0)])),
    Case(
      testDescription: "points: not finite", svg: scatter(["a"], [(0, 0), (.nan, 1), (1, .infinity), (9, 9)])),
    Case(testDescription: "points: none finite", svg: scatter(["a"], [(.nan, 0)]), mayBeEmpty: true),
  ]

  private static func scores(_ names: [String], _ value: (Int) -> Double?) -> Markup {
    ScoreChart(
      title: "Scores", subtitle: "216 test images",
      rows: names.enumerated().map { number, name in
        ScoreChart.Row(
          name: name, precision: value(number), recall: value(number + 1), f1: value(number + 2),
          interval: value(number + 1).map { max(0, $0 - 0.1)...min(1, $0 + 0.1) })
      }
    ).svg
  }

  private static func reliability(_ count: Int) -> Markup {
    ReliabilityChart(
      title: "Are the probabilities true?", subtitle: "216 test images.",
      points: (0..<count).map { number in
        let share = (Double(number) + 0.5) / Double(count)
        return ReliabilityChart.Point(
          probability: share, share: share, interval: max(0, share - 0.2)...min(1, share + 0.2), count: 20)
      }
    ).svg
  }

  private static let scoreCases = [
    Case(testDescription: "scores", svg: scores(names(10)) { Double($0) / 12 }),
    Case(testDescription: "scores: long names, all right", svg: scores(longNames) { _ in 1 }),
    Case(testDescription: "scores: one undefined", svg: scores(names(62)) { $0 == 3 ? nil : 0.93 }),
    Case(testDescription: "scores: none defined", svg: scores(names(3)) { _ in nil }, mayBeEmpty: true),
    Case(testDescription: "reliability", svg: reliability(10)),
    Case(testDescription: "reliability: one point", svg: reliability(1)),
    Case(testDescription: "reliability: no points", svg: reliability(0), mayBeEmpty: true),
  ]

  static let cases =
    barCases + histogramCases + lineCases + confusionCases + intervalCases + scatterCases + scoreCases

  @Test("only a chart that has nothing to show is empty", arguments: cases)
  func emptiness(of chart: Case) {
    #expect((chart.svg == .empty) == chart.mayBeEmpty)
  }

  @Test(
    "is a well-formed picture with a description, as wide as its place",
    arguments: cases.filter { !$0.mayBeEmpty })
  func root(of chart: Case) throws {
    let drawing = try #require(Drawing(chart.svg))
    #expect(drawing.root.name == "svg")
    #expect(drawing.root.styles.contains("chart"))
    #expect(drawing.root.attributes["role"] == "img")
    #expect(drawing.root.attributes["width"] == nil)
    #expect(drawing.root.attributes["preserveAspectRatio"] == "xMidYMid meet")
    #expect(
      drawing.root.attributes["aria-label"]?.hasSuffix(".") == true
        || drawing.root.attributes["aria-label"]?.hasSuffix(". ") == true)
    // Only a matrix of many classes is wider.
    #expect(drawing.size.width == 520 || drawing.root.styles.contains("wide"))
    #expect(drawing.size.height > 40)
  }

  @Test(
    "no place is infinite, not a number or written with more than two decimals",
    arguments: cases.filter { !$0.mayBeEmpty })
  func numbers(of chart: Case) throws {
    let drawing = try #require(Drawing(chart.svg))
    let geometric: Set = [
      "x", "y", "width", "height", "cx", "cy", "r", "d", "viewBox", "transform", "fill-opacity", "font-size",
    ]
    for element in drawing.elements {
      for (name, value) in element.attributes where geometric.contains(name) {
        #expect(!value.contains("n") || name == "transform", "\(value)")
        #expect(!value.contains("inf") && !value.contains("e+"), "\(value)")
        for fraction in value.split(separator: ".", omittingEmptySubsequences: false).dropFirst() {
          #expect(fraction.prefix { $0.isNumber }.count <= 2, "\(value)")
        }
      }
    }
    for text in drawing.texts + drawing.tooltips + [drawing.root.attributes["aria-label"] ?? ""] {
      #expect(text.wholeMatch(of: /.*\b(nan|inf)\b.*/) == nil, "\(text)")
    }
  }

  @Test("texts are within the picture and do not overlap", arguments: cases.filter { !$0.mayBeEmpty })
  func texts(of chart: Case) throws {
    let drawing = try #require(Drawing(chart.svg))
    let boxes = drawing.textBoxes
    #expect(!boxes.isEmpty)
    for (index, box) in boxes.enumerated() {
      #expect(box.left >= -0.1 && box.right <= drawing.size.width + 0.1, "\(box)")
      #expect(box.top >= -0.1 && box.bottom <= drawing.size.height + 0.1, "\(box)")
      for other in boxes[..<index] where box.overlaps(other) { Issue.record("\(box) overlaps \(other)") }
    }
  }

  @Test("bars, cells and points are within the picture", arguments: cases.filter { !$0.mayBeEmpty })
  func marks(of chart: Case) throws {
    let drawing = try #require(Drawing(chart.svg))
    for element in drawing.elements {
      switch element.name {
      case "rect":
        #expect(element.number("x") >= 0 && element.number("width") >= 0 && element.number("height") > 0)
        #expect(element.number("x") + element.number("width") <= drawing.size.width + 0.02)
        #expect(element.number("y") + element.number("height") <= drawing.size.height + 0.02)
      case "circle":
        #expect((0...drawing.size.width).contains(element.number("cx")))
        #expect((0...drawing.size.height).contains(element.number("cy")))
      default: break
      }
    }
  }
}
