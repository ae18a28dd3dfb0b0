#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif
#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The folder that a dataset is written to: under another name beside its place until it is whole.
///
/// What is stopped in the middle, by whatever means, leaves nothing under the dataset's name; what it leaves
/// beside it, the next run for the same name removes.
package struct TargetFolder: ~Copyable {
  /// Where to write.
  package let workPath: String
  /// Where it goes.
  private let path: String
  private let overwrites: Bool
  /// Held as long as this run works, so that another knows that the folder is no leftover.
  private let lock: CInt
  private var isKept = false

  /// - Throws: `DatasetError` if the place is taken or cannot be written to.
  package init(path: String, overwrites: Bool) throws(DatasetError) {
    try Self.check(path, overwrites: overwrites)
    let (parent, name) = Self.parts(of: path)
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw DatasetError(
        .inputOutput, "\(parent): the folder cannot be made (\(errorText())); choose another place with --out"
      )
    }
    let workPath = "\(parent)/\(Self.prefix(name))\(getpid())"
    let lock = try Self.makeLocked(workPath, in: parent)
    self.workPath = workPath
    self.lock = lock
    self.overwrites = overwrites
    self.path = parent + "/" + name
  }

  /// Makes a folder and takes its lock. Another run may take it for a leftover in between, and remove it.
  private static func makeLocked(_ path: String, in parent: String) throws(DatasetError) -> CInt {
    for _ in 0..<100 {
      guard unsafe mkdir(path, 0o777) == 0 else { break }
      let lock = unsafe open(path, O_RDONLY | O_CLOEXEC)
      guard lock >= 0 else { continue }
      // Where there are no locks, as on some network drives, there is nobody to wait for.
      _ = flock(lock, LOCK_EX)
      if let identity = FileIdentity(path), identity == FileIdentity(descriptor: lock) { return lock }
      _ = close(lock)
    }
    throw DatasetError(
      .inputOutput, "\(parent): nothing can be written here (\(errorText())); choose another place with --out"
    )
  }

  deinit {
    _ = close(lock)
    if !isKept { try? FileManager.default.removeItem(atPath: workPath) }
  }

  /// Puts the finished folder in its place, instead of the dataset that may be there.
  ///
  /// - Throws: `DatasetError` if the place has been taken since, or the system refuses.
  package consuming func commit() throws(DatasetError) {
    try Self.check(path, overwrites: overwrites)
    var former: String?
    if overwrites, FileIdentity(path) != nil {
      let aside = workPath + Self.formerSuffix
      guard unsafe rename(path, aside) == 0 else {
        throw DatasetError(
          .inputOutput, "\(path): the former dataset cannot be moved away (\(errorText()))")
      }
      former = aside
    } else {
      removeLitter()
    }
    // Takes the place of an empty folder, never of one that holds something.
    guard unsafe rename(workPath, path) == 0 else {
      let reason = errorText()
      if let former { _ = unsafe rename(former, path) }
      throw DatasetError(.inputOutput, "\(path): the finished dataset cannot be put here (\(reason))")
    }
    isKept = true
    if let former { try? FileManager.default.removeItem(atPath: former) }
  }

  private func removeLitter() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names where DatasetFile.isLitter(name) {
      try? FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }

  // MARK: - What may be replaced

  /// - Throws: `DatasetError` if there is something at `path` that must not be replaced.
  package static func check(_ path: String, overwrites: Bool) throws(DatasetError) {
    let (parent, name) = parts(of: path)
    recover(name, in: parent)
    guard let identity = FileIdentity(path) else {
      guard !isLink(path) else {
        throw DatasetError(
          .targetExists, "\(path): this link leads nowhere; remove it, or name another folder with --out")
      }
      return
    }
    guard identity.isFolder else {
      throw DatasetError(.targetExists, "\(path): this is a file; name a folder with --out")
    }
    try checkNotAbove(path)
    let contents = contents(of: path)
    guard let first = contents.first else { return }
    guard overwrites else {
      throw DatasetError(
        .targetExists,
        "\(path): the folder is there already and not empty; choose another with --out"
          + (contents.contains(DatasetFile.description)
            ? ", or replace the dataset in it with --overwrite" : ""))
    }
    guard contents.contains(DatasetFile.description) else {
      throw DatasetError(
        .targetExists,
        "\(path): this is no dataset of fmbuild (it has '\(first)', but no \(DatasetFile.description)), so it is "
          + "not overwritten; choose another folder with --out")
    }
    if let foreign = contents.first(where: { !DatasetFile.isOurs($0) }) {
      throw DatasetError(
        .targetExists,
        "\(path)/\(foreign): this is not part of the dataset and would be lost; move it away, then use --overwrite again"
      )
    }
  }

  /// Replacing a folder leaves whoever stands in it in one that is gone.
  private static func checkNotAbove(_ path: String) throws(DatasetError) {
    guard let target = resolvedPath(path), let current = resolvedPath(".") else { return }
    guard target == current || pathBelow(target, current) != nil else { return }
    throw DatasetError(
      .targetExists,
      "\(path): you are in this folder, and the dataset's folder is made anew; name one inside it, such as --out data"
    )
  }

  /// Everything below `path`, sorted, without what file managers leave behind; folders of datasets are small.
  private static func contents(of path: String) -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return all.filter { !DatasetFile.isLitter($0) }.sorted()
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  // MARK: - Names

  private static func parts(of path: String) -> (parent: String, name: String) {
    // A link is followed: what it leads to is replaced, not the link.
    let resolved = resolvedPath(path) ?? path
    let names = resolved.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = names.last else { return ("/", "") }
    let parent = names.dropLast().joined(separator: "/")
    if resolved.hasPrefix("/") { return ("/" + parent, String(name)) }
    return (parent.isEmpty ? "." : parent, String(name))
  }

  /// Of a dataset that has stepped aside for the one that replaces it.
  private static let formerSuffix = "-former"

  private static func prefix(_ name: String) -> String { ".\(name).fmbuild-" }

  private static func isLeftover(_ leftover: String, of name: String) -> Bool {
    guard leftover.hasPrefix(prefix(name)) else { return false }
    let ending = leftover.dropFirst(prefix(name).count)
    let number = ending.hasSuffix(formerSuffix) ? ending.dropLast(formerSuffix.count) : ending
    return !number.isEmpty && number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Removes what runs for the same name left that were killed. One that was killed between moving the former
  /// dataset away and putting the new one in its place left the place empty: the former returns.
  private static func recover(_ name: String, in parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for leftover in names.sorted() where isLeftover(leftover, of: name) {
      let path = parent + "/" + leftover
      let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { _ = close(descriptor) }
      // A run that still works holds the lock on its folder.
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      if leftover.hasSuffix(formerSuffix), FileIdentity(parent + "/" + name) == nil {
        _ = unsafe rename(path, parent + "/" + name)
      } else {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
  }
}
