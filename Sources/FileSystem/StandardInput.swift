internal import Platform

/// The bytes that another program or the user gives to this one.
package enum StandardInput {
  /// The name of standard input in messages, and where users name a file.
  package static let name = "-"

  /// Reads the next bytes, and waits for them if there are none yet.
  ///
  /// - Parameter maximumByteCount: the most bytes to read, at least 1.
  /// - Returns: the bytes; none at the end of the input.
  /// - Throws: `FileSystemError` if the system refuses.
  package static func next(_ maximumByteCount: Int) throws(FileSystemError) -> [UInt8] {
    while true {
      var failure: CInt?
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: maximumByteCount) { buffer, initializedCount in
        let count = unsafe systemRead(STDIN_FILENO, buffer.baseAddress, maximumByteCount)
        if count < 0 { failure = errno }
        initializedCount = max(0, count)
      }
      guard let failure else { return bytes }
      guard failure == EINTR else {
        throw FileSystemError(systemError: failure, on: name, while: "read")
      }
    }
  }
}
