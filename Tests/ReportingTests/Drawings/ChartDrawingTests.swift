import Foundation
import ImageCore
import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Tests of charts as drawings and pictures of their own.
struct ChartDrawingTests {
  private static func colour(_ text: String) throws -> Colour { try #require(Colour(text)) }

  /// The pixels of a picture, row by row.
  private static func pixels(_ image: Image) -> [[Colour]] {
    let bytes = image.eightBitSamples
    return (0..<image.height).map { y in
      (0..<image.width).map { x in
        let start = (y * image.width + x) * 3
        return Colour(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2])
      }
    }
  }

  private static func pixels(_ svg: Markup, _ pictures: [Image] = [], palette: ChartPalette = .light)
    -> [[Colour]]
  {
    pixels(ChartDrawing([svg], pictures: pictures, palette: palette).image(scale: 2))
  }

  /// Every element, class and property of every chart has to be known to drawings, or drawing ends the program.
  @Test(arguments: ChartLayoutTests.cases.filter { !$0.mayBeEmpty })
  func everyChartIsDrawn(_ chart: ChartLayoutTests.Case) throws {
    for palette in [ChartPalette.light, .dark] {
      let drawing = ChartDrawing([chart.svg], palette: palette)
      let text = try drawing.svg()
      #expect(XMLParser(data: Data(text.utf8)).parse())
      #expect(!text.contains("var(") && !text.contains("currentColor"))
    }
    let image = ChartDrawing([chart.svg], palette: .light).image(scale: 1)
    #expect(Set(Self.pixels(image).joined()).count > 2)
  }

  @Test func textsOfTheDrawingAreThoseOfTheChart() throws {
    let chart = BarChart(
      title: "A & B", classNames: ["<Shirt> 'new'"], series: [.init(name: "train", counts: [1234])])
    let text = try ChartDrawing([chart.svg], palette: .light).svg()
    for words in [">A &amp; B<", ">&lt;Shirt&gt; &#39;new&#39;<", ">1,234<"] { #expect(text.contains(words)) }
  }

  @Test func barsAreAsLongAsTheirCounts() throws {
    let chart = BarChart(
      title: "", classNames: ["a", "b", "c"], series: [.init(name: "train", counts: [100, 50, 25])])
    let bar = try Self.colour(ChartPalette.light.series[0])
    let lengths = Self.pixels(chart.svg).map { row in row.count { $0 == bar } }.filter { $0 > 20 }
    let found = Set(lengths).sorted(by: >)
    #expect(found.count == 3)
    #expect(abs(found[0] - 2 * found[1]) <= 2 && abs(found[0] - 4 * found[2]) <= 4, "\(found)")
  }

  @Test(arguments: [ChartPalette.light, .dark])
  func cellsHaveTheColourOfTheirShare(_ palette: ChartPalette) throws {
    // Of 100 images of class 3, 25 are taken for class 7: half the opacity.
    var counts = (0..<20).map { given in (0..<20).map { given == $0 ? 100 : 0 } }
    counts[3][3] = 75
    counts[3][7] = 25
    let chart = ConfusionChart(title: "", classNames: (0..<20).map { "class \($0)" }, counts: counts)
    let background = try Self.colour(palette.background)
    let wrong = try Self.colour(palette.wrongCell)
    func mixed(_ over: UInt8, _ under: UInt8) -> UInt8 {
      UInt8((Double(under) + (Double(over) - Double(under)) * 0.5).rounded())
    }
    let expected = Colour(
      red: mixed(wrong.red, background.red), green: mixed(wrong.green, background.green),
      blue: mixed(wrong.blue, background.blue))
    let rows = Self.pixels(chart.svg, palette: palette)
    #expect(rows[0][0] == background)
    let side = rows.map { row in row.count { $0 == expected } }.filter { $0 > 0 }
    // One cell of 20 beside names of about 60 units has about 22 units, 44 pixels.
    #expect(side.count > 30 && side.count < 50, "\(side)")
    #expect(Set(side).count == 1 && abs(side[0] - side.count) <= 1)
  }

  @Test func manyClassesHaveTheLargestConfusionsAsWords() throws {
    var counts = (0..<62).map { given in (0..<62).map { given == $0 ? 90 : 0 } }
    counts[40][41] = 10
    counts[2][1] = 5
    let names = (0..<62).map { "class \($0)" }
    let drawing = try #require(Drawing(ConfusionChart(title: "", classNames: names, counts: counts).svg))
    let list = drawing.texts.filter { $0.contains("taken for class") }
    #expect(
      list.map { String($0.prefix(34)) } == [
        "class 40 taken for class 41: 10 of", "class 2 taken for class 1: 5 of 95",
      ])
    // Every row and column has its name.
    for name in names { #expect(drawing.texts.count { $0 == name } == 2) }
    let few = ConfusionChart(title: "", classNames: ["a", "b"], counts: [[1, 1], [0, 2]])
    #expect(!few.svg.text.contains("Most confused"))
  }

  @Test func predictionsAreGreenWhereRightAndRedWithTheGivenClassWhereWrong() throws {
    let size = Size(width: 4, height: 4)
    let picture = Image(size: size, channels: .grey, samples: .eightBit([UInt8](repeating: 200, count: 16)))
    func chart(_ predicted: Int) -> PredictionChart {
      PredictionChart(
        title: "t", classNames: ["hat", "shoe"],
        entries: [
          .init(
            picture: picture, probabilities: predicted == 0 ? [0.9, 0.1] : [0.2, 0.8], given: 0,
            predicted: predicted)
        ])
    }
    let good = try Self.colour(ChartPalette.light.good)
    let bad = try Self.colour(ChartPalette.light.bad)
    for (predicted, present, absent) in [(0, good, bad), (1, bad, good)] {
      let chart = chart(predicted)
      let rows = Self.pixels(chart.svg, chart.pictures)
      // Below the picture, 64 units high, there is only the caption.
      let caption = rows.suffix(2 * 62).joined()
      #expect(caption.contains(present) && !caption.contains(absent))
      #expect(rows.joined().count { $0 == Colour(red: 200, green: 200, blue: 200) } == 128 * 128)
      let text = try ChartDrawing([chart.svg], pictures: chart.pictures, palette: .light).svg()
      #expect(text.contains(predicted == 0 ? ">hat 90.0%<" : ">shoe 80.0%<"))
      #expect(text.contains(">≠ hat<") == (predicted == 1))
    }
  }

  @Test func chartsSideBySideDoNotOverlap() throws {
    let chart = BarChart(title: "One", classNames: ["a"], series: [.init(name: "train", counts: [3])]).svg
    let one = ChartDrawing([chart], palette: .light)
    let two = ChartDrawing([chart, chart], palette: .light)
    #expect(two.height == one.height && two.width > 2 * one.width - 32)
    let (single, pair) = (Self.pixels(one.image(scale: 1)), Self.pixels(two.image(scale: 1)))
    for (row, both) in zip(single, pair) {
      #expect(Array(both.prefix(row.count)) == row)
      #expect(Array(both.suffix(row.count)) == row)
    }
  }

  @Test func lettersThatHaveNoDrawingAreNamed() {
    let chart = BarChart(title: "Größe ≠ 靴", classNames: ["靴"], series: [.init(name: "x", counts: [1])])
    #expect(ChartDrawing([chart.svg], palette: .light).charactersWithoutGlyph == ["靴"])
  }
}
