/// A photo, or a line of a label file, that gave no item.
public struct Reject: Hashable, Sendable {
  /// Why, in one word for scripts.
  public enum Reason: String, Sendable, CaseIterable {
    case emptyFile = "empty-file"
    case notAnImage = "not-an-image"
    case unsupportedFormat = "unsupported-format"
    case unsupportedVariant = "unsupported-variant"
    case truncated
    case damaged
    case tooLarge = "too-large"
    case unreadable
    case nothingToSee = "nothing-to-see"
    case lowContrast = "low-contrast"
    case duplicate
    case noLabel = "no-label"
    case noSuchPhoto = "no-such-photo"
    case unknownLabel = "unknown-label"
    case nameNotText = "name-not-text"
    /// The pipeline made an item of another size of it than of others.
    case otherSize = "other-size"
    /// Nothing is wrong with it: the sizes that were asked for were full.
    case notNeeded = "not-needed"
    /// Nothing is wrong with the file: the user's corrections leave it out.
    case dropped

    /// Whether something is wrong with the photo, so that it counts against a limit on rejects.
    public var isFault: Bool {
      switch self {
      case .lowContrast, .duplicate, .notNeeded, .dropped: false
      default: true
      }
    }
  }

  /// As in `Photo`.
  public let source: String
  /// The label's name, or what stands for it; empty where there is none.
  public let label: String
  public let reason: Reason
  /// What is wrong and what the user can do.
  public let detail: String

  package init(source: String, label: String, _ reason: Reason, _ detail: String) {
    self.source = source
    self.label = label
    self.reason = reason
    self.detail = detail
  }
}
