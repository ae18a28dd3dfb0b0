internal import Wording

/// The format of the numbers of a chart.
public enum ValueFormat: Hashable, Sendable {
  /// Whole numbers, such as `60,000`.
  case count
  /// Shares of one, written in per cent: 0.931 is `93.1%`.
  case share
  /// Other numbers, such as `0.4312`.
  case number

  /// Returns the text of a single value, as in a tooltip.
  func text(_ value: Double) -> String {
    switch self {
    case .count where value.magnitude < 1e15: grouped(Int(value.rounded()))
    case .count: decimal(value, 0)
    case .share: percent(value)
    case .number: decimal(value, value.magnitude < 10 ? 4 : 2)
    }
  }

  /// Returns the text of a tick, with as many decimals as the other ticks.
  func tick(_ value: Double, of ticks: RoundTicks) -> String {
    switch self {
    case .count: text(value)
    case .share: decimal(100 * value, max(0, ticks.digitCount - 2)) + "%"
    case .number where ticks.digitCount == 0 && value.magnitude < 1e15: grouped(Int(value.rounded()))
    case .number: decimal(value, ticks.digitCount)
    }
  }

  /// Returns the text of a precision, a recall or an F1.
  static func score(_ value: Double) -> String { decimal(value, 3) }
}
