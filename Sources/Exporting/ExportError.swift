/// The reason why a dataset cannot be exported. Failures to read or write are errors of `DatasetFormat` and `FileSystem`.
package struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Sendable {
    /// There is no such format, or an option has a wrong value or belongs to another format.
    case usage
    /// The format cannot hold the dataset as it is.
    case unsuitableDataset
  }

  package let code: Code
  /// The problem and what the user can do about it.
  package let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
