/// What is wrong in a file that a person wrote, and where.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's path, or the name of what was given instead of one.
  public let file: String
  /// Counted from 1; nil where no place can be named, such as a file that cannot be read.
  public let line: Int?
  public let column: Int?
  /// What is wrong, and what would be right.
  public let message: String

  package init(file: String, line: Int? = nil, column: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// As compilers write it: `my.yaml:7:5: …`.
  public var description: String {
    let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(place): \(message)"
  }
}
