internal import FileSystem

/// An error in a file written by the user, with its location.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's path, or a name for the source where the text did not come from a file.
  public let file: String
  /// The line of the error, counted from 1; nil where the error has no location, such as for a file that cannot be
  /// read.
  public let line: Int?
  public let column: Int?
  /// A description of the error and of the correct form.
  public let message: String

  package init(file: String, line: Int? = nil, column: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// The error in the format that compilers use: `my.yaml:7:5: …`.
  public var description: String {
    let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(place): \(message)"
  }
}

extension ConfigurationError {
  /// Returns the text of a file written by the user, without a byte order mark.
  ///
  /// - Throws: `ConfigurationError` if the file cannot be read, is too large or is not UTF-8.
  package static func text(of path: String) throws(ConfigurationError) -> String {
    do {
      let bytes = try WholeFile.bytes(path, maximumByteCount: YAMLLimits.byteCount)
      return try WholeFile.text(of: bytes, file: path)
    } catch {
      throw ConfigurationError(file: error.path, error.problem)
    }
  }
}
