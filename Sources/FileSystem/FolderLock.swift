internal import Platform

/// A lock on a folder, which the system releases when the process that holds it ends, for whatever reason.
struct FolderLock: ~Copyable {
  private let descriptor: CInt

  /// Waits for a folder's lock; nil if the folder does not exist, or was removed while waiting.
  init?(waitingFor path: String) {
    // On file systems without locks, such as some network drives, there is nothing to wait for.
    self.init(path) { descriptor in
      _ = flock(descriptor, LOCK_EX)
      return true
    }
  }

  /// Takes a folder's lock; nil if another process holds it, if the file system has no locks, or if the folder does not
  /// exist.
  init?(ifFree path: String) {
    self.init(path) { flock($0, LOCK_EX | LOCK_NB) == 0 }
  }

  private init?(_ path: String, take: (CInt) -> Bool) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { return nil }
    // Between opening and locking, the folder may have been removed and another one made under its name.
    guard take(descriptor), let identity = FileIdentity(path),
      identity == FileIdentity(descriptor: descriptor)
    else {
      _ = close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }
}
