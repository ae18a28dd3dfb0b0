internal import CFileSystem
internal import Platform

/// The last step of writing a folder: the finished folder gets its name, and a former one goes.
struct FolderReplacement {
  let place: TargetPlace
  let content: FolderContent
  let overwrites: Bool
  let workPath: String
  let number: Int
  let madeParents: [String]

  struct Failure: Error {
    let error: FileSystemError
    /// Whether the work folder may now be what has to be kept.
    var keepsWorkFolder = false
  }

  /// - Throws: `Failure` if the system refuses; the target then has its former content.
  func run() throws(Failure) {
    if place.staysInPlace {
      try runInPlace()
    } else if !overwrites || isTargetEmpty {
      try putInPlace()
    } else {
      try exchange()
    }
  }

  /// Whether nothing is lost if the target goes: it is not there, or has at most what file managers leave.
  private var isTargetEmpty: Bool { (folderNames(place.path) ?? []).allSatisfy(isLitter) }

  // MARK: - Where nothing stands

  /// Renames the work folder; the system refuses if anything but an empty folder is at the target.
  private func putInPlace() throws(Failure) {
    let rights = AccessRights(place.path)
    for name in folderNames(place.path) ?? [] where isLitter(name) { removeTree(place.path + "/" + name) }
    guard moveFolder(workPath, to: place.path) else {
      let number = errno
      if Self.asksForMovingFiles.contains(number), rights != nil { return try runInPlace() }
      guard ![ENOTEMPTY, EEXIST, ENOTDIR].contains(number) else { throw Failure(error: takenMeanwhile) }
      throw Failure(error: refusal(number))
    }
    do throws(FileSystemError) {
      try syncParents()
    } catch {
      throw Failure(error: error, keepsWorkFolder: !moveFolder(place.path, to: workPath))
    }
  }

  // MARK: - Where a former folder stands

  /// Exchanges the two folders in one step, so that the target is never absent.
  private func exchange() throws(Failure) {
    let number = unsafe fm_exchange(workPath, place.path)
    if Self.asksForMovingFiles.contains(number) { return try runInPlace() }
    if Self.cannotExchange.contains(number) { return try renameTwice() }
    guard number == 0 else { throw Failure(error: refusal(number)) }
    do throws(FileSystemError) {
      // What stood at the target until now is looked at once more before it goes.
      if let foreign = try TargetFolder.firstForeign(in: workPath, content) {
        throw TargetFolder.foreign(foreign, in: place.path, content)
      }
      try syncParents()
    } catch {
      throw Failure(error: error, keepsWorkFolder: unsafe fm_exchange(workPath, place.path) != 0)
    }
    removeTree(workPath)
  }

  /// Moves the former folder aside and the new one to its place. A run that is killed in between leaves the former
  /// folder beside the target, where the next run finds it.
  private func renameTwice() throws(Failure) {
    let formerPath = place.formerPath(number: number, insideTarget: false)
    guard moveFolder(place.path, to: formerPath) else {
      if Self.asksForMovingFiles.contains(errno) { return try runInPlace() }
      throw Failure(error: refusal(errno))
    }
    do throws(FileSystemError) {
      guard moveFolder(workPath, to: place.path) else { throw refusal(errno) }
      do throws(FileSystemError) {
        try syncParents()
      } catch {
        _ = moveFolder(place.path, to: workPath)
        throw error
      }
    } catch {
      _ = moveFolder(formerPath, to: place.path)
      throw Failure(error: error)
    }
    removeTree(formerPath)
  }

  private func runInPlace() throws(Failure) {
    do throws(FileSystemError) {
      let formerPath = place.formerPath(number: number, insideTarget: true)
      try ReplacementInPlace(place: place, content: content, formerPath: formerPath).run(from: workPath)
    } catch {
      throw Failure(error: error)
    }
    removeTree(workPath)
  }

  /// The errors of systems and file systems that cannot exchange two names.
  private static let cannotExchange: Set<CInt> = [ENOSYS, EINVAL, ENOTSUP, EOPNOTSUPP]

  /// The errors for folders that cannot be renamed but can be written to: a mount point that was not seen, a folder of
  /// a container's image, a folder of another user.
  private static let asksForMovingFiles: Set<CInt> = [EBUSY, EXDEV, EPERM, EACCES]

  /// Waits until the folder's name is on the disk, and those of the folders above it that this run made.
  private func syncParents() throws(FileSystemError) {
    try syncFolder(place.parent)
    for folder in madeParents.reversed() { try syncFolder(TargetPlace(folder).parent) }
  }

  private var takenMeanwhile: FileSystemError {
    FileSystemError(
      .targetExists, place.path,
      "something was put here while the \(content.noun) was made, perhaps by another run; it was left alone; choose "
        + "another place with --out")
  }

  private func refusal(_ number: CInt) -> FileSystemError {
    FileSystemError(
      .inputOutput, place.path,
      "the finished \(content.noun) cannot be put here (\(errorText(number))); "
        + "choose another place with --out")
  }
}
