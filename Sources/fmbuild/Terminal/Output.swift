internal import ArgumentParser
internal import DatasetFormat
internal import FileSystem
internal import Platform
internal import Wording

/// Writes results to standard output and everything else to standard error.
enum Output {
  /// The beginning of every error message.
  static let prefix = "fmbuild: "

  /// Writes a result of one or more lines.
  ///
  /// - Throws: `DatasetError` if the text cannot be written, so that an incomplete result is not taken for a complete
  ///   one.
  static func result(_ text: String) throws(DatasetError) {
    if let reason = write(text + "\n", to: STDOUT_FILENO) {
      throw DatasetError(.inputOutput, "standard output: the result cannot be written (\(reason))")
    }
  }

  /// Writes bytes for another program.
  ///
  /// - Throws: `DatasetError` if they cannot be written; `ExitCode` without a message if nobody reads them any more.
  static func bytes(_ bytes: [UInt8]) throws {
    guard let number = writeAll(bytes.span, to: STDOUT_FILENO) else { return }
    guard number != EPIPE else { throw ExitCode.couldNot }
    throw DatasetError(.inputOutput, "standard output: the records cannot be written (\(errorText(number)))")
  }

  /// Writes what a command tells: one JSON document, or lines without the middle of very long ones, or nothing.
  static func summary(_ summary: some CommandSummary, asJSON: Bool, isQuiet: Bool) throws {
    if asJSON {
      try result(summary.json())
    } else if !isQuiet {
      try result(summary.lines.map(printable).joined(separator: "\n"))
    }
  }

  /// Writes a message to standard error as one line, with control characters escaped and without the middle of a very
  /// long one.
  static func message(_ text: String) {
    _ = write(printable(text) + "\n", to: STDERR_FILENO)
  }

  /// Writes lines to standard error without escaping.
  static func text(_ text: String) {
    _ = write(text + "\n", to: STDERR_FILENO)
  }

  /// Writes text to standard error without a line end, for lines that are drawn over.
  static func draw(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  /// Clears what was drawn on the present line of a terminal, so that a message can begin there.
  static func clearLine() { if errorsAreOnTerminal { draw("\r\u{1B}[K") } }

  static var errorsAreOnTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static var resultsAreOnTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard input is a person's keyboard.
  static var inputIsFromTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The width in columns of the terminal of standard error; 80 if it is unknown.
  static var columnCount: Int { columnCount(of: STDERR_FILENO) ?? 80 }

  /// The width in columns of the terminal of standard output; nil if it is unknown or there is no terminal.
  static var resultColumnCount: Int? { columnCount(of: STDOUT_FILENO) }

  private static func columnCount(of descriptor: CInt) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes text to a file descriptor; returns the system's error text on failure, otherwise nil.
  private static func write(_ text: String, to descriptor: CInt) -> String? {
    let code = writeAll(Array(text.utf8).span, to: descriptor)
    // A closed pipe is not an error, because nobody reads the output any more.
    guard let code, code != EPIPE else { return nil }
    return errorText()
  }
}
