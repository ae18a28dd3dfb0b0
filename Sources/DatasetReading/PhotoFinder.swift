package import DatasetBuilding
internal import FileSystem

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Finds the photos that a dataset's items were made of.
///
/// A manifest names photos below a folder that it does not name, and says their SHA-256. So places can be guessed: what
/// has another SHA-256 is not believed.
package struct PhotoFinder {
  package struct Photo: Sendable {
    package let path: String
    /// Of the file, with the SHA-256 that the manifest says.
    package let bytes: [UInt8]
  }

  /// Where photos are looked for, the folder of the photo found last first.
  package private(set) var folders: [String]
  /// Whether the user named the folder.
  private let isNamed: Bool

  /// - Parameters:
  ///   - folder: where the photos are; nil to guess: the current folder, the one that the dataset stands in, and the
  ///     folders directly inside these.
  ///   - dataset: the dataset's folder.
  /// - Throws: `DatasetError` if the folder that is named is none.
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
      let names = (try? FileManager.default.contentsOfDirectory(atPath: outer)) ?? []
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

  /// The photo of an item.
  ///
  /// - Throws: `DatasetError` if no folder has it, or only another one under its name.
  package mutating func photo(of row: ManifestTable.Row) throws(DatasetError) -> Photo {
    var changed: (path: String, sha256: String)?
    for (number, folder) in folders.enumerated() {
      let path = folder == "." ? row.source : folder + "/" + row.source
      // Anything else, such as a pipe, could keep us waiting.
      guard FileIdentity(path)?.kind == .file, let bytes = FileManager.default.contents(atPath: path) else {
        continue
      }
      let photo = Photo(path: path, bytes: [UInt8](bytes))
      let sha256 = "\(try SHA256Hasher.digest(photo.bytes))"
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
    throw DatasetError(
      .invalidInput,
      isNamed
        ? "\(folders[0]): \(row.source), the photo of \(row.position), is not in this folder; name the one that was converted with --photos"
        : "\(row.source): the photo of \(row.position) is in none of \(counted(folders.count, "folder")) that were looked into; name its folder with --photos"
    )
  }
}
