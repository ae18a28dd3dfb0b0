internal import FileSystem

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Reads whole files into one buffer that is kept from file to file.
struct FileReader {
  /// What is larger is no photo.
  static let maximumByteCount = 1 << 30

  enum Failure: Error {
    case system(String)
    case tooLarge(byteCount: Int)
  }

  /// The first `byteCount` bytes are those of the file that was read last.
  private(set) var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private(set) var byteCount = 0

  /// Reads the file, or nothing of it.
  mutating func read(_ path: String) throws(Failure) {
    byteCount = 0
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errorText()) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errorText()) }
    let size = Int(status.st_size)
    guard size <= Self.maximumByteCount else { throw .tooLarge(byteCount: size) }
    if size > buffer.count { buffer = [UInt8](repeating: 0, count: size + size / 4) }
    while byteCount < size {
      let start = byteCount
      let received = unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start..<size])
        return unsafe systemRead(descriptor, rest.baseAddress, rest.count)
      }
      if received < 0, errno == EINTR { continue }
      guard received >= 0 else {
        byteCount = 0
        throw .system(errorText())
      }
      // The file has become shorter since its size was asked for: what is there is what it holds.
      guard received > 0 else { break }
      byteCount += received
    }
  }
}

/// `read` of the system, whose name the method above hides.
private let systemRead = unsafe read
