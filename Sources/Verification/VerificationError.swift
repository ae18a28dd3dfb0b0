internal import DatasetFormat

/// The reason why a dataset cannot be verified. A defect of a dataset is a `Finding`, not an error.
public struct VerificationError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The request cannot be met: an unknown check, a rebuild without a manifest.
    case invalidInput
  }

  public let code: Code
  /// The problem and what the user can do about it, beginning with the path concerned.
  public let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
