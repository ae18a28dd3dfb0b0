#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension IDXError {
  /// What a failed system call on a file means, in words.
  ///
  /// - Parameters:
  ///   - number: The value of `errno` after the call.
  ///   - path: The file, as the caller named it.
  ///   - action: What was tried, as a verb: `open`, `read`, `write`.
  package init(systemError number: CInt, on path: String, while action: String) {
    let (code, remedy): (Code, String) =
      switch number {
      case ENOENT:
        (.fileNotFound, "Check the spelling, and that its folder exists.")
      case EACCES, EPERM:
        (.permissionDenied, "Change the permissions, or choose another place.")
      case EROFS:
        (.permissionDenied, "Choose a place on a file system that can be written.")
      case ENOSPC, EDQUOT:
        (.noSpace, "Free some space, or choose another place.")
      case EFBIG:
        (.noSpace, "Choose a file system, or a limit (ulimit -f), that allows larger files.")
      case EISDIR:
        (.notARegularFile, "Name a file, not a folder.")
      case ENOTDIR:
        (.notARegularFile, "Part of the path is a file, not a folder; check the path.")
      case EMFILE, ENFILE:
        (.inputOutput, "Too many files are open; raise the limit (ulimit -n).")
      default:
        (.inputOutput, "Check the disk, or try another place.")
      }
    let reason = unsafe String(cString: strerror(number))
    self.init(code, "could not \(action) the file: \(reason). \(remedy)", path: path)
  }
}
