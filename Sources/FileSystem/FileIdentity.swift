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

  /// Examines what the path leads to, following links; nil if the path leads nowhere.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
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
