/// A folder that is written as a whole: under a temporary name beside its target until it is finished.
///
/// A run that is stopped before `commit()`, for whatever reason, leaves nothing under the target's name. The next run
/// for the same target removes what the stopped run left beside the target.
package struct TargetFolder: ~Copyable {
  /// The path of the folder to write into.
  package let workPath: String
  private let place: TargetPlace
  private let content: FolderContent
  private let overwrites: Bool
  /// The lock on the work folder, held while this run works, which tells other runs that the folder is in use.
  private let lock: FolderLock
  private var isKept = false

  /// - Throws: `FileSystemError` if the target must not be replaced or cannot be written to.
  package init(path: String, of content: FolderContent, overwrites: Bool) throws(FileSystemError) {
    try Self.check(path, of: content, overwrites: overwrites)
    let place = TargetPlace(path)
    try makeFolder(place.parent)
    lock = try Self.lockOnNewFolder(place.workPath, in: place.parent)
    workPath = place.workPath
    self.place = place
    self.content = content
    self.overwrites = overwrites
  }

  /// Makes a folder and locks it; tries again if another run takes the folder for a leftover and removes it before it
  /// is locked.
  private static func lockOnNewFolder(_ path: String, in parent: String) throws(FileSystemError) -> FolderLock
  {
    for _ in 0..<100 {
      guard makeOneFolder(path) else { break }
      if let lock = FolderLock(waitingFor: path) { return lock }
    }
    throw FileSystemError(
      .inputOutput, parent, "nothing can be written here (\(errorText())); choose another place with --out"
    )
  }

  deinit {
    if !isKept { removeTree(workPath) }
  }

  /// Moves the finished folder to its target, in place of a former one that may be there.
  ///
  /// - Throws: `FileSystemError` if the target has come into use meanwhile, or the system refuses; an existing folder
  ///   then stays.
  package consuming func commit() throws(FileSystemError) {
    // A former folder that is moved aside looks like the leftover of a killed run; the lock keeps other runs from
    // moving it back.
    let formerLock = overwrites ? FolderLock(waitingFor: place.path) : nil
    try Self.check(place.path, of: content, overwrites: overwrites)
    if overwrites, FileIdentity(place.path) != nil {
      try replaceFormer()
    } else {
      removeLitter()
      try putInPlace()
    }
    isKept = true
    withExtendedLifetime(formerLock) {}
  }

  private func replaceFormer() throws(FileSystemError) {
    guard moveFolder(place.path, to: place.formerPath) else {
      throw FileSystemError(
        .inputOutput, place.path,
        "the former \(content.noun) cannot be moved away (\(errorText())); "
          + "choose another place with --out")
    }
    do {
      try putInPlace()
    } catch {
      _ = moveFolder(place.formerPath, to: place.path)
      throw error
    }
    removeTree(place.formerPath)
  }

  /// Moves the work folder to the target, which must be empty or missing.
  private func putInPlace() throws(FileSystemError) {
    guard moveFolder(workPath, to: place.path) else {
      throw FileSystemError(
        .inputOutput, place.path,
        "the finished \(content.noun) cannot be put here (\(errorText())); "
          + "choose another place with --out")
    }
  }

  private func removeLitter() {
    let names = folderNames(place.path) ?? []
    for name in names where isLitter(name) {
      removeTree(place.path + "/" + name)
    }
  }
}
