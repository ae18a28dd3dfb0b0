/// Why there is no dataset to look at. What is wrong with one that can be looked at is for the checks to say.
public struct DatasetReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// There is no dataset where one is expected, or more than one, or not the part that is needed.
    case notADataset
    /// The system refuses to read, or a file is no table.
    case unreadable
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
