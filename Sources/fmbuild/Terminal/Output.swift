#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Results go to standard output, everything else to standard error.
enum Output {
  /// A line of a result.
  static func result(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// A line for the person who watches.
  static func message(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Text as it is, without a line end: for what is drawn over.
  static func draw(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  static var errorsAreOnTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal that standard error is; 80 if it does not say.
  static var columnCount: Int {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static func write(_ text: String, to descriptor: CInt) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
      // Nobody reads any more: there is nobody to tell.
      guard count > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}

private let systemWrite = unsafe write
