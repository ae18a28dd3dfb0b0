internal import FileSystem

/// Why a model cannot be trained, read or used.
public struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Sendable {
    /// The layers do not fit together, or not to the images.
    case invalidModel
    /// Images or labels are not what can be learnt from.
    case invalidData
    /// What was asked for cannot be.
    case invalidInput
    /// Not numbers any more: the learning rate was too high.
    case diverged
    /// oneDNN, or the memory, refuses.
    case unavailable
    /// A file is damaged, of another version, or cannot be read or written.
    case invalidFile
  }

  public let code: Code
  /// What is wrong and what the user can do, beginning with what is concerned.
  public let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

extension TrainingError {
  /// What stands in the way of a folder.
  init(_ error: FileSystemError) { self.init(.invalidFile, error.message) }
}
