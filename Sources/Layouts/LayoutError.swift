/// The reason why a dataset cannot be laid out. Failures to read or write are errors of `DatasetFormat` and `FileSystem`.
package struct LayoutError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Sendable {
    /// There is no such loader, or the name of a class is none.
    case usage
    /// A loader does not take the dataset as it is.
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
