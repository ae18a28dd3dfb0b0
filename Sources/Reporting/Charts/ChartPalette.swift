/// The colours of charts on one background, each written `#rrggbb`.
///
/// The series have the hues of the palette of Okabe and Ito ("Color Universal Design", 2008), with the lightness
/// changed until every colour has a contrast of 3:1 to the background and any two differ for people with protanopia,
/// deuteranopia or tritanopia. Tests check both.
public struct ChartPalette: Hashable, Sendable {
  /// The colour of the page behind the charts.
  public let background: String
  public let text: String
  /// The colour of ticks, subtitles and other secondary text.
  public let mutedText: String
  public let gridLine: String
  public let axisLine: String
  /// The colours of the series, eight; the first four differ most.
  public let series: [String]
  public let good: String
  public let bad: String
  /// The colour of marks that are neither good nor bad.
  public let neutral: String
  /// The colour of the diagonal cells at full opacity; the text colour is readable on it at every opacity.
  public let rightCell: String
  /// The colour of the cells off the diagonal at full opacity; the text colour is readable on it at every opacity.
  public let wrongCell: String

  public static let light = ChartPalette(
    background: "#ffffff", text: "#1f2328", mutedText: "#59636e", gridLine: "#e3e6ea", axisLine: "#8b939e",
    series: ["#003983", "#e56c17", "#029368", "#bd65a9", "#1f98de", "#916000", "#93883c", "#6e757e"],
    good: "#00875a", bad: "#c2410c", neutral: "#8b939e", rightCell: "#6fb1e8", wrongCell: "#f39c5f")

  public static let dark = ChartPalette(
    background: "#16181d", text: "#e6e8eb", mutedText: "#9ca4ae", gridLine: "#2c3038", axisLine: "#6b7380",
    series: ["#3f93de", "#f0813a", "#63ecb7", "#b76e94", "#8fd0ff", "#e6b421", "#f5ea69", "#aab0ba"],
    good: "#4bd6a0", bad: "#f2713d", neutral: "#7d8590", rightCell: "#225f9c", wrongCell: "#9c4a14")

  /// The colours by the names of their CSS variables, without the prefix `--chart-`.
  var variables: [(name: String, colour: String)] {
    let variables = [
      ("background", background), ("text", text), ("muted", mutedText), ("grid", gridLine),
      ("axis", axisLine),
      ("good", good), ("bad", bad), ("neutral", neutral), ("right", rightCell), ("wrong", wrongCell),
    ]
    return variables + series.enumerated().map { ("series-\($0.offset + 1)", $0.element) }
  }

  /// The colours as CSS variables, each name with the prefix `--chart-`.
  var cssVariables: String { variables.map { "--chart-\($0.name):\($0.colour)" }.joined(separator: ";") }
}
