package import DatasetFormat
internal import FileSystem
internal import Platform

/// The files below a folder, in the order of their paths' bytes.
///
/// Hidden files and folders (`.DS_Store`, `.git`), files that Windows creates (`Thumbs.db`, `desktop.ini`), datasets of
/// this program and the folders that the caller names are skipped. Links are followed, except those to a folder that
/// contains them.
package struct FolderScan {
  /// The files' paths relative to the root, with `/` between names, sorted by their bytes.
  package private(set) var files: [String] = []
  /// The names of the folders directly below the root, including empty ones.
  package private(set) var topFolders: [String] = []
  /// The entries that could not be listed, with the reasons.
  package private(set) var rejectedPhotos: [RejectedPhoto] = []
  /// The folders' paths relative to the root, including empty folders.
  package private(set) var folders: [String] = []

  /// The skipped folders that contain a dataset of this program.
  package private(set) var datasets: [String] = []

  private let root: String
  private let skipped: Set<FileIdentity>

  /// - Parameter skippedFolders: folders without photos, such as the dataset's own; they need not exist.
  /// - Throws: `DatasetError` if the root is not a folder or cannot be listed.
  package init(root: String, skipping skippedFolders: [String] = []) throws(DatasetError) {
    self.root = root
    skipped = Set(skippedFolders.compactMap { FileIdentity($0) })
    guard let identity = FileIdentity(root) else {
      throw DatasetError(.invalidInput, "\(root): there is no such folder")
    }
    guard identity.isFolder else {
      throw DatasetError(
        .invalidInput, "\(root): this is a file; name the folder that holds the photos' class folders")
    }
    guard try list("", ancestors: [identity]) else {
      let number = errno
      guard FileSystemError.concernsOneFile(number) else {
        throw DatasetError(reading: "", below: root, failedWith: number)
      }
      throw DatasetError(
        .invalidInput, "\(root): the folder cannot be read (\(errorText(number))); check its permissions")
    }
    topFolders = folders.filter { !$0.utf8.contains(UInt8(ascii: "/")) }
    // The listing has the files of "folder" before "folder-2", but their paths are after it in byte order.
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a file that is not a photo, if the listing contains it.
  ///
  /// - Parameter path: the file, inside or outside the root; it need not exist.
  mutating func leaveOut(_ path: String) {
    guard let identity = FileIdentity(path), let name = pathNames(of: path).last else { return }
    // Names are compared first, because a system call for every photo would take long.
    files.removeAll { $0.hasSuffix(name) && FileIdentity(root + "/" + $0) == identity }
  }

  /// Lists one folder and the folders below it; returns false if the folder cannot be opened.
  ///
  /// - Throws: `DatasetError` if a folder below it cannot be read for a reason that is not its own.
  private mutating func list(_ folder: String, ancestors: [FileIdentity]) throws(DatasetError) -> Bool {
    guard let entries = entries(in: folder) else { return false }
    guard folder.isEmpty || !Self.isDataset(entries) else {
      datasets.append(folder)
      return true
    }
    if !folder.isEmpty { folders.append(folder) }
    for entry in entries {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      switch entry.kind == .unknown ? FileIdentity(root + "/" + path)?.kind : entry.kind {
      case .folder:
        guard let identity = FileIdentity(root + "/" + path), !skipped.contains(identity) else { continue }
        guard !ancestors.contains(identity) else {
          reject(path, .unreadable, "this link leads back to a folder above it; it was not followed")
          continue
        }
        if try !list(path, ancestors: ancestors + [identity]) {
          let number = errno
          guard FileSystemError.concernsOneFile(number) else {
            throw DatasetError(reading: path, below: root, failedWith: number)
          }
          folders.append(path)
          reject(path, .unreadable, "the folder cannot be read (\(errorText(number))); check its permissions")
        }
      case .file:
        files.append(path)
      case .other:
        reject(path, .unreadable, "this is neither a file nor a folder; it was not opened")
      case .unknown, nil:
        reject(path, .unreadable, "this link leads nowhere; mend or remove it")
      }
    }
    return true
  }

  private static func isDataset(_ entries: [Entry]) -> Bool {
    [DatasetFile.description, DatasetFile.classes, DatasetFile.manifest].allSatisfy { name in
      entries.contains { $0.name == name }
    }
  }

  private mutating func reject(_ path: String, _ reason: RejectedPhoto.Reason, _ detail: String) {
    rejectedPhotos.append(RejectedPhoto(source: path, label: "", reason, detail))
  }

  private struct Entry {
    let name: String
    let kind: FileIdentity.Kind
  }

  /// Returns the entries of one folder, sorted by bytes; nil if the folder cannot be opened.
  private mutating func entries(in folder: String) -> [Entry]? {
    guard let all = FolderEntry.all(in: folder.isEmpty ? root : root + "/" + folder) else { return nil }
    var entries: [Entry] = []
    for entry in all where entry.readableName.utf8.first != UInt8(ascii: ".") {
      // Only names that are UTF-8 can be written into a manifest and read back.
      guard let name = entry.name else {
        reject(
          folder.isEmpty ? entry.readableName : folder + "/" + entry.readableName, .nameNotText,
          "the name is not UTF-8 text; rename it")
        continue
      }
      guard !isLitter(name) else { continue }
      entries.append(Entry(name: name, kind: entry.kind))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
