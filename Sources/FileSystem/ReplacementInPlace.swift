/// Replaces the content of a folder that itself has to stay, such as a mount point.
///
/// The former files are moved to a folder beside them, the new ones are moved to their places, and only then do the
/// former ones go. A file in the folder of the former ones lists their names from before the first move until after the
/// last: as long as it is there, the replacement is undone, by this run after a failure, or by the next after a kill.
struct ReplacementInPlace {
  let place: TargetPlace
  let content: FolderContent
  /// The folder in the target to which the former files are moved.
  let formerPath: String

  private static let listName = ".names"

  private var listPath: String { formerPath + "/" + Self.listName }

  /// Whether a folder of former files is that of a replacement that was neither completed nor undone.
  static func isInterrupted(_ formerPath: String) -> Bool {
    FileIdentity(linkItself: formerPath + "/" + listName)?.kind == .file
  }

  /// Moves the files of `workPath`, which is in the same file system, into the target. The caller removes `workPath`.
  ///
  /// - Throws: `FileSystemError` if the system refuses; the target then has its former content.
  func run(from workPath: String) throws(FileSystemError) {
    let former = try sorted(ownNames(in: place.path))
    guard makeOneFolder(formerPath) else { throw refusal() }
    // The lock tells other runs that this is no leftover.
    let lock = FolderLock(waitingFor: formerPath)
    defer { withExtendedLifetime(lock) {} }
    do throws(FileSystemError) {
      try NewFile.write([Array(former.joined(separator: "\n").utf8)], to: listPath)
      try syncTree(formerPath)
      try syncFolder(place.path)
      // The marker goes first and comes last, so that a mixture of files is never taken for a whole.
      for name in former.reversed() { try move(name, from: place.path, to: formerPath) }
      for name in sorted(folderNames(workPath) ?? []) { try move(name, from: workPath, to: place.path) }
      try syncFolder(place.path)
    } catch {
      undo()
      throw error
    }
    removeTree(listPath)
    removeTree(formerPath)
  }

  /// Brings the former files back to their places, and removes the new ones.
  func undo() {
    guard let list = try? WholeFile.text(listPath) else { return }
    let former = Set(list.split(separator: "\n").map { String($0) })
    guard let names = try? ownNames(in: place.path) else { return }
    for name in names where !former.contains(name) { removeTree(place.path + "/" + name) }
    for name in sorted(folderNames(formerPath) ?? []) where former.contains(name) {
      removeTree(place.path + "/" + name)
      guard moveFolder(formerPath + "/" + name, to: place.path + "/" + name) else { return }
    }
    try? syncFolder(place.path)
    removeTree(listPath)
    removeTree(formerPath)
  }

  private func move(_ name: String, from: String, to: String) throws(FileSystemError) {
    guard moveFolder(from + "/" + name, to: to + "/" + name) else { throw refusal() }
  }

  private func refusal() -> FileSystemError {
    FileSystemError(
      .inputOutput, place.path,
      "the finished \(content.noun) cannot be put here (\(errorText())); choose another place with --out")
  }

  private func ownNames(in folder: String) throws(FileSystemError) -> [String] {
    guard let names = folderNames(folder) else {
      throw FileSystemError(.inputOutput, folder, "the folder cannot be read (\(errorText()))")
    }
    return names.filter { content.isOwn($0) }
  }

  /// Returns names in the order in which new files are put into the folder: the marker last.
  private func sorted(_ names: [String]) -> [String] {
    names.sorted { ($0 == content.marker ? 1 : 0, $0) < ($1 == content.marker ? 1 : 0, $1) }
  }
}
