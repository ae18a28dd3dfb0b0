internal import Platform

/// The reason why a file or folder could not be read or written.
package struct FileSystemError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Sendable {
    /// The target exists and must not be replaced.
    case targetExists
    case notFound
    case permissionDenied
    /// The disk or the quota is full, or the file system allows no larger file.
    case noSpace
    /// A folder, a pipe or a device is where a file is needed, or a file where a folder is needed.
    case notARegularFile
    /// The file is larger than its reader allows.
    case tooLarge
    /// The bytes are not UTF-8.
    case notText
    /// Any other failure of the system.
    case inputOutput
  }

  package let code: Code
  /// The path of the file or folder concerned, as the caller named it.
  package let path: String
  /// The problem and what the user can do about it, without the path.
  package let problem: String

  package init(_ code: Code, _ path: String, _ problem: String) {
    self.code = code
    self.path = path
    self.problem = problem
  }

  /// The problem and what the user can do about it, beginning with the path.
  package var message: String { "\(path): \(problem)" }

  package var description: String { message }
}

extension FileSystemError {
  /// Makes the error for a failed system call on a file.
  ///
  /// - Parameters:
  ///   - number: the value of `errno` after the call.
  ///   - path: the file, as the caller named it.
  ///   - action: the verb for what was tried: `open`, `read`, `write`.
  package init(systemError number: CInt, on path: String, while action: String) {
    let (code, remedy): (Code, String) =
      switch number {
      case ENOENT:
        (.notFound, "Check the spelling, and that its folder exists.")
      case ELOOP:
        (.notFound, "The links lead in a circle; mend them.")
      case ENAMETOOLONG:
        (.notFound, "Choose a shorter name.")
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
        (.inputOutput, "Too many files are open; allow more (ulimit -n 256), or use fewer --jobs.")
      case ENOMEM:
        (.inputOutput, "The memory is full; use fewer --jobs.")
      default:
        (.inputOutput, "Check the disk, or try another place.")
      }
    let reason = errorText(number)
    self.init(code, path, "could not \(action) the file: \(reason). \(remedy)")
  }

  /// Whether a failure to open or read a file, with this value of `errno`, is that file's own: its permissions, its
  /// name, a link. Any other failure, of a disk, a network drive, the memory, or a file that has vanished, can concern
  /// all files after it as well.
  package static func concernsOneFile(_ number: CInt) -> Bool {
    [EACCES, EPERM, ELOOP, ENAMETOOLONG, EISDIR].contains(number)
  }
}
