internal import DatasetBuilding
internal import DatasetReading
internal import FileSystem

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Results go to standard output, everything else to standard error.
enum Output {
  /// A line of a result, or several.
  ///
  /// - Throws: `DatasetError` if it cannot be written, so that nobody takes a part for the whole.
  static func result(_ text: String) throws(DatasetError) {
    if let reason = write(text + "\n", to: STDOUT_FILENO) {
      throw DatasetError(.inputOutput, "standard output: the result cannot be written (\(reason))")
    }
  }

  /// One line for the person who watches, whatever is in it.
  static func message(_ text: String) {
    _ = write(printable(text) + "\n", to: STDERR_FILENO)
  }

  /// Text as it is, without a line end: for what is drawn over.
  static func draw(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  static var errorsAreOnTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static var resultsAreOnTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal that standard error is; 80 if it does not say.
  static var columnCount: Int { columnCount(of: STDERR_FILENO) ?? 80 }

  /// Columns of the terminal that standard output is; nil if it is none, or does not say.
  static var resultColumnCount: Int? { columnCount(of: STDOUT_FILENO) }

  private static func columnCount(of descriptor: CInt) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Returns the system's reason if it fails.
  private static func write(_ text: String, to descriptor: CInt) -> String? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
      // Where nobody reads any more, there is nobody to tell.
      guard count > 0 || errno == EINTR else {
        return errno == EPIPE ? nil : errorText()
      }
      bytes = bytes.dropFirst(max(0, count))
    }
    return nil
  }
}

private let systemWrite = unsafe write

/// The text with control characters spelt out: names of files may hold line ends, and worse.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
    return text
  }
  return text.unicodeScalars.reduce(into: "") { result, scalar in
    if scalar.properties.generalCategory == .control {
      result += scalar.escaped(asASCII: true)
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
}
