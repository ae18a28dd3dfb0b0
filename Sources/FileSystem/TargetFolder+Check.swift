extension TargetFolder {
  /// Checks whether a folder could be put at `path`, before time is spent on its content, and cleans up what killed
  /// runs left.
  ///
  /// - Throws: `FileSystemError` if something at `path` must not be replaced.
  package static func check(
    _ path: String, of content: FolderContent, overwrites: Bool
  ) throws(FileSystemError) {
    TargetPlace(path).recover()
    guard let identity = FileIdentity(path) else {
      guard !isLink(path) else {
        throw FileSystemError(
          .targetExists, path, "this link leads nowhere; remove it, or name another folder with --out")
      }
      return
    }
    guard identity.isFolder else {
      throw FileSystemError(.targetExists, path, "this is a file; name a folder with --out")
    }
    try checkNotAbove(path, content)
    let names = try names(in: path)
    guard let first = names.first else { return }
    let isMarked = names.contains(content.marker)
    guard overwrites else {
      throw FileSystemError(
        .targetExists, path,
        "the folder is there already and not empty; choose another with --out"
          + (isMarked ? ", or replace the \(content.noun) in it with --overwrite" : ""))
    }
    guard isMarked else {
      throw FileSystemError(
        .targetExists, path,
        "this is no \(content.noun) of fmbuild (it has '\(first)', but no \(content.marker)), so it is "
          + "not overwritten; choose another folder with --out")
    }
    if let foreign = try firstForeign(in: path, content) {
      throw FileSystemError(
        .targetExists, "\(path)/\(foreign)",
        "this is not part of the \(content.noun) and would be lost; move it away, then use "
          + "--overwrite again")
    }
  }

  /// Refuses a target that is the current folder or above it: replacing that folder would leave the user's shell in a
  /// removed one.
  private static func checkNotAbove(_ path: String, _ content: FolderContent) throws(FileSystemError) {
    guard let target = resolvedPath(path), let current = resolvedPath(".") else { return }
    guard target == current || pathBelow(target, current) != nil else { return }
    throw FileSystemError(
      .targetExists, path,
      "you are in this folder, and the \(content.noun)'s folder is made anew; name one inside it, such as "
        + "--out \(content.exampleName)")
  }

  /// Returns the first path below `root` that does not belong to the content; foreign folders are not searched.
  private static func firstForeign(
    in root: String, _ content: FolderContent, below folder: String = ""
  ) throws(FileSystemError) -> String? {
    for name in try names(in: root + "/" + folder) {
      let path = folder + name
      guard content.isOwn(path) else { return path }
      guard FileIdentity(root + "/" + path)?.isFolder == true, !isLink(root + "/" + path) else { continue }
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
