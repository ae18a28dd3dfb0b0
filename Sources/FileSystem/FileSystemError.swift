/// Why a folder cannot be written where it should go.
package struct FileSystemError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Sendable {
    /// There is something in the place that must not be replaced.
    case targetExists
    /// The system refused.
    case inputOutput
  }

  package let code: Code
  /// What is wrong and what the user can do, beginning with the path concerned.
  package let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
