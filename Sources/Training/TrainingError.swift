internal import FileSystem

/// The reason why a model cannot be trained, read or used.
public struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The layers of a model do not fit together, or do not fit the images.
    case invalidModel
    /// The images or labels are not suitable for training.
    case invalidData
    /// The arguments of the caller are invalid.
    case invalidInput
    /// The loss became NaN or infinite, because the learning rate was too high.
    case diverged
    /// The memory is not sufficient, or oneDNN fails.
    case unavailable
    /// A file is damaged, of another version, or cannot be read or written.
    case invalidFile
  }

  public let code: Code
  /// The problem, with advice for the user.
  public let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

extension TrainingError {
  /// Creates the error for a file or folder of a model that cannot be read or written.
  init(_ error: FileSystemError) { self.init(.invalidFile, error.message) }

  /// Runs work on files or folders, and converts its error into a `TrainingError`.
  static func translatingFileErrors<Result>(_ work: () throws(FileSystemError) -> Result)
    throws(TrainingError) -> Result
  {
    do {
      return try work()
    } catch {
      throw TrainingError(error)
    }
  }
}
