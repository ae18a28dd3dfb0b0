public import ImageCore

/// The value of one parameter of a stage, as it is written in a pipeline's file.
public enum ParameterValue: Hashable, Sendable, CustomStringConvertible {
  case integer(Int)
  case number(Double)
  case percent(Double)
  case choice(String)
  case size(Size)
  case colour(Colour)

  /// As a pipeline's file writes it; reading it back gives the same value.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value): plain(value)
    case .percent(let value): plain(value) + "%"
    case .choice(let value): value
    case .size(let value): "\(value)"
    case .colour(let value): "\(value)"
    }
  }
}

/// Whole numbers without `.0`.
func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}
