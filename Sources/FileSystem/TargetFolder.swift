/// A folder that is written as a whole: under a temporary name until it is finished and on the disk.
///
/// A run that is stopped before `commit()` ends, for whatever reason, leaves under the target's name what was there
/// before, or all of the new folder. The next run for the same target removes what the stopped run left.
package struct TargetFolder: ~Copyable {
  /// The path of the folder to write into, with `NewFile`.
  package let workPath: String
  private let place: TargetPlace
  private let content: FolderContent
  private let overwrites: Bool
  private let number: Int
  /// The folders above the target that this run made.
  private let madeParents: [String]
  /// The lock on the work folder, held while this run works, which tells other runs that the folder is in use.
  private let lock: FolderLock
  private var isKept = false

  /// - Throws: `FileSystemError` if the target must not be replaced or cannot be written to.
  package init(path: String, of content: FolderContent, overwrites: Bool) throws(FileSystemError) {
    try Self.check(path, of: content, overwrites: overwrites)
    let place = TargetPlace(path)
    let made = place.staysInPlace ? [] : try makeFolder(place.parent)
    var number = 0
    var workLock: FolderLock?
    // Another run may take the new folder for a leftover and remove it before it is locked.
    for _ in 0..<100 where workLock == nil {
      number = try Self.makeWorkFolder(of: place)
      workLock = FolderLock(waitingFor: place.workPath(number: number))
      if workLock == nil { Unfinished.remove(place.workPath(number: number)) }
    }
    let workPath = place.workPath(number: number)
    guard let lock = workLock.take() else { throw Self.cannotWrite(in: place) }
    if !place.staysInPlace { AccessRights(place.path)?.apply(toFolder: workPath) }
    self.place = place
    self.content = content
    self.overwrites = overwrites
    self.number = number
    self.workPath = workPath
    self.lock = lock
    madeParents = made
  }

  /// Makes a folder to work in and returns its number; a number that a leftover has is passed over.
  private static func makeWorkFolder(of place: TargetPlace) throws(FileSystemError) -> Int {
    while true {
      let number = Unfinished.nextNumber()
      let path = place.workPath(number: number)
      // Before the folder is there, so that it is never taken for a leftover.
      Unfinished.add(path)
      if makeOneFolder(path) { return number }
      let error = cannotWrite(in: place)
      Unfinished.remove(path)
      guard FileIdentity(linkItself: path) != nil else { throw error }
    }
  }

  private static func cannotWrite(in place: TargetPlace) -> FileSystemError {
    FileSystemError(
      .inputOutput, place.staysInPlace ? place.path : place.parent,
      "nothing can be written here (\(errorText())); choose another place with --out")
  }

  deinit {
    if !isKept { removeTree(workPath) }
    Unfinished.remove(workPath)
  }

  /// Puts the finished folder to its target, in place of a former one that may be there, and waits until it is on the
  /// disk; only then is the former one removed.
  ///
  /// - Throws: `FileSystemError` if the target has come into use meanwhile, or the system refuses; an existing folder
  ///   then stays.
  package consuming func commit() throws(FileSystemError) {
    // All bytes are on the disk before the name is, so that after a power cut nothing stands there that is empty.
    try syncTree(workPath)
    // Of two runs that finish at the same time, the second sees what the first has put there.
    let targetLock = FolderLock(waitingFor: place.path)
    try Self.check(place.path, of: content, overwrites: overwrites)
    let replacement = FolderReplacement(
      place: place, content: content, overwrites: overwrites, workPath: workPath, number: number,
      madeParents: madeParents)
    do throws(FolderReplacement.Failure) {
      try Unfinished.finishing(workPath) { () throws(FolderReplacement.Failure) in try replacement.run() }
    } catch {
      isKept = error.keepsWorkFolder
      throw error.error
    }
    isKept = true
    withExtendedLifetime(targetLock) {}
  }
}
