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
    var source = StandardInputSource()
    return try [UInt8](capacity: maximumByteCount) { output throws(FileSystemError) in
      try source.read(into: &output)
    }
  }
}
