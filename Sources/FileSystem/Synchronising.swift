internal import CFileSystem
internal import Platform

// A file that is written and closed may be in memory only, for half a minute and longer; after a power cut it is empty.

/// The number of files up to which each is written to the disk by itself. For more, one call for the whole file system
/// takes less time.
private let largestSingleSyncCount = 64

/// Waits until all files and folders below a folder, and the folder itself, are on the disk.
///
/// - Throws: `FileSystemError` if the system could not write them.
func syncTree(_ folder: String) throws(FileSystemError) {
  var files: [String] = []
  var folders = [folder]
  var next = 0
  while next < folders.count {
    let path = folders[next]
    next += 1
    guard let entries = FolderEntry.all(in: path) else {
      throw FileSystemError(systemError: errno, on: path, while: "read")
    }
    for entry in entries {
      // Names that are not text are not of this program.
      guard let name = entry.name else { continue }
      let below = path + "/" + name
      switch FileIdentity(linkItself: below)?.kind {
      case .folder: folders.append(below)
      case .file: files.append(below)
      default: continue
      }
    }
  }
  if files.count > largestSingleSyncCount, try syncFileSystem(of: folder) { return }
  for file in files { try syncPath(file, isFolder: false) }
  // From the bottom up, so that a folder that is on the disk has all its content there.
  for folder in folders.reversed() { try syncFolder(folder) }
}

/// Waits until the names in a folder are on the disk.
///
/// - Throws: `FileSystemError` if the system could not write them.
func syncFolder(_ path: String) throws(FileSystemError) { try syncPath(path, isFolder: true) }

/// Waits until an open file is on the disk; returns the value of `errno` if that fails, otherwise nil.
func syncDescriptor(_ descriptor: CInt) -> CInt? {
  let number = fm_sync(descriptor)
  return number == 0 || cannotSync.contains(number) ? nil : number
}

/// The errors of file systems that have nothing to synchronise, or do not let programs ask for it.
private let cannotSync: Set<CInt> = [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP]

/// The errors that some network drives give for folders, which they cannot synchronise.
private let cannotSyncFolder: Set<CInt> = [EBADF, EACCES, EISDIR, EPERM]

private func syncPath(_ path: String, isFolder: Bool) throws(FileSystemError) {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
  guard descriptor >= 0 else {
    // A folder into which one may write but not look has to do without.
    if isFolder, errno == EACCES { return }
    throw FileSystemError(systemError: errno, on: path, while: "save")
  }
  defer { _ = close(descriptor) }
  guard let number = syncDescriptor(descriptor), !isFolder || !cannotSyncFolder.contains(number) else {
    return
  }
  throw FileSystemError(systemError: number, on: path, while: "save")
}

/// Returns false if the system cannot do this.
private func syncFileSystem(of folder: String) throws(FileSystemError) -> Bool {
  let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
  guard descriptor >= 0 else { throw FileSystemError(systemError: errno, on: folder, while: "save") }
  defer { _ = close(descriptor) }
  let number = fm_sync_file_system(descriptor)
  if number == 0 { return true }
  guard cannotSync.contains(number) else {
    throw FileSystemError(systemError: number, on: folder, while: "save")
  }
  return false
}
