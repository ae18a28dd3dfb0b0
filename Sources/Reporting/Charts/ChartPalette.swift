/// The colours of charts on one ground, each written `#rrggbb`.
///
/// Series follow the hues of the palette of Okabe and Ito ("Color Universal Design", 2008), moved in
/// lightness until every colour stands out from its ground by 3:1 and any two differ for people with
/// protanopia, deuteranopia or tritanopia; the tests hold both.
public struct ChartPalette: Hashable, Sendable {
  /// What charts stand on.
  public let ground: String
  public let text: String
  /// Ticks, subtitles and other text of less weight.
  public let mutedText: String
  public let gridLine: String
  public let axisLine: String
  /// Eight colours; the first four differ most.
  public let series: [String]
  public let good: String
  public let bad: String
  /// Marks that are neither good nor bad.
  public let neutral: String
  /// Cells of the diagonal at full shade; the text colour can be read on every shade of it.
  public let rightCell: String
  /// Cells beside the diagonal at full shade; the text colour can be read on every shade of it.
  public let wrongCell: String

  public static let light = ChartPalette(
    ground: "#ffffff", text: "#1f2328", mutedText: "#59636e", gridLine: "#e3e6ea", axisLine: "#8b939e",
    series: ["#003983", "#e56c17", "#029368", "#bd65a9", "#1f98de", "#916000", "#93883c", "#6e757e"],
    good: "#00875a", bad: "#c2410c", neutral: "#8b939e", rightCell: "#6fb1e8", wrongCell: "#f39c5f")

  public static let dark = ChartPalette(
    ground: "#16181d", text: "#e6e8eb", mutedText: "#9ca4ae", gridLine: "#2c3038", axisLine: "#6b7380",
    series: ["#3f93de", "#f0813a", "#63ecb7", "#b76e94", "#8fd0ff", "#e6b421", "#f5ea69", "#aab0ba"],
    good: "#4bd6a0", bad: "#f2713d", neutral: "#7d8590", rightCell: "#225f9c", wrongCell: "#9c4a14")

  /// The colours as CSS variables, `--chart-` before each name.
  var cssVariables: String {
    var variables = [
      ("ground", ground), ("text", text), ("muted", mutedText), ("grid", gridLine), ("axis", axisLine),
      ("good", good), ("bad", bad), ("neutral", neutral), ("right", rightCell), ("wrong", wrongCell),
    ]
    variables += series.enumerated().map { ("series-\($0.offset + 1)", $0.element) }
    return variables.map { "--chart-\($0.0):\($0.1)" }.joined(separator: ";")
  }
}
