#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A regular file, open for reading from front to back.
package final class InputFile {
  /// The size when it was opened.
  package let byteCount: Int
  private let path: String
  private let descriptor: CInt

  package init(path: String) throws(IDXError) {
    // Not to wait for a writer if this is a named pipe: it is refused below.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw IDXError(systemError: errno, on: path, while: "open") }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let error = IDXError(systemError: errno, on: path, while: "examine")
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a pipe or a device"
      throw IDXError(
        .notARegularFile, "expected a file, found \(kind). Name a file on disk, raw or gzipped.", path: path)
    }
    self.path = path
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Fills `output` as far as the file reaches.
  package func read(into output: inout OutputSpan<UInt8>) throws(IDXError) {
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
        throw IDXError(systemError: errno, on: path, while: "read")
      }
    }
  }
}

/// `read` of the system, whose name the method above hides.
private let systemRead = unsafe read
