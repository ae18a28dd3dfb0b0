internal import Checksums
internal import DatasetFormat
internal import FileSystem

/// The file or folder that is imported.
package struct ImportSource: Sendable {
  let path: String
  let isFolder: Bool
  /// The names of the files in the folder, or of the file itself; sorted, without hidden ones.
  let files: [String]
  /// The names of the folders in the folder, sorted, without hidden ones.
  let folders: [String]

  /// - Throws: `ImportError` if there is no such file or folder, or it cannot be read.
  package init(_ path: String) throws(ImportError) {
    let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let identity = FileIdentity(root) else {
      throw ImportError(path, "there is no such file or folder; check the path")
    }
    self.path = root
    isFolder = identity.isFolder
    if isFolder {
      (files, folders) = try Self.content(of: root)
    } else {
      (files, folders) = ([lastName(of: root) ?? ""], [])
    }
  }

  /// Returns the sorted names of the files and folders in a folder.
  static func content(of folder: String) throws(ImportError) -> (files: [String], folders: [String]) {
    guard let entries = FolderEntry.all(in: folder) else {
      throw ImportError(folder, "the folder cannot be read (\(errorText())); check its permissions")
    }
    var (files, folders): ([String], [String]) = ([], [])
    for entry in entries {
      guard let name = entry.name else {
        throw ImportError(
          "\(folder)/\(entry.readableName)", "the name is not UTF-8 text; rename the file")
      }
      guard !name.hasPrefix("."), !isLitter(name) else { continue }
      let kind = entry.kind == .unknown ? FileIdentity(folder + "/" + name)?.kind : entry.kind
      if kind == .folder { folders.append(name) }
      if kind == .file { files.append(name) }
    }
    func sorted(_ names: [String]) -> [String] {
      names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return (sorted(files), sorted(folders))
  }

  /// Returns the path of one of the files.
  func path(of file: String) -> String { isFolder ? path + "/" + file : path }

  /// Returns the files whose names end in one of these, whatever the case.
  func files(endingIn endings: String...) -> [String] {
    files.filter { name in endings.contains { name.lowercased().hasSuffix($0) } }
  }

  /// Reads a file whole.
  func bytes(of file: String) throws(FileSystemError) -> [UInt8] { try ImportLimits.bytes(path(of: file)) }

  /// Whether a file begins with these bytes; false if it cannot be read.
  func file(_ file: String, beginsWith bytes: [UInt8]) -> Bool {
    (try? WholeFile.start(path(of: file), byteCount: bytes.count)) == bytes
  }
}

extension Recipe.FileReference {
  init(_ name: String, _ bytes: [UInt8]) {
    self.init(name: name, sha256: "\(SHA256Hasher.digest(bytes))")
  }
}
