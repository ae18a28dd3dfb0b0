internal import Platform

/// A source of bytes that is read once from front to back: a file, a pipe, or bytes in memory.
package protocol ByteSource {
  /// The name of the source in messages.
  var name: String { get }

  /// Appends the next bytes, at least one while there are any.
  ///
  /// - Throws: `FileSystemError` if the system refuses.
  mutating func read(into output: inout OutputSpan<UInt8>) throws(FileSystemError)
}

extension ByteSource {
  /// Returns the next bytes: as many as asked for, fewer at the end of the source.
  ///
  /// The number may come from a file: no more memory is taken than there are bytes, rounded up to a few mebibytes.
  package mutating func next(_ count: Int) throws(FileSystemError) -> [UInt8] {
    let largestPiece = 8 << 20
    var bytes: [UInt8] = []
    while bytes.count < count {
      let asked = min(count - bytes.count, largestPiece)
      let piece = try [UInt8](capacity: asked) { output throws(FileSystemError) in
        while output.freeCapacity > 0 {
          let before = output.count
          try read(into: &output)
          if output.count == before { return }
        }
      }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if piece.count < asked { break }
    }
    return bytes
  }
}

/// A file, opened for reading, as a source.
package struct FileSource: ByteSource {
  package let name: String
  private let file: InputFile

  /// - Throws: `FileSystemError` if the file cannot be opened, or is a folder or a pipe.
  package init(path: String) throws(FileSystemError) {
    name = path
    file = try InputFile(path: path)
  }

  package mutating func read(into output: inout OutputSpan<UInt8>) throws(FileSystemError) {
    try file.read(into: &output)
  }
}

/// Standard input as a source.
package struct StandardInputSource: ByteSource {
  package let name = StandardInput.name

  package init() {}

  package mutating func read(into output: inout OutputSpan<UInt8>) throws(FileSystemError) {
    while true {
      let number = unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount -> CInt? in
        let free = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[initializedCount...])
        let count = unsafe systemRead(STDIN_FILENO, free.baseAddress, free.count)
        guard count >= 0 else { return errno }
        initializedCount += count
        return nil
      }
      guard let number else { return }
      guard number == EINTR else { throw FileSystemError(systemError: number, on: name, while: "read") }
    }
  }
}

/// Bytes in memory as a source.
package struct MemorySource: ByteSource {
  package let name: String
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  package mutating func read(into output: inout OutputSpan<UInt8>) throws(FileSystemError) {
    while output.freeCapacity > 0, position < bytes.count {
      output.append(bytes[position])
      position += 1
    }
  }
}
