import Reporting
import Testing

@Suite("Colours of charts")
struct ChartPaletteTests {
  static let palettes = [ChartPalette.light, .dark]

  private func leastDistance(_ colours: some Collection<String>) -> Double {
    let colours = colours.map(ColourVision.init(hex:))
    return colours.indices.flatMap { first in
      colours[..<first].map { $0.leastDistance(to: colours[first]) }
    }.min() ?? 0
  }

  @Test("any two of the first four series differ for the colour-blind too", arguments: palettes)
  func fourSeries(palette: ChartPalette) {
    #expect(leastDistance(palette.series.prefix(4)) >= 25)
  }

  @Test("any two of the eight series differ for the colour-blind too", arguments: palettes)
  func eightSeries(palette: ChartPalette) {
    #expect(palette.series.count == 8)
    #expect(leastDistance(palette.series) >= 12)
  }

  @Test(
    "good, bad and neutral differ for the colour-blind too, and so do the two hues of a confusion chart",
    arguments: palettes)
  func judgements(palette: ChartPalette) {
    #expect(leastDistance([palette.good, palette.bad, palette.neutral]) >= 20)
    #expect(leastDistance([palette.rightCell, palette.wrongCell]) >= 40)
  }

  @Test("lines and marks stand out from the background by 3:1, text by 4.5:1", arguments: palettes)
  func contrast(palette: ChartPalette) {
    let background = ColourVision(hex: palette.background)
    for mark in palette.series + [palette.good, palette.bad, palette.neutral, palette.axisLine] {
      #expect(ColourVision(hex: mark).contrast(to: background) >= 3, "\(mark)")
    }
    for text in [palette.text, palette.mutedText] {
      #expect(ColourVision(hex: text).contrast(to: background) >= 4.5, "\(text)")
    }
  }

  @Test("text can be read on every shade of a cell", arguments: palettes)
  func cells(palette: ChartPalette) {
    let background = ColourVision(hex: palette.background)
    for cell in [palette.rightCell, palette.wrongCell].map(ColourVision.init(hex:)) {
      for percent in 0...100 {
        let shade = cell.over(background, opacity: Double(percent) / 100)
        #expect(ColourVision(hex: palette.text).contrast(to: shade) >= 4.5)
      }
    }
  }

  @Test("the backgrounds are those of the page")
  func grounds() {
    #expect(ChartPalette.light.background == "#ffffff")
    #expect(ChartPalette.dark.background == "#16181d")
  }

  @Test("the simulation of colour blindness leaves grey alone and makes red and green alike")
  func simulation() {
    for deficiency in ColourVision.Deficiency.allCases {
      let grey = ColourVision(hex: "#808080")
      for (before, after) in zip(grey.light, grey.seen(with: deficiency).light) {
        #expect(abs(before - after) < 1e-4)
      }
    }
    let red = ColourVision(hex: "#b04a3a")
    let olive = ColourVision(hex: "#6f6f3a")
    #expect(red.leastDistance(to: olive) < 20)
    #expect(abs(ColourVision(hex: "#ffffff").contrast(to: ColourVision(hex: "#000000")) - 21) < 0.01)
  }

  @Test(
    "the style sheet has every colour of both palettes and seven different dash patterns"
  )
  func styleSheet() {
    let css = ChartStyle.css
    for palette in Self.palettes {
      for (index, colour) in palette.series.enumerated() {
        #expect(css.contains("--chart-series-\(index + 1):\(colour)"))
        #expect(css.contains(".chart .series-\(index + 1){color:var(--chart-series-\(index + 1))}"))
      }
    }
    let dashes = css.split(separator: "\n").filter { $0.contains(" .line{stroke-dasharray") }
      .map { $0.split(separator: "dasharray:")[1] }
    #expect(dashes.count == 7)
    #expect(Set(dashes).count == 7)
  }

  @Test("every variable that the style sheet uses is set")
  func variables() {
    let css = ChartStyle.css
    let used = css.split(separator: "var(").dropFirst().map { $0.prefix { $0 != ")" } }
    #expect(!used.isEmpty)
    for variable in used { #expect(css.contains("\(variable):#"), "\(variable)") }
  }
}
