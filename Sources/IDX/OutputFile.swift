#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Writes whole files.
package enum OutputFile {
  /// Writes pieces one after the other to a file, replacing one that is there.
  ///
  /// If it fails, the file is removed, so that no part of it is taken for the whole.
  package static func write(_ pieces: [[UInt8]], to path: String) throws(IDXError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw IDXError(systemError: errno, on: path, while: "create") }
    var failure: CInt?
    for piece in pieces where failure == nil { failure = writeAll(piece.span, to: descriptor) }
    let isRegular = isRegularFile(descriptor)
    // Some file systems only find out here that the disk is full.
    if close(descriptor) != 0, failure == nil { failure = errno }
    guard let failure else { return }
    // Devices such as /dev/stdout stay.
    if isRegular { unsafe unlink(path) }
    throw IDXError(systemError: failure, on: path, while: "write")
  }

  /// Returns `errno` if it fails.
  private static func writeAll(_ bytes: Span<UInt8>, to descriptor: CInt) -> CInt? {
    // Darwin refuses to write 2 GiB at a time.
    let largestWrite = 1 << 30
    return unsafe bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = unsafe systemWrite(descriptor, rest.baseAddress, min(rest.count, largestWrite))
        guard count >= 0 || errno == EINTR else { return errno }
        written += max(0, count)
      }
      return nil
    }
  }

  private static func isRegularFile(_ descriptor: CInt) -> Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

/// `write` of the system, whose name the method above hides.
private let systemWrite = unsafe write
