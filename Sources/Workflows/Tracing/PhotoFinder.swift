internal import Checksums
internal import Conversion
package import DatasetFormat
internal import FileSystem
internal import Wording

/// A finder of the photos that a dataset's images were made from.
///
/// A manifest has the paths of photos below a folder that it does not name, and their SHA-256. The folder can therefore
/// be guessed: a file with another SHA-256 is not the photo.
package struct PhotoFinder {
  package struct Photo: Sendable {
    package let path: String
    /// The bytes of the photo's file, whose SHA-256 is the one in the manifest.
    package let bytes: [UInt8]
  }

  /// The folders in which photos are searched; the folder of the photo that was found last comes first.
  package private(set) var folders: [String]
  /// Whether the user named the folder of the photos.
  private let isNamed: Bool

  /// - Parameters:
  ///   - folder: the folder of the photos; nil to search the current folder, the folder that contains the dataset, and
  ///     the folders directly inside these two.
  ///   - dataset: the dataset's folder.
  /// - Throws: `DatasetError` if the named folder does not exist.
  package init(photos folder: String?, dataset: String) throws(DatasetError) {
    isNamed = folder != nil
    guard let folder else {
      folders = Self.guesses(dataset: dataset)
      return
    }
    guard FileIdentity(folder)?.isFolder == true else {
      throw DatasetError(
        .invalidInput, "\(folder): there is no such folder; name the one that was converted with --photos")
    }
    folders = [folder]
  }

  private static func guesses(dataset: String) -> [String] {
    let parent = resolvedPath(dataset).map { normalisedPath($0 + "/..") } ?? "."
    var seen: Set<FileIdentity> = []
    var folders: [String] = []
    for outer in [".", parent.isEmpty ? "/" : parent] {
      let names = folderNames(outer) ?? []
      let inner = names.filter { !$0.hasPrefix(".") }.sorted().map { outer == "." ? $0 : outer + "/" + $0 }
      for path in [outer] + inner {
        guard let identity = FileIdentity(path), identity.isFolder, seen.insert(identity).inserted else {
          continue
        }
        folders.append(path)
      }
    }
    return folders
  }

  /// Returns the photo of an image. A file that a link outside the folder of the photos leads to is none.
  ///
  /// - Throws: `DatasetError` if the photo is in no folder, or the file with its name has another SHA-256.
  package mutating func photo(of row: ManifestRow) throws(DatasetError) -> Photo {
    // Reading a manifest refuses such a path as well; here it would be opened.
    guard isPathBelowFolder(row.source) else {
      throw DatasetError(
        .invalidInput,
        "\(row.source): this path of the photo of \(row.position) does not stay in the folder of the photos, and is not "
          + "opened; convert the photos again")
    }
    var changed: (path: String, sha256: String)?
    var outside: String?
    for (number, folder) in folders.enumerated() {
      let path = folder == "." ? row.source : folder + "/" + row.source
      guard let inside = resolvedPath(folder), let actual = resolvedPath(path) else { continue }
      // A link that leads out of the folder could lead to any file of the reader's.
      guard pathBelow(inside, actual) != nil else {
        outside = outside ?? path
        continue
      }
      // Reading another kind of file, such as a pipe, could block.
      guard FileIdentity(path)?.kind == .file,
        let bytes = try? WholeFile.bytes(path, maximumByteCount: FileBuffer.maximumByteCount)
      else {
        continue
      }
      let photo = Photo(path: path, bytes: bytes)
      let sha256 = "\(SHA256Hasher.digest(photo.bytes))"
      guard sha256 == row.sha256 else {
        changed = changed ?? (path, sha256)
        continue
      }
      folders.swapAt(0, number)
      return photo
    }
    if let changed {
      throw DatasetError(
        .invalidInput,
        "\(changed.path): this is not the photo that \(row.position) was made of: its SHA-256 begins with "
          + "\(changed.sha256.prefix(12)), the manifest's with \(row.sha256.prefix(12)); find the old one, or convert again"
      )
    }
    if let outside {
      throw DatasetError(
        .invalidInput,
        "\(outside): this is a link out of the folder of the photos, which is not followed; copy the photo of "
          + "\(row.position) to its place, or name the folder that really holds it with --photos")
    }
    throw DatasetError(
      .invalidInput,
      isNamed
        ? "\(folders[0]): \(row.source), the photo of \(row.position), is not in this folder; name the one that was converted with --photos"
        : "\(row.source): the photo of \(row.position) is in none of \(counted(folders.count, "folder")) that were looked into; name its folder with --photos"
    )
  }
}
