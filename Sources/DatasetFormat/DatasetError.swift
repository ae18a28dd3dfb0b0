package import FileSystem

/// The reason why a dataset cannot be made, read or used. A problem with a single photo is a `RejectedPhoto`, not an
/// error.
public struct DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The request cannot be met: folders that do not fit together, too many classes, files without the needed content.
    case invalidInput
    /// There is no dataset where one is expected, or there are several, or a needed part is missing.
    case notADataset
    /// A file of a dataset has invalid content.
    case unreadable
    /// Something that must not be replaced is where the dataset should be written.
    case targetExists
    /// The system refused to read or to write.
    case inputOutput
    /// The task was cancelled.
    case cancelled
  }

  public let code: Code
  /// The problem and what the user can do about it, beginning with the path concerned.
  public let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The task was cancelled before anything was written.
  package static let interrupted = DatasetError(.cancelled, "interrupted; nothing was written")

  public var description: String { message }
}

extension DatasetError {
  /// Converts the failure to read or write a file or folder.
  package init(_ error: FileSystemError) {
    self.init(error.code == .targetExists ? .targetExists : .inputOutput, error.message)
  }
}
