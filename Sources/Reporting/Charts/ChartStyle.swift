/// The style sheet of all charts; a page includes it once.
///
/// Text has the page's font. Marks have the colour of their series: an element with the CSS class `series-1` to
/// `series-8` sets `color`, and the marks inside are drawn in `currentColor`.
public enum ChartStyle {
  public static let css = """
    :root{\(ChartPalette.light.cssVariables)}
    @media screen and (prefers-color-scheme:dark){:root{\(ChartPalette.dark.cssVariables)}}
    \(rules)

    """

  /// The rules without the colours. A drawing in a file of its own has no style sheet: `ChartStyleSheet` reads these rules
  /// and gives each element what they say of it.
  static let rules = """
    .chart{display:block;width:100%;max-width:600px;height:auto;font-family:inherit;font-size:13px}
    .chart text{fill:var(--chart-text)}
    .chart .chart-title{font-size:14px;font-weight:600}
    .chart .tick,.chart .subtitle,.chart .axis-title{font-size:12px;fill:var(--chart-muted)}
    .chart .value,.chart .tick,.chart .cell-count{font-variant-numeric:tabular-nums}
    .chart .value{font-size:12px}
    .chart .halo{paint-order:stroke;stroke:var(--chart-background);stroke-width:3px;stroke-linejoin:round}
    .chart .cell-count{text-anchor:middle;pointer-events:none}
    .chart .start{text-anchor:start}
    .chart .middle{text-anchor:middle}
    .chart .end{text-anchor:end}
    .chart .grid{fill:none;stroke:var(--chart-grid)}
    .chart .axis{fill:none;stroke:var(--chart-axis)}
    .chart .reference{fill:none;stroke:var(--chart-muted);stroke-dasharray:3 3}
    .chart .leader{fill:none;stroke:var(--chart-axis)}
    .chart .frame{fill:none;stroke:var(--chart-grid)}
    .chart .crop{fill:none;stroke:#e0218a;stroke-width:2}
    .chart .bar{fill:currentColor}
    .chart .bar.series-2{fill-opacity:.5;stroke:currentColor}
    .chart .line{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
    .chart .outline{fill:none;stroke:currentColor;stroke-width:2}
    .chart .marker{fill:currentColor;stroke:var(--chart-background)}
    .chart .whisker{fill:none;stroke:currentColor;stroke-width:2}
    .chart .plain{color:var(--chart-neutral)}
    .chart .hit{fill:transparent}
    .chart .hit:hover{fill:var(--chart-muted);fill-opacity:.15}
    .chart .cell.right{fill:var(--chart-right)}
    .chart .cell.wrong{fill:var(--chart-wrong)}
    .chart .cell:hover{stroke:var(--chart-text)}
    .chart .points>g{fill:currentColor;fill-opacity:.75}
    .chart .points>.hollow{fill:var(--chart-background);stroke:currentColor;stroke-width:1.2}
    .chart .good{fill:var(--chart-good)}
    .chart .bad{fill:var(--chart-bad)}
    .chart.wide{max-width:1000px}
    .scatter .halo{stroke-width:4px}
    .probabilities{width:120px;height:40px;fill:var(--chart-neutral)}
    .probabilities{border-bottom:1px solid var(--chart-axis)}
    .probabilities .good{fill:var(--chart-good)}
    .probabilities .bad{fill:var(--chart-bad);fill-opacity:.35;stroke:var(--chart-bad)}
    \(seriesRules)
    """

  /// The dash pattern of the line of each series, for readers who cannot tell colours apart and for grey printers.
  static let dashes = ["none", "7 4", "2 3", "9 3 2 3", "13 4", "5 2 1 2 1 2", "1 4", "14 3 3 3"]

  /// Returns the CSS class of the series with an index counted from zero; the ninth series has the class of the first.
  static func seriesClass(_ index: Int) -> String { "series-\(index % dashes.count + 1)" }

  private static let seriesRules = dashes.indices.map { index in
    ".chart .\(seriesClass(index)){color:var(--chart-\(seriesClass(index)))}"
      + (index == 0 ? "" : ".chart .\(seriesClass(index)) .line{stroke-dasharray:\(dashes[index])}")
  }.joined(separator: "\n")
}
