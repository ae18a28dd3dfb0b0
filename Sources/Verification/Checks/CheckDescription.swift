internal import DatasetFormat
internal import Wording

/// The description of a check, from which help texts, the schema of policies, the table in the documentation and the
/// report's legend are made.
public struct CheckDescription: Sendable {
  /// The group of a check, by what it examines.
  public enum Group: String, Sendable, CaseIterable, Codable {
    /// The files: what any program needs to read them.
    case container
    /// Single images, by themselves or compared with those of their class.
    case content
    /// Images compared with each other, and the splits.
    case sets
    /// The identity of the dataset, and whether the files are those that were made.
    case identity
    /// Whether loaders open the dataset unchanged.
    case loaders
    /// The dataset compared with another.
    case reference
  }

  /// The name of the check in policies and documents: lower-case words joined by hyphens.
  public let id: String
  public let group: Group
  /// The defect that the check finds, in one line.
  public let summary: String
  /// The reason why the defect matters, in one line.
  public let reason: String
  /// The severity of the check's findings, unless a policy sets another. Findings that are less grave say so
  /// themselves.
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

/// A number that a check uses for its decision, and that a policy can set.
public struct Threshold: Sendable {
  public let name: String
  /// The quantity that the threshold limits, with its unit, in one line.
  public let summary: String
  public let range: ClosedRange<Double>
  public let defaultValue: Double

  /// The range as text, such as `0 to 1`.
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

/// The values of all thresholds of one check under a policy.
public struct ThresholdValues: Sendable {
  private var values: [String: Double]

  /// - Parameter changes: the values of some of the check's thresholds, within their ranges.
  init(_ check: CheckDescription, changes: [String: Double] = [:]) {
    values = Dictionary(uniqueKeysWithValues: check.thresholds.map { ($0.name, $0.defaultValue) })
    values.merge(changes) { $1 }
  }

  /// - Precondition: the check has a threshold with this name.
  package subscript(name: String) -> Double {
    guard let value = values[name] else { preconditionFailure("no threshold '\(name)'") }
    return value
  }
}
