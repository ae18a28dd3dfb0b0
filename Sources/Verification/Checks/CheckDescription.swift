internal import DatasetReading

/// What a check says of itself: help, the policy's schema, the documentation's table and the report's legend are
/// made from it.
public struct CheckDescription: Sendable {
  /// What kind of thing a check looks at.
  public enum Group: String, Sendable, CaseIterable, Codable {
    /// The files: what any program needs to read them.
    case container
    /// Each image by itself, or beside those of its class.
    case content
    /// Items beside each other, and the splits.
    case sets
    /// Which dataset this is, and whether it is what was made.
    case identity
    /// Whether programs load it unchanged.
    case loaders
    /// The dataset beside another.
    case reference
  }

  /// As policies and documents name it: lower case, words joined by hyphens.
  public let id: String
  public let group: Group
  /// One line: what it finds.
  public let summary: String
  /// One line: why that matters.
  public let reason: String
  /// Of what it finds, unless a policy says otherwise.
  public let severity: Severity
  public let thresholds: [Threshold]

  init(
    _ id: String, _ group: Group, _ severity: Severity, finds summary: String, because reason: String,
    thresholds: [Threshold] = []
  ) {
    self.id = id
    self.group = group
    self.severity = severity
    self.summary = summary
    self.reason = reason
    self.thresholds = thresholds
  }
}

/// A number that a check decides by, and that a policy can set.
public struct Threshold: Sendable {
  public let name: String
  /// One line: what it limits, with its unit.
  public let summary: String
  public let range: ClosedRange<Double>
  public let defaultValue: Double

  /// `0 to 1`.
  public var domain: String { "\(plain(range.lowerBound)) to \(plain(range.upperBound))" }
  public var defaultText: String { plain(defaultValue) }

  init(_ name: String, _ summary: String, _ range: ClosedRange<Double>, default defaultValue: Double) {
    precondition(range.contains(defaultValue), "the default of '\(name)' is out of its range")
    self.name = name
    self.summary = summary
    self.range = range
    self.defaultValue = defaultValue
  }
}

/// The values in force for all thresholds of one check.
public struct ThresholdValues: Sendable {
  private var values: [String: Double]

  /// - Parameter changes: values within their ranges for some of the check's thresholds.
  init(_ check: CheckDescription, changes: [String: Double] = [:]) {
    values = Dictionary(uniqueKeysWithValues: check.thresholds.map { ($0.name, $0.defaultValue) })
    values.merge(changes) { $1 }
  }

  /// - Precondition: the check declares that threshold.
  package subscript(name: String) -> Double {
    guard let value = values[name] else { preconditionFailure("no threshold '\(name)'") }
    return value
  }
}
