/// The reason why a dataset cannot be published. An error in `about.yaml` with its line is a `ConfigurationError`.
package struct PublishingError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Sendable {
    /// There is no such site.
    case usage
    /// `about.yaml` does not say all that the site asks for.
    case missingAnswers
    /// The dataset's own records contradict its files.
    case unsuitableDataset
  }

  package let code: Code
  /// The problem and what the user can do about it.
  package let message: String
  /// One line for each detail, such as each answer that is missing.
  package let details: [String]

  init(_ code: Code, _ message: String, details: [String] = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  package var description: String { ([message] + details.map { "  " + $0 }).joined(separator: "\n") }
}
