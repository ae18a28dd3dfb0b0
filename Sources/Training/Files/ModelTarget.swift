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

/// The folder that a model is written to: under another name beside its place until it is whole, so that nothing
/// that stops the program leaves part of a model, or takes the former one.
struct ModelTarget: ~Copyable {
  /// Where to write.
  let workPath: String
  private let place: Place
  private let overwrites: Bool
  /// Held as long as this run works, so that another knows that the folder is no leftover.
  private let lock: CInt
  private var isKept = false

  /// - Throws: `TrainingError` if the place is taken or cannot be written to.
  init(path: String, overwrites: Bool) throws(TrainingError) {
    try Self.check(path, overwrites: overwrites)
    let place = Place(path)
    do {
      try FileManager.default.createDirectory(atPath: place.parent, withIntermediateDirectories: true)
    } catch {
      throw Self.refused(place.parent, "the folder cannot be made (\(Self.systemText()))")
    }
    let workPath = "\(place.parent)/\(place.leftoverPrefix)\(getpid())"
    guard unsafe mkdir(workPath, 0o777) == 0 else {
      throw Self.refused(place.parent, "nothing can be written here (\(Self.systemText()))")
    }
    lock = unsafe open(workPath, O_RDONLY | O_CLOEXEC)
    // Where there are no locks, as on some network drives, there is nobody to wait for.
    if lock >= 0 { _ = flock(lock, LOCK_EX) }
    self.workPath = workPath
    self.place = place
    self.overwrites = overwrites
  }

  deinit {
    if lock >= 0 { _ = close(lock) }
    if !isKept { try? FileManager.default.removeItem(atPath: workPath) }
  }

  /// Puts the finished folder in its place, instead of the model that may be there.
  ///
  /// - Throws: `TrainingError` if the place has been taken since, or the system refuses; what was there stays.
  consuming func commit() throws(TrainingError) {
    try Self.check(place.path, overwrites: overwrites)
    let former = workPath + Place.formerSuffix
    let replaces = Self.holdsModel(place.path)
    if replaces, unsafe rename(place.path, former) != 0 {
      throw Self.refused(place.path, "the former model cannot be moved away (\(Self.systemText()))")
    }
    // Takes the place of an empty folder, never of one that holds something.
    guard unsafe rename(workPath, place.path) == 0 else {
      let reason = Self.systemText()
      if replaces { _ = unsafe rename(former, place.path) }
      throw Self.refused(place.path, "the finished model cannot be put here (\(reason))")
    }
    isKept = true
    if replaces { try? FileManager.default.removeItem(atPath: former) }
  }

  private static func refused(_ path: String, _ message: String) -> TrainingError {
    TrainingError(.invalidFile, "\(path): \(message); choose another place with --out")
  }

  private static func systemText() -> String { unsafe String(cString: strerror(errno)) }

  // MARK: - What may be replaced

  /// Whether that is a folder with a model in it.
  static func holdsModel(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(ModelFolder.descriptionName)")
  }

  /// - Throws: `TrainingError` if there is something at `path` that must not be replaced.
  static func check(_ path: String, overwrites: Bool) throws(TrainingError) {
    Place(path).clearLeftovers()
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      guard unsafe lstat(path, &status) != 0 else {
        throw TrainingError(
          .invalidFile, "\(path): this link leads nowhere; remove it, or name another folder with --out")
      }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw TrainingError(.invalidFile, "\(path): this is a file; name a folder with --out")
    }
    let place = Place(path).path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw TrainingError(
        .invalidFile,
        "\(path): the folder cannot be read; change its permissions, or choose another with --out")
    }
    if let current = Place.resolved("."), (current + "/").hasPrefix(place == "/" ? "/" : place + "/") {
      throw TrainingError(
        .invalidFile,
        "\(path): you are in this folder, and the model's folder is made anew; name one inside it, such as --out model"
      )
    }
    guard let first = names.min() else { return }
    guard overwrites else {
      throw TrainingError(
        .invalidFile,
        "\(path): the folder is there already and not empty; choose another with --out"
          + (holdsModel(path) ? ", or replace the model in it with --overwrite" : ""))
    }
    guard holdsModel(path) else {
      throw TrainingError(
        .invalidFile,
        "\(path): this is no model of fmbuild (it has '\(first)', but no \(ModelFolder.descriptionName)), so it is "
          + "not overwritten; choose another folder with --out")
    }
    if let foreign = names.sorted().first(where: { !ModelFolder.fileNames.contains($0) }) {
      throw TrainingError(
        .invalidFile,
        "\(path)/\(foreign): this is not part of the model and would be lost; move it away, then use --overwrite again"
      )
    }
  }
}

extension ModelTarget {
  /// Where a folder goes, links followed: what they lead to is replaced, not they.
  fileprivate struct Place {
    let parent: String
    let name: String

    var path: String { parent == "/" ? "/" + name : parent + "/" + name }

    init(_ path: String) {
      let resolved = Self.resolved(path) ?? path
      let names = resolved.utf8.split(separator: UInt8(ascii: "/")).map {
        String(decoding: $0, as: UTF8.self)
      }
      name = names.last ?? ""
      let above = names.dropLast().joined(separator: "/")
      parent = resolved.hasPrefix("/") ? "/" + above : above.isEmpty ? "." : above
    }

    static func resolved(_ path: String) -> String? {
      guard let resolved = unsafe realpath(path, nil) else { return nil }
      defer { unsafe free(resolved) }
      return unsafe String(cString: resolved)
    }

    /// Of a model that has stepped aside for the one that replaces it.
    static let formerSuffix = "-former"

    var leftoverPrefix: String { ".\(name).fmbuild-" }

    /// Removes what runs for the same name left that were killed. One that was killed between moving the former model
    /// away and putting the new one in its place left the place empty: the former returns.
    func clearLeftovers() {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
      for leftover in names.sorted() where isLeftover(leftover) {
        let path = "\(parent)/\(leftover)"
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { continue }
        defer { _ = close(descriptor) }
        // A run that still works holds the lock on its folder.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
        if leftover.hasSuffix(Self.formerSuffix), !FileManager.default.fileExists(atPath: self.path) {
          _ = unsafe rename(path, self.path)
        } else {
          try? FileManager.default.removeItem(atPath: path)
        }
      }
    }

    private func isLeftover(_ leftover: String) -> Bool {
      guard leftover.hasPrefix(leftoverPrefix) else { return false }
      let ending = leftover.dropFirst(leftoverPrefix.count)
      let number = ending.hasSuffix(Self.formerSuffix) ? ending.dropLast(Self.formerSuffix.count) : ending
      return !number.isEmpty
        && number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }
}
