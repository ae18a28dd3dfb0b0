internal import Platform

/// A lock on a folder or a file, which the system releases when the process that holds it ends, for whatever reason.
struct FolderLock: ~Copyable {
  /// The reason why a lock was not taken.
  enum Refusal: Error {
    case heldByAnother
    /// The file system has no locks, as some network drives.
    case notSupported
    /// There is no such folder or file, or a link under its name.
    case missing
  }

  private let descriptor: CInt

  /// Waits for a folder's lock; nil if the folder does not exist, or was removed while waiting.
  init?(waitingFor path: String) {
    let lock = try? FolderLock(path) { descriptor throws(Refusal) in
      // On file systems without locks there is nothing to wait for.
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }
    guard let lock else { return nil }
    self = lock
  }

  /// Takes the lock of a folder or file without waiting.
  init(ifFree path: String) throws(Refusal) {
    try self.init(path) { descriptor throws(Refusal) in
      guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
      throw errno == EWOULDBLOCK ? .heldByAnother : .notSupported
    }
  }

  private init(_ path: String, take: (CInt) throws(Refusal) -> Void) throws(Refusal) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .missing }
    do throws(Refusal) {
      try take(descriptor)
      // Between opening and locking, the folder may have been removed and another one made under its name.
      guard let identity = FileIdentity(path), identity == FileIdentity(descriptor: descriptor) else {
        throw .missing
      }
    } catch {
      _ = close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }
}
