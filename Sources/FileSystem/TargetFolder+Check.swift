extension TargetFolder {
  /// Checks whether a folder could be put at `path`, before time is spent on its content, and cleans up what killed
  /// runs left.
  ///
  /// - Throws: `FileSystemError` if something at `path` must not be replaced, or nothing could be written there.
  package static func check(
    _ path: String, of content: FolderContent, overwrites: Bool
  ) throws(FileSystemError) {
    let place = TargetPlace(path)
    place.recover(content)
    guard let identity = FileIdentity(path) else {
      guard !isLink(path) else {
        throw FileSystemError(
          .targetExists, path, "this link leads nowhere; remove it, or name another folder with --out")
      }
      return try checkFolder(canBeMadeAt: place.parent)
    }
    guard identity.isFolder else {
      throw FileSystemError(.targetExists, path, "this is a file; name a folder with --out")
    }
    try checkNotAbove(path, content)
    try checkContent(of: path, place, content, overwrites: overwrites)
    try checkRights(path, place)
  }

  private static func checkContent(
    of path: String, _ place: TargetPlace, _ content: FolderContent, overwrites: Bool
  ) throws(FileSystemError) {
    let names = try names(in: path).filter { !isPassedOver($0, in: place) }
    guard let first = names.first else { return }
    let isMarked = content.marker.map(names.contains) ?? false
    guard overwrites else {
      throw FileSystemError(
        .targetExists, path,
        "the folder is there already and not empty; choose another with --out"
          + (isMarked ? ", or replace the \(content.noun) in it with --overwrite" : ""))
    }
    guard isMarked else {
      throw FileSystemError(
        .targetExists, path,
        "this is no \(content.noun) of fmbuild (it has '\(first)'"
          + (content.marker.map { ", but no \($0)" } ?? "")
          + "), so it is not overwritten; choose another folder with --out")
    }
    if let foreign = try firstForeign(in: path, content, isPassedOver: { isPassedOver($0, in: place) }) {
      throw Self.foreign(foreign, in: path, content)
    }
  }

  /// Whether an entry directly in the target is neither content nor a user's file: what a run writes there, and what
  /// every new disk has.
  private static func isPassedOver(_ name: String, in place: TargetPlace) -> Bool {
    place.staysInPlace && (name == "lost+found" || place.isTemporary(name))
  }

  /// Returns the error for a file of another origin in a folder that was to be replaced.
  static func foreign(_ foreign: String, in path: String, _ content: FolderContent) -> FileSystemError {
    FileSystemError(
      .targetExists, "\(path)/\(foreign)",
      "this is not part of the \(content.noun) and would be lost; move it away, then use --overwrite again")
  }

  /// Refuses a folder that the user has protected against writing, and one whose content cannot be changed.
  private static func checkRights(_ path: String, _ place: TargetPlace) throws(FileSystemError) {
    if let rights = AccessRights(path), rights.forbidWriting {
      throw FileSystemError(
        .permissionDenied, path,
        "the folder is protected against writing (mode \(rights.octalMode)); allow it with chmod u+w, or choose "
          + "another with --out")
    }
    guard mayChangeEntries(of: path) else {
      throw FileSystemError(
        .permissionDenied, path,
        "nothing can be written here (\(errorText())); choose another place with --out")
    }
  }

  /// Refuses a target that is above the current folder: replacing it would leave the user's shell in a removed one.
  private static func checkNotAbove(_ path: String, _ content: FolderContent) throws(FileSystemError) {
    guard let target = resolvedPath(path), let current = resolvedPath(".") else { return }
    guard pathBelow(target, current) != nil else { return }
    throw FileSystemError(
      .targetExists, path,
      "you are in a folder of this one, and the \(content.noun)'s folder is made anew; name one inside it, such as "
        + "--out \(content.exampleName)")
  }

  /// Returns the first path below `root` that does not belong to the content; foreign folders are not searched.
  ///
  /// - Parameter isPassedOver: whether an entry directly in the root does not count.
  static func firstForeign(
    in root: String, _ content: FolderContent, below folder: String = "",
    isPassedOver: (String) -> Bool = { _ in false }
  ) throws(FileSystemError) -> String? {
    for name in try names(in: root + "/" + folder) {
      let path = folder + name
      if folder.isEmpty, isPassedOver(name) { continue }
      guard content.isOwn(path) else { return path }
      guard FileIdentity(linkItself: root + "/" + path)?.isFolder == true else { continue }
      if let foreign = try firstForeign(in: root, content, below: path + "/") { return foreign }
    }
    return nil
  }

  /// Returns the names of a folder's entries, sorted, without files that file managers leave.
  private static func names(in folder: String) throws(FileSystemError) -> [String] {
    guard let entries = FolderEntry.all(in: folder) else {
      throw FileSystemError(
        .inputOutput, folder,
        "the folder cannot be read (\(errorText())); change its permissions, or choose another with --out"
      )
    }
    return entries.map(\.readableName).filter { !isLitter($0) }.sorted()
  }
}
