public import ImageCore
internal import Wording

/// The value of a stage's parameter.
public enum ParameterValue: Hashable, Sendable, CustomStringConvertible {
  case integer(Int)
  case number(Double)
  case percent(Double)
  case choice(String)
  case size(Size)
  case colour(Colour)

  /// The value as written in pipeline files; reading it back gives the same value.
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
