import ImageCore
internal import Wording

/// The description of a stage's parameter, from which the schema of pipeline files, the help and the report's
/// legend are made.
public struct Parameter: Sendable {
  /// The type and range of a parameter's values.
  public enum Domain: Sendable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case percent(ClosedRange<Double>)
    case choice([String])
    /// A width and a height in pixels, each in the range.
    case size(ClosedRange<Int>)
    case colour

    /// The domain in words, for help and error messages.
    public var summary: String {
      switch self {
      case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
      case .number(let range): "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
      case .percent(let range): "a percentage from \(plain(range.lowerBound))% to \(plain(range.upperBound))%"
      case .choice(let names): "one of " + names.joined(separator: ", ")
      case .size(let range):
        "a size such as 28x28, or 28 for a square, each side from \(range.lowerBound) to \(range.upperBound)"
      case .colour: "white, black or a colour such as '#fdfdfd' (in quotes: YAML takes # for a comment)"
      }
    }

    /// Reads a value as written in pipeline files; nil if it is malformed or out of range.
    public func value(from text: String) -> ParameterValue? {
      switch self {
      case .integer(let range):
        guard let value = Int(text), range.contains(value) else { return nil }
        return .integer(value)
      case .number(let range):
        guard let value = Double(text), range.contains(value) else { return nil }
        return .number(value)
      case .percent(let range):
        guard let value = Double(text.hasSuffix("%") ? String(text.dropLast()) : text), range.contains(value)
        else { return nil }
        return .percent(value)
      case .choice(let names):
        return names.contains(text) ? .choice(text) : nil
      case .size(let range):
        let square = Int(text).map { Size(width: $0, height: $0) }
        guard let size = square ?? Size(text), range.contains(size.width), range.contains(size.height)
        else { return nil }
        return .size(size)
      case .colour:
        return Colour(text).map { .colour($0) }
      }
    }
  }

  public let name: String
  /// The parameter's meaning and unit, in one line.
  public let summary: String
  public let domain: Domain
  public let defaultValue: ParameterValue

  init(_ name: String, _ summary: String, _ domain: Domain, default defaultValue: ParameterValue) {
    self.name = name
    self.summary = summary
    self.domain = domain
    self.defaultValue = defaultValue
  }
}
