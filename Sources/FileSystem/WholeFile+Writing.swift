internal import CFileSystem
internal import Platform

extension WholeFile {
  /// What a new file may replace.
  package enum Replacement: Sendable {
    /// Any file.
    case anything
    /// The file in the state in which it was found before, and nothing that came since; with nil, no file.
    case only(FileVersion?)
  }

  /// Writes pieces of bytes one after the other to a file, which appears under its name when it is whole and on the
  /// disk. Until then, and after a failure or a kill, an older file stays as it was.
  ///
  /// A new file takes over the rights of the one that it replaces. A pipe or a device is written to directly. A link
  /// stays, and what it leads to is replaced.
  ///
  /// - Throws: `FileSystemError` if the system refuses, or something is there that must not be replaced.
  package static func write(
    _ pieces: [[UInt8]], to path: String, replacing replacement: Replacement = .anything
  ) throws(FileSystemError) {
    try checkPlace(path)
    guard FileIdentity(path)?.kind != .other else { return try writeDirectly(pieces, to: path) }
    let place = FilePlace(path)
    place.recover()
    let temporary = try place.makeTemporaryFile(namedInMessages: path)
    defer { Unfinished.remove(temporary.path) }
    do throws(FileSystemError) {
      try fill(temporary, pieces, rights: AccessRights(path), path)
      try Unfinished.finishing(temporary.path) { () throws(FileSystemError) in
        try place.rename(temporary.path, replacement, namedInMessages: path)
      }
    } catch {
      removeTree(temporary.path)
      throw error
    }
    try syncFolder(place.folder)
  }

  /// Writes a text to a file, as `write(_:to:replacing:)` does for bytes.
  package static func write(
    _ text: String, to path: String, replacing replacement: Replacement = .anything
  ) throws(FileSystemError) {
    try write([Array(text.utf8)], to: path, replacing: replacement)
  }

  /// Checks whether a file could be written to a path, before time is spent on its content.
  ///
  /// - Throws: `FileSystemError` if a folder or a link to nowhere is there, or the system would refuse.
  package static func checkPlace(_ path: String) throws(FileSystemError) {
    let identity = FileIdentity(path)
    guard identity?.isFolder != true else {
      throw FileSystemError(systemError: EISDIR, on: path, while: "create")
    }
    guard identity != nil || !isLink(path) else {
      throw FileSystemError(
        .targetExists, path, "this link leads nowhere; remove it, or name another file")
    }
    if identity != nil {
      guard mayWrite(path) else { throw FileSystemError(systemError: errno, on: path, while: "create") }
      guard identity?.kind == .file else { return }
      guard AccessRights(path)?.forbidWriting != true else {
        throw FileSystemError(systemError: EACCES, on: path, while: "create")
      }
    }
    let folder = FilePlace(path).folder
    if FileIdentity(folder)?.isFolder == false {
      throw FileSystemError(systemError: ENOTDIR, on: path, while: "create")
    }
    guard mayChangeEntries(of: folder) else {
      let number = errno
      let reason = errorText(number)
      throw FileSystemError(
        FileSystemError(systemError: number, on: path, while: "create").code, path,
        "no file can be made in the folder \(folder) (\(reason)); choose another place")
    }
  }

  private static func fill(
    _ file: borrowing TemporaryFile, _ pieces: [[UInt8]], rights: AccessRights?, _ path: String
  ) throws(FileSystemError) {
    rights?.apply(toFile: file.descriptor)
    var failure: CInt?
    for piece in pieces where failure == nil { failure = writeAll(piece.span, to: file.descriptor) }
    failure = failure ?? syncDescriptor(file.descriptor)
    if let failure { throw FileSystemError(systemError: failure, on: path, while: "write") }
  }

  private static func writeDirectly(_ pieces: [[UInt8]], to path: String) throws(FileSystemError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw FileSystemError(systemError: errno, on: path, while: "open") }
    var failure: CInt?
    for piece in pieces where failure == nil { failure = writeAll(piece.span, to: descriptor) }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure { throw FileSystemError(systemError: failure, on: path, while: "write") }
  }
}

/// A file under a temporary name, open for writing, and locked, so that other runs know that it is in use.
private struct TemporaryFile: ~Copyable {
  let path: String
  let descriptor: CInt

  init(path: String, descriptor: CInt) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { _ = close(descriptor) }
}

/// The folder and the name of a file to write.
private struct FilePlace {
  let folder: String
  private let name: String

  /// Takes the file's path and follows links.
  init(_ path: String) {
    (folder, name) = parentAndName(of: resolvedPath(path) ?? path)
  }

  private func sibling(_ name: String) -> String { folder == "/" ? "/" + name : folder + "/" + name }

  func makeTemporaryFile(namedInMessages path: String) throws(FileSystemError) -> TemporaryFile {
    while true {
      let temporary = sibling(TemporaryName(for: name, number: Unfinished.nextNumber()).text)
      // Before the file is there, so that it is never taken for a leftover.
      Unfinished.add(temporary)
      let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard descriptor < 0 else {
        // Where there are no locks, the name has to do.
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        return TemporaryFile(path: temporary, descriptor: descriptor)
      }
      let number = errno
      Unfinished.remove(temporary)
      guard number == EEXIST else { throw FileSystemError(systemError: number, on: path, while: "create") }
    }
  }

  /// Gives the temporary file the final name.
  func rename(
    _ temporary: String, _ replacement: WholeFile.Replacement, namedInMessages path: String
  ) throws(FileSystemError) {
    let target = sibling(name)
    let isRenamed: Bool
    switch replacement {
    case .anything: isRenamed = unsafe Platform.rename(temporary, target) == 0
    case .only(nil): isRenamed = renameToFreeName(temporary, target)
    case .only(.some(let version)):
      guard FileVersion(target) == version else { throw changed(path) }
      isRenamed = unsafe Platform.rename(temporary, target) == 0
    }
    guard !isRenamed else { return }
    guard errno != EEXIST else { throw changed(path) }
    throw FileSystemError(systemError: errno, on: path, while: "write")
  }

  private func changed(_ path: String) -> FileSystemError {
    FileSystemError(
      .targetExists, path,
      "another file was put here while this one was made; it was left alone; name another file, or say --overwrite"
    )
  }

  /// Renames a file unless something is at the target; if so, returns false, with `EEXIST` in `errno`.
  private func renameToFreeName(_ temporary: String, _ target: String) -> Bool {
    let number = unsafe fm_rename_to_free_name(temporary, target)
    guard [ENOSYS, EINVAL, ENOTSUP, EOPNOTSUPP].contains(number) else {
      errno = number
      return number == 0
    }
    // A second name, too, is refused by the system if the target exists.
    if unsafe link(temporary, target) == 0 {
      _ = unsafe unlink(temporary)
      return true
    }
    guard errno != EEXIST, FileIdentity(linkItself: target) == nil else {
      errno = EEXIST
      return false
    }
    return unsafe Platform.rename(temporary, target) == 0
  }

  /// Removes what killed runs left of this file, as `TargetPlace.recover` does for folders.
  func recover() {
    for entry in folderNames(folder) ?? [] {
      guard let leftover = TemporaryName(entry, for: name), leftover.isOfEndedRun, !leftover.isFormer else {
        continue
      }
      let path = sibling(entry)
      guard !Unfinished.contains(path), FileIdentity(linkItself: path)?.kind == .file,
        AccessRights(path)?.isOwn == true
      else { continue }
      do throws(FolderLock.Refusal) {
        let lock = try FolderLock(ifFree: path)
        removeTree(path)
        withExtendedLifetime(lock) {}
      } catch .notSupported {
        removeTree(path)
      } catch {
        continue
      }
    }
  }
}
