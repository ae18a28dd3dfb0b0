internal import Platform

/// A regular file, open for reading from front to back.
package final class InputFile {
  /// The size of the file in bytes when it was opened.
  package let byteCount: Int
  private let path: String
  private let descriptor: CInt

  package init(path: String) throws(FileSystemError) {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer; a pipe is refused below.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let number = errno
      // The system refuses to open a socket as if its device were missing.
      guard number == ENXIO, FileIdentity(path)?.kind == .other else {
        throw FileSystemError(systemError: number, on: path, while: "open")
      }
      throw FileSystemError(
        .notARegularFile, path, "expected a file, found a pipe or a device. Name a file on disk.")
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let error = FileSystemError(systemError: errno, on: path, while: "examine")
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a pipe or a device"
      throw FileSystemError(.notARegularFile, path, "expected a file, found \(kind). Name a file on disk.")
    }
    self.path = path
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads the next bytes of the file until `output` is full or the file ends.
  package func read(into output: inout OutputSpan<UInt8>) throws(FileSystemError) {
    // Darwin refuses to read 2 GiB at a time.
    let largestRead = 1 << 30
    while output.freeCapacity > 0 {
      let count = unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
        let free = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[initializedCount...])
        let count = unsafe systemRead(descriptor, free.baseAddress, min(free.count, largestRead))
        initializedCount += max(0, count)
        return count
      }
      if count == 0 { return }
      guard count > 0 || errno == EINTR else {
        throw FileSystemError(systemError: errno, on: path, while: "read")
      }
    }
  }
}

/// The system's `read`, which inside a type with a method `read` is hidden by that method.
let systemRead = unsafe read
