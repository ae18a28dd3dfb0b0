#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A folder that is written as a whole: under another name beside its place until it is finished.
///
/// What is stopped in the middle, by whatever means, leaves nothing under the folder's name; what it leaves
/// beside it, the next run for the same name removes.
package struct TargetFolder: ~Copyable {
  /// Where to write.
  package let workPath: String
  private let place: TargetPlace
  private let content: FolderContent
  private let overwrites: Bool
  /// Held as long as this run works, so that another knows that the folder is no leftover.
  private let lock: FolderLock
  private var isKept = false

  /// - Throws: `FileSystemError` if the place is taken or cannot be written to.
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

  /// Makes a folder and takes its lock. Another run may take it for a leftover in between, and remove it.
  private static func lockOnNewFolder(_ path: String, in parent: String) throws(FileSystemError) -> FolderLock
  {
    for _ in 0..<100 {
      guard makeOneFolder(path) else { break }
      if let lock = FolderLock(waitingFor: path) { return lock }
    }
    throw FileSystemError(
      .inputOutput, "\(parent): nothing can be written here (\(errorText())); choose another place with --out"
    )
  }

  deinit {
    if !isKept { try? FileManager.default.removeItem(atPath: workPath) }
  }

  /// Puts the finished folder in its place, instead of the former one that may be there.
  ///
  /// - Throws: `FileSystemError` if the place has been taken since, or the system refuses; what was there stays.
  package consuming func commit() throws(FileSystemError) {
    // While the former folder stands aside, it looks like what a killed run left: others must not bring it back.
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
        .inputOutput,
        "\(place.path): the former \(content.noun) cannot be moved away (\(errorText())); "
          + "choose another place with --out")
    }
    do {
      try putInPlace()
    } catch {
      _ = moveFolder(place.formerPath, to: place.path)
      throw error
    }
    try? FileManager.default.removeItem(atPath: place.formerPath)
  }

  /// Takes the place of an empty folder, never of one that holds something.
  private func putInPlace() throws(FileSystemError) {
    guard moveFolder(workPath, to: place.path) else {
      throw FileSystemError(
        .inputOutput,
        "\(place.path): the finished \(content.noun) cannot be put here (\(errorText())); "
          + "choose another place with --out")
    }
  }

  private func removeLitter() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    for name in names where isLitter(name) {
      try? FileManager.default.removeItem(atPath: place.path + "/" + name)
    }
  }
}
