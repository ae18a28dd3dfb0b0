internal import FileSystem

/// All files below a folder, in the order of their paths' bytes.
///
/// Hidden files and folders (`.DS_Store`, `.git`), what Windows leaves in photo folders (`Thumbs.db`,
/// `desktop.ini`) and the folders that the caller names are passed over. Links are followed, but not into a folder
/// that is being listed already. A dataset that stands among the photos is none of them.
package struct FolderScan {
  /// Paths below the root, `/` between names, sorted by their bytes.
  package private(set) var files: [String] = []
  /// Folders directly below the root, likewise, also empty ones.
  package private(set) var topFolders: [String] = []
  /// What could not be listed, and why.
  package private(set) var rejects: [Reject] = []
  /// Folders below the root by their paths, also empty ones.
  package private(set) var folders: [String] = []

  /// Folders that hold a dataset of this program, and were passed over.
  package private(set) var datasets: [String] = []

  private let root: String
  private let skipped: Set<FileIdentity>

  /// - Parameter skippedFolders: folders that hold no photos, such as the dataset's own; they need not exist.
  /// - Throws: `DatasetError` if the root is no folder or cannot be listed.
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
    guard list("", ancestors: [identity]) else {
      throw DatasetError(
        .invalidInput, "\(root): the folder cannot be read (\(errorText())); check its permissions")
    }
    topFolders = folders.filter { !$0.utf8.contains(UInt8(ascii: "/")) }
    // A folder comes before "folder-2" when it is listed, but not its files.
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Leaves out a file that is no photo though it may stand among them.
  ///
  /// - Parameter path: the file, wherever it is; it need not exist.
  mutating func leaveOut(_ path: String) {
    guard let identity = FileIdentity(path), let name = pathNames(of: path).last else { return }
    // By its name first: asking the system about every photo would take long.
    files.removeAll { $0.hasSuffix(name) && FileIdentity(root + "/" + $0) == identity }
  }

  /// Lists one folder and what is below; false if it cannot be opened.
  private mutating func list(_ folder: String, ancestors: [FileIdentity]) -> Bool {
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
        if !list(path, ancestors: ancestors + [identity]) {
          folders.append(path)
          reject(path, .unreadable, "the folder cannot be read (\(errorText())); check its permissions")
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

  private mutating func reject(_ path: String, _ reason: Reject.Reason, _ detail: String) {
    rejects.append(Reject(source: path, label: "", reason, detail))
  }

  private struct Entry {
    let name: String
    let kind: FileIdentity.Kind
  }

  /// What is in one folder, sorted by bytes; nil if it cannot be opened.
  private mutating func entries(in folder: String) -> [Entry]? {
    guard let all = FolderEntry.all(in: folder.isEmpty ? root : root + "/" + folder) else { return nil }
    var entries: [Entry] = []
    for entry in all where entry.readableName.utf8.first != UInt8(ascii: ".") {
      // Only names that are text can be written into a manifest and read back.
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
