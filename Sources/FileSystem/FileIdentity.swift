#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// What makes two paths the same file.
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

  /// What the path leads to, links followed; nil if it leads nowhere.
  package init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What is open; nil if nothing is.
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
