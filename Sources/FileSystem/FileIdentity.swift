internal import Platform

/// The identity of a file or folder: two paths lead to the same file if their identities are equal.
package struct FileIdentity: Hashable {
  package enum Kind {
    case file
    case folder
    case other
    case unknown
  }

  private let device: UInt64
  private let number: UInt64
  package let kind: Kind

  package var isFolder: Bool { kind == .folder }

  /// Whether this and what another path leads to are in the same file system.
  func isOnDevice(of other: String) -> Bool { FileIdentity(other)?.device == device }

  /// Examines what the path leads to, following links; nil if the path leads nowhere.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Examines what stands at the path itself: a link is of the kind `other`. Nil if nothing stands there.
  init?(linkItself path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Examines an open file; nil if the descriptor is not open.
  init?(descriptor: CInt) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      default: .other
      }
  }
}

/// The state of a file by which a later look tells whether it is still the same file with the same content.
package struct FileVersion: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let byteCount: Int
  private let changeSeconds: Int
  private let changeNanoseconds: Int

  /// Examines what the path leads to; nil if the path leads nowhere.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    byteCount = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    changeSeconds = Int(time.tv_sec)
    changeNanoseconds = Int(time.tv_nsec)
  }
}
