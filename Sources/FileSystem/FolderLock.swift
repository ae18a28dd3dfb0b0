#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A lock on a folder, which the system takes back when whoever holds it ends, however it ends.
struct FolderLock: ~Copyable {
  private let descriptor: CInt

  /// Waits for a folder's lock; nil if the folder is not there, or no longer, once it has been waited for.
  init?(waitingFor path: String) {
    // Where there are no locks, as on some network drives, there is nobody to wait for.
    self.init(path) { descriptor in
      _ = flock(descriptor, LOCK_EX)
      return true
    }
  }

  /// Takes a folder's lock; nil if another holds it, if there are no locks, or if the folder is not there.
  init?(ifFree path: String) {
    self.init(path) { flock($0, LOCK_EX | LOCK_NB) == 0 }
  }

  private init?(_ path: String, take: (CInt) -> Bool) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { return nil }
    // In between the folder may have been removed, and another be there under its name.
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
