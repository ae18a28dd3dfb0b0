/// Whether a file system, or a folder of one, such as the volume of a container, is mounted at a folder. Such a folder
/// can be filled, but neither renamed nor replaced.
///
/// - Parameter path: the resolved path of the folder.
func isMountPoint(_ path: String) -> Bool {
  #if os(Linux)
    if mountPoints().contains(path) { return true }
  #endif
  return FileIdentity(path).map { !$0.isOnDevice(of: path + "/..") } ?? false
}

#if os(Linux)
  /// Returns the paths at which something is mounted, as the system lists them for this process; none if it does not.
  private func mountPoints() -> Set<String> {
    guard let file = try? InputFile(path: "/proc/self/mountinfo") else { return [] }
    var bytes: [UInt8] = []
    while bytes.count < 16 << 20 {
      // The system gives the size of this file as 0, so it is read until it ends.
      let piece = try? [UInt8](capacity: 1 << 16) { output throws(FileSystemError) in
        try file.read(into: &output)
      }
      guard let piece, !piece.isEmpty else { break }
      bytes += piece
    }
    return Set(
      bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
        // The fifth field is the mount point, in which spaces and the like are written as \040.
        let fields = line.split(separator: UInt8(ascii: " "))
        return fields.count > 4 ? unescaped(fields[4]) : nil
      })
  }

  /// Returns a path in which a backslash and three octal digits stand for one byte.
  private func unescaped(_ field: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest.removeFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
#endif
