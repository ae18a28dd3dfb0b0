internal import DatasetReading

/// How much a finding matters.
public enum Severity: String, Sendable, Comparable, CaseIterable, Codable {
  /// Worth knowing; nothing has to be done.
  case note
  /// Likely to mislead whoever uses the dataset.
  case warning
  /// Wrong: loaders fail, or results are not worth anything.
  case error

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}
