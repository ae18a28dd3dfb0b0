package import DatasetFormat
internal import FileSystem
internal import Platform

/// The files below a folder that may be photos, in the order of their names.
///
/// Hidden files and folders (`.git`), folders of systems (`__MACOSX`, `@eaDir`), files that cannot be photos
/// (`IMG_1.MOV`, `Thumbs.db`), datasets of this program and the folders that the caller names are passed over. Every
/// folder is listed once, whatever links lead to it; links to files are followed, and links to folders outside the root
/// only on request.
package struct FolderScan {
  /// The files' paths relative to the root, with `/` between names, in the order of `NameOrder`.
  package private(set) var files: [String] = []
  /// The names of the folders directly below the root, including empty ones.
  package private(set) var topFolders: [String] = []
  /// The entries that could not be listed, with the reasons.
  package private(set) var rejectedPhotos: [RejectedPhoto] = []
  /// The folders' paths relative to the root, including empty folders.
  package private(set) var folders: [String] = []
  /// The skipped folders that contain a dataset of this program.
  package private(set) var datasets: [String] = []
  /// The paths of the files that cannot be photos, which were passed over.
  package private(set) var otherFiles: [String] = []
  /// The paths of the folders of systems and servers, which were passed over.
  package private(set) var systemFolders: [String] = []
  /// The links to folders that were passed over.
  package private(set) var linkedFolders: [LinkedFolder] = []

  /// A link to a folder that was passed over.
  package struct LinkedFolder: Hashable {
    package let path: String
    package let reason: Reason

    package init(path: String, reason: Reason) {
      self.path = path
      self.reason = reason
    }

    package enum Reason: Hashable {
      /// The folder is outside the root.
      case outside
      /// The folder is listed under another name.
      case listedAlready
      /// The folder contains the root, or belongs to the system's own files.
      case unending
    }
  }

  private let root: String
  private let skipped: Set<FileIdentity>
  private let followsLinks: Bool
  private var listed: Set<FileIdentity>
  /// The links to folders, which are looked at after all folders that are none.
  private var links: [String] = []

  /// - Parameters:
  ///   - skippedFolders: folders without photos, such as the dataset's own; they need not exist.
  ///   - followsLinks: whether folders outside the root that links lead to are listed as well.
  /// - Throws: `DatasetError` if the root is not a folder or cannot be listed, or the task is cancelled.
  package init(
    root: String, skipping skippedFolders: [String] = [], followingLinks followsLinks: Bool = false
  )
    throws(DatasetError)
  {
    self.root = root
    self.followsLinks = followsLinks
    skipped = Set(skippedFolders.compactMap { FileIdentity($0) })
    guard let identity = FileIdentity(root) else {
      throw DatasetError(.invalidInput, "\(root): there is no such folder")
    }
    guard identity.isFolder else {
      throw DatasetError(
        .invalidInput, "\(root): this is a file; name the folder that holds the photos' class folders")
    }
    listed = [identity]
    guard try list("") else {
      let number = errno
      guard FileSystemError.concernsOneFile(number) else {
        throw DatasetError(reading: "", below: root, failedWith: number)
      }
      throw DatasetError(
        .invalidInput, "\(root): the folder cannot be read (\(errorText(number))); check its permissions")
    }
    try listLinks()
    topFolders = folders.filter { !$0.utf8.contains(UInt8(ascii: "/")) }
    if followsLinks {
      topFolders = NameOrder.sorted(topFolders)
      folders = NameOrder.sorted(folders)
    }
    // The listing has the files of "folder" before "folder-2", but their paths are after it in byte order.
    files = NameOrder.sorted(files)
  }

  /// Removes a file that is not a photo, if the listing contains it.
  ///
  /// - Parameter path: the file, inside or outside the root; it need not exist.
  mutating func leaveOut(_ path: String) {
    guard let identity = FileIdentity(path), let name = lastName(of: path) else { return }
    func isFile(_ file: String) -> Bool {
      // Names are compared first, because a system call for every photo would take long.
      file.hasSuffix(name) && FileIdentity(root + "/" + file) == identity
    }
    files.removeAll(where: isFile)
    otherFiles.removeAll(where: isFile)
  }

  /// Lists one folder and the folders below it; returns false if the folder cannot be opened.
  ///
  /// - Throws: `DatasetError` if a folder below it cannot be read for a reason that is not its own.
  private mutating func list(_ folder: String) throws(DatasetError) -> Bool {
    guard let entries = try entries(in: folder) else { return false }
    guard folder.isEmpty || !Self.isDataset(entries) else {
      datasets.append(folder)
      return true
    }
    if !folder.isEmpty { folders.append(folder) }
    for entry in entries {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      switch entry.kind == .unknown ? FileIdentity(root + "/" + path)?.kind : entry.kind {
      case .folder:
        if entry.kind == .unknown, isLink(root + "/" + path) {
          links.append(path)
        } else {
          try listFolder(path)
        }
      case .file:
        if Litter.isNoPhoto(entry.name) { otherFiles.append(path) } else { files.append(path) }
      case .other:
        reject(path, .unreadable, "this is neither a file nor a folder; it was not opened")
      case .unknown, nil:
        reject(path, .unreadable, "this link leads nowhere; mend or remove it")
      }
    }
    return true
  }

  private mutating func listFolder(_ path: String) throws(DatasetError) {
    guard let identity = FileIdentity(root + "/" + path), !skipped.contains(identity) else { return }
    guard listed.insert(identity).inserted else {
      linkedFolders.append(LinkedFolder(path: path, reason: .listedAlready))
      return
    }
    if !(try list(path)) {
      let number = errno
      guard FileSystemError.concernsOneFile(number) else {
        throw DatasetError(reading: path, below: root, failedWith: number)
      }
      folders.append(path)
      reject(path, .unreadable, "the folder cannot be read (\(errorText(number))); check its permissions")
    }
  }

  /// Decides about the links to folders, in the order of their paths. A folder that is listed may contain more of them.
  private mutating func listLinks() throws(DatasetError) {
    let resolvedRoot = resolvedPath(root) ?? root
    while !links.isEmpty {
      let batch = NameOrder.sorted(links)
      links = []
      for path in batch {
        guard let identity = FileIdentity(root + "/" + path), !skipped.contains(identity) else { continue }
        let resolved = resolvedPath(root + "/" + path) ?? ""
        let isUnending =
          pathBelow(resolved, resolvedRoot) != nil
          || ["/proc", "/sys", "/dev"].contains { $0 == resolved || pathBelow($0, resolved) != nil }
        if listed.contains(identity) {
          linkedFolders.append(LinkedFolder(path: path, reason: .listedAlready))
        } else if isUnending {
          linkedFolders.append(LinkedFolder(path: path, reason: .unending))
        } else if followsLinks {
          try listFolder(path)
        } else {
          linkedFolders.append(LinkedFolder(path: path, reason: .outside))
        }
      }
    }
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

  /// Returns the entries of one folder, in the order of their names; nil if the folder cannot be opened.
  ///
  /// - Throws: `DatasetError` if the task is cancelled: a scan of a large or slow disk takes minutes.
  private mutating func entries(in folder: String) throws(DatasetError) -> [Entry]? {
    if Task.isCancelled { throw DatasetError.interrupted }
    guard let all = FolderEntry.all(in: folder.isEmpty ? root : root + "/" + folder) else { return nil }
    if Task.isCancelled { throw DatasetError.interrupted }
    var entries: [Entry] = []
    for entry in all {
      let path = folder.isEmpty ? entry.readableName : folder + "/" + entry.readableName
      if entry.kind != .file, Litter.isSystemFolder(entry.readableName) {
        systemFolders.append(path)
        continue
      }
      guard entry.readableName.utf8.first != UInt8(ascii: ".") else {
        if isLitter(entry.readableName) { otherFiles.append(path) }
        continue
      }
      // Only names that are UTF-8 can be written into a manifest and read back.
      guard let name = entry.name else {
        reject(path, .nameNotText, "the name is not UTF-8 text; rename it")
        continue
      }
      entries.append(Entry(name: name, kind: entry.kind))
    }
    return NameOrder.sorted(entries) { $0.name }
  }
}
