/// A photo, or a line of a label table, that gave no image.
public struct RejectedPhoto: Hashable, Sendable {
  /// The reason for a rejection; the raw value is for scripts.
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
    /// The pipeline made an image of another size from this photo than from others.
    case otherSize = "other-size"
    /// The program ended by a signal on this photo, when a cluster converted it.
    case crashed
    /// Nothing is wrong with the photo: the requested numbers of images were reached without it.
    case notNeeded = "not-needed"
    /// Nothing is wrong with the photo: the user's corrections leave it out.
    case dropped

    /// Whether something is wrong with the photo, so that it counts towards the limit on rejected photos.
    public var isFault: Bool {
      switch self {
      case .lowContrast, .duplicate, .notNeeded, .dropped: false
      default: true
      }
    }
  }

  /// The path of the photo below the folder of the photos.
  public let source: String
  /// The SHA-256 of the photo's file, 64 lower-case hexadecimal digits; empty if the file was not read or is empty.
  public let sha256: String
  /// The name of the photo's class, or its label if it has no class; empty if it has no label.
  public let label: String
  public let reason: Reason
  /// The problem and what the user can do about it.
  public let detail: String

  package init(source: String, sha256: String = "", label: String, _ reason: Reason, _ detail: String) {
    self.source = source
    self.sha256 = sha256
    self.label = label
    self.reason = reason
    self.detail = detail
  }
}
