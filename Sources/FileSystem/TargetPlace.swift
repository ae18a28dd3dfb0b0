internal import Platform

/// The place of a target folder, and where the runs for it keep what is not finished.
struct TargetPlace {
  let parent: String
  let name: String
  /// Whether the folder is there and itself has to stay, because it is a mount point, the current folder, or in a
  /// folder that must not be changed; new content is then put into it.
  let staysInPlace: Bool

  var path: String { sibling(name) }

  /// Takes the path of a folder and follows links: a link's destination is replaced, not the link.
  init(_ path: String) {
    let resolved = resolvedPath(path)
    (parent, name) = parentAndName(of: resolved ?? path)
    staysInPlace = resolved.map { [parent] in Self.isFixed($0, in: parent) } ?? false
  }

  private static func isFixed(_ path: String, in parent: String) -> Bool {
    guard FileIdentity(path)?.isFolder == true else { return false }
    if path == resolvedPath(".") || isMountPoint(path) || !mayChangeEntries(of: parent) { return true }
    return AccessRights(parent)?.protectEntriesOfOthers == true && AccessRights(path)?.isOwn == false
      && geteuid() != 0
  }

  /// The path of the `number`th folder in which this run could write until the content is complete.
  func workPath(number: Int) -> String { temporaryPath(number: number, insideTarget: staysInPlace) }

  /// The path to which the former content is moved while a new one replaces it, where the two cannot be exchanged in
  /// one step.
  func formerPath(number: Int, insideTarget: Bool) -> String {
    temporaryPath(number: number, insideTarget: insideTarget) + TemporaryName.formerSuffix
  }

  private func temporaryPath(number: Int, insideTarget: Bool) -> String {
    insideTarget
      ? path + "/" + TemporaryName(for: "", number: number).text
      : sibling(TemporaryName(for: name, number: number).text)
  }

  private func sibling(_ name: String) -> String { parent == "/" ? "/" + name : parent + "/" + name }

  /// Whether an entry directly in the target belongs to a run that is at work or was killed, on any machine.
  func isTemporary(_ entry: String) -> Bool {
    TemporaryName(entry, for: "") != nil && FileIdentity(linkItself: path + "/" + entry)?.isFolder == true
  }
}
