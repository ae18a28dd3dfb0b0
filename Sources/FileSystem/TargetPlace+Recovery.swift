extension TargetPlace {
  /// Removes what killed runs for this target left, and completes or undoes the replacement that they were killed in.
  ///
  /// A leftover is touched only if everything says that it is one: its name, which says that it is of this machine and
  /// of a process that has ended; that it is a folder, not a link, and this user's; that no process holds its lock; and
  /// that nothing is in it but files of this content.
  func recover(_ content: FolderContent) {
    for name in folderNames(parent) ?? [] {
      if let temporary = TemporaryName(name, for: self.name) { recover(temporary, in: parent, content) }
    }
    for name in folderNames(path) ?? [] {
      if let temporary = TemporaryName(name, for: "") { recover(temporary, in: path, content) }
    }
  }

  private func recover(_ leftover: TemporaryName, in folder: String, _ content: FolderContent) {
    let leftoverPath = folder == "/" ? "/" + leftover.text : folder + "/" + leftover.text
    guard leftover.isOfEndedRun, !Unfinished.contains(leftoverPath),
      FileIdentity(linkItself: leftoverPath)?.isFolder == true, AccessRights(leftoverPath)?.isOwn == true
    else { return }
    var lock: FolderLock?
    do throws(FolderLock.Refusal) {
      lock = try FolderLock(ifFree: leftoverPath)
    } catch .notSupported {
      lock = nil
    } catch {
      return
    }
    if leftover.isFormer, ReplacementInPlace.isInterrupted(leftoverPath) {
      ReplacementInPlace(place: self, content: content, formerPath: leftoverPath).undo()
    } else if holdsOnly(content, leftoverPath) {
      let holdsFormer = content.marker.map { FileIdentity(leftoverPath + "/" + $0) != nil } ?? false
      if leftover.isFormer, folder == parent, holdsFormer, FileIdentity(linkItself: path) == nil {
        _ = moveFolder(leftoverPath, to: path)
      } else {
        removeTree(leftoverPath)
      }
    }
    _ = lock.take()
  }

  /// Whether nothing is in a folder but files of a content; false if the folder cannot be read.
  private func holdsOnly(_ content: FolderContent, _ folder: String) -> Bool {
    do {
      return try TargetFolder.firstForeign(in: folder, content) == nil
    } catch {
      return false
    }
  }
}
