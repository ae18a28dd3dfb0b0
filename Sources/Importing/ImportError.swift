/// The reason why a source cannot be imported. Failures to read or write are errors of `DatasetFormat` and `FileSystem`.
package struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Sendable {
    /// An option has a wrong value.
    case usage
    /// The source is damaged, or holds something else than images with labels.
    case unsuitableSource
  }

  package let code: Code
  /// The problem and what the user can do about it, beginning with the file concerned.
  package let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Creates the error of a source that cannot be taken.
  init(_ file: String, _ problem: String) { self.init(.unsuitableSource, "\(file): \(problem)") }

  package var description: String { message }
}
