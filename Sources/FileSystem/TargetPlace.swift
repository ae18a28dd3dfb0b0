internal import Platform

/// The place of a target folder, and the temporary names that runs use beside it.
struct TargetPlace {
  let parent: String
  let name: String

  var path: String { sibling(name) }

  /// Takes the target's path and follows links: a link's destination is replaced, not the link.
  init(_ path: String) {
    let resolved = resolvedPath(path) ?? path
    let names = pathNames(of: resolved).filter { $0 != "." }
    name = names.last ?? ""
    let above = names.dropLast().joined(separator: "/")
    parent = resolved.utf8.first == UInt8(ascii: "/") ? "/" + above : above.isEmpty ? "." : above
  }

  /// The path of the folder in which this run writes until the content is complete.
  var workPath: String { sibling(leftoverPrefix + "\(getpid())") }

  /// The path to which a former folder is moved while a new one replaces it.
  var formerPath: String { workPath + Self.formerSuffix }

  private static let formerSuffix = "-former"

  private var leftoverPrefix: String { ".\(name).fmbuild-" }

  private func sibling(_ name: String) -> String { parent == "/" ? "/" + name : parent + "/" + name }

  /// Removes what killed runs for the same target left. If a run was killed after it moved the former folder away and
  /// before the new folder was in place, the former folder is moved back.
  func recover() {
    let names = folderNames(parent) ?? []
    for leftover in names.sorted() where isLeftover(leftover) {
      let path = sibling(leftover)
      // A run that is still at work holds the lock on its folder, and on the folder that it replaces.
      guard let lock = FolderLock(ifFree: path) else { continue }
      withExtendedLifetime(lock) {
        if leftover.hasSuffix(Self.formerSuffix), FileIdentity(self.path) == nil {
          _ = moveFolder(path, to: self.path)
        } else {
          removeTree(path)
        }
      }
    }
  }

  private func isLeftover(_ leftover: String) -> Bool {
    guard leftover.hasPrefix(leftoverPrefix) else { return false }
    let ending = leftover.dropFirst(leftoverPrefix.count)
    let number = ending.hasSuffix(Self.formerSuffix) ? ending.dropLast(Self.formerSuffix.count) : ending
    return !number.isEmpty && number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
