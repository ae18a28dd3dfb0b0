#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Where a folder goes, and under what names runs work beside it.
struct TargetPlace {
  let parent: String
  let name: String

  var path: String { sibling(name) }

  /// A link is followed: what it leads to is replaced, not the link.
  init(_ path: String) {
    let resolved = resolvedPath(path) ?? path
    let names = pathNames(of: resolved).filter { $0 != "." }
    name = names.last ?? ""
    let above = names.dropLast().joined(separator: "/")
    parent = resolved.utf8.first == UInt8(ascii: "/") ? "/" + above : above.isEmpty ? "." : above
  }

  /// Where this run writes until the folder is whole.
  var workPath: String { sibling(leftoverPrefix + "\(ProcessInfo.processInfo.processIdentifier)") }

  /// Where a folder steps aside to for the one that replaces it.
  var formerPath: String { workPath + Self.formerSuffix }

  private static let formerSuffix = "-former"

  private var leftoverPrefix: String { ".\(name).fmbuild-" }

  private func sibling(_ name: String) -> String { parent == "/" ? "/" + name : parent + "/" + name }

  /// Removes what runs for the same name left that were killed. One that was killed between moving the former
  /// folder away and putting the new one in its place left the place empty: the former returns.
  func recover() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for leftover in names.sorted() where isLeftover(leftover) {
      let path = sibling(leftover)
      // A run that still works holds the lock on its folder, and on the one that it replaces.
      guard let lock = FolderLock(ifFree: path) else { continue }
      withExtendedLifetime(lock) {
        if leftover.hasSuffix(Self.formerSuffix), FileIdentity(self.path) == nil {
          _ = moveFolder(path, to: self.path)
        } else {
          try? FileManager.default.removeItem(atPath: path)
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
