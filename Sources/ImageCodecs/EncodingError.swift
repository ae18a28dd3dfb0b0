/// Why a picture gave no file.
public struct EncodingError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// More pixels in a row or column than the format knows, or than there is memory for.
    case tooLarge
  }

  public let code: Code
  /// What is wrong, with values.
  public let message: String
  /// What the user can do.
  public let remedy: String

  /// What is wrong; what can be done.
  public var description: String { "\(message); \(remedy)" }
}
