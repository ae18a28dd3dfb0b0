internal import FileSystem

/// Why a dataset cannot be made or read. What is wrong with a single photo is a `Reject`, not an error.
public struct DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// What was asked for cannot be: folders that do not fit, too many classes, files that say nothing.
    case invalidInput
    /// There is something where the dataset should go.
    case targetExists
    /// The system refused to read or to write.
    case inputOutput
    /// Stopped from outside.
    case cancelled
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

extension DatasetError {
  /// What stands in the way of a folder.
  init(_ error: FileSystemError) {
    switch error.code {
    case .targetExists: self.init(.targetExists, error.message)
    case .inputOutput: self.init(.inputOutput, error.message)
    }
  }
}
