public import DatasetFormat

/// A finding of a check: one defect or one fact worth knowing.
public struct Finding: Hashable, Sendable {
  /// An image that a finding is about.
  public struct Example: Hashable, Sendable {
    public let position: ExamplePosition
    /// The measured value of the image or another fact in a few words; may be empty.
    public let detail: String

    public init(_ position: ExamplePosition, _ detail: String = "") {
      self.position = position
      self.detail = detail
    }
  }

  public internal(set) var severity: Severity
  /// The severity of the finding if it is less grave than others of its check; nil if it is as grave as the check says.
  /// A policy that sets the check's severity sets that of all its findings.
  let ownSeverity: Severity?
  /// The defect or fact in one line, with figures.
  public let message: String
  /// The advice to the user, in one line.
  public let remedy: String
  /// Further details, such as one line for each class concerned; may be empty.
  public let details: [String]
  /// The images concerned, in descending order of the defect if they have one; empty if the finding is about no images
  /// in particular.
  public let examples: [Example]
  /// The numbers of images that belong together, such as all that look like each other, in the order of `examples`; empty
  /// if each image stands for itself.
  public let setCounts: [Int]
  /// The paths of the files concerned, below the dataset's folder, or of the photos, below their own folder.
  public let files: [String]

  /// Makes a finding of the lowest severity, which is then replaced by that of the check or the policy, or by its own.
  package init(
    _ message: String, remedy: String, severity ownSeverity: Severity? = nil, details: [String] = [],
    examples: [Example] = [], files: [String] = []
  ) {
    self.init(
      message, remedy: remedy, severity: ownSeverity, details: details, examples: examples, setCounts: [],
      files: files)
  }

  /// Makes a finding about images that belong together in sets.
  package init(_ message: String, remedy: String, sets: [[Example]]) {
    self.init(
      message, remedy: remedy, severity: nil, details: [], examples: sets.flatMap { $0 },
      setCounts: sets.map(\.count), files: [])
  }

  private init(
    _ message: String, remedy: String, severity ownSeverity: Severity?, details: [String],
    examples: [Example], setCounts: [Int], files: [String]
  ) {
    severity = .note
    self.ownSeverity = ownSeverity
    self.message = message
    self.remedy = remedy
    self.details = details
    self.examples = examples
    self.setCounts = setCounts
    self.files = files
  }

  /// The images that belong together, set by set; none if each image stands for itself.
  public var sets: [ArraySlice<Example>] {
    var rest = examples[...]
    return setCounts.map { count in
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
  }

  /// The number of the set that each image belongs to, counted from 0, in the order of `examples`; nil for images that
  /// stand for themselves.
  public var setNumbers: [Int?] {
    setCounts.isEmpty
      ? Array(repeating: nil, count: examples.count)
      : setCounts.enumerated().flatMap { Array(repeating: $0, count: $1) }
  }
}

/// The severity of a finding, from `note` to `error`.
public enum Severity: String, Sendable, Comparable, CaseIterable, Codable {
  /// The finding is worth knowing, but nothing has to be done.
  case note
  /// The finding is likely to mislead users of the dataset.
  case warning
  /// The dataset is wrong: loaders fail, or results are worthless.
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
