internal import DatasetReading

/// Why a dataset cannot be verified. What is wrong with a dataset that can be is a `Finding`, not an error.
public struct VerificationError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// What was asked for cannot be: an unknown check, a rebuild without a manifest.
    case invalidInput
  }

  public let code: Code
  /// What is wrong and what the user can do, beginning with the path concerned.
  public let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
