internal import Conversion
package import DatasetFormat
package import FileSystem
internal import Sorting
internal import Wording

/// Class folders made of photos and a table of their labels.
package struct SortApplication: Sendable {
  private let photos: String
  private let folders: SortedFolders
  /// What the user should know, which needs no action.
  package let notices: [String]

  /// - Parameters:
  ///   - tables: tables of labels, as `sort` hands them out; a photo may be in one of them only, or have one label in all.
  ///   - skipped: the folder to write, which may be among the photos.
  /// - Throws: `DatasetError` if a table cannot be read or is none of labels, contradicts itself, or names no photo.
  package init(photos: String, tables: [String], skipping skipped: String, followingLinks: Bool)
    throws(DatasetError)
  {
    let scan = try FolderScan(root: photos, skipping: [skipped], followingLinks: followingLinks)
    var decisions: [Int: (entry: Judgements.Entry, table: String)] = [:]
    var notices = PassedOver.lines(scan)
    for table in tables {
      let judgements = try Judgements(reading: table)
      guard judgements.kind != .suspects else {
        throw DatasetError(
          .invalidInput,
          "\(table): these are doubts of a network, which nobody has confirmed; look at them with 'fmbuild sort DATASET "
            + "--suspects \(table)', and convert with the table that you save there")
      }
      let matches = try judgements.matches(scan.files, root: photos)
      for (place, entry) in matches.entries {
        if let former = decisions[place], former.entry.decision != entry.decision {
          throw DatasetError(
            .invalidInput,
            "\(table):\(entry.line): \(scan.files[place]) is judged otherwise than in \(former.table), line "
              + "\(former.entry.line); keep one")
        }
        decisions[place] = (entry, table)
      }
      if let missing = matches.missing.first {
        throw DatasetError(
          .invalidInput,
          "\(table):\(missing.line): there is no photo \(missing.path) below \(photos)"
            + (matches.missing.count > 1
              ? ", nor \(counted(matches.missing.count - 1, "other")) that it names" : "")
            + "; correct the path or remove the line, or name the folder that the paths begin in")
      }
    }
    var labelled: [(source: String, label: String)] = []
    var (asideCount, others) = (0, [String]())
    for (place, path) in scan.files.enumerated() {
      switch decisions[place]?.entry.decision {
      case .label(let label): labelled.append((path, label))
      case .setAside: asideCount += 1
      case .proposal, nil: others.append(path)
      }
    }
    guard !labelled.isEmpty else {
      throw DatasetError(
        .invalidInput,
        "\(tables.joined(separator: ", ")): no photo has a label; label some, then save the table again")
    }
    folders = try SortedFolders(labelled)
    self.photos = photos
    if asideCount > 0 {
      notices.append(
        "\(counted(asideCount, "photo")) that \(asideCount == 1 ? "is" : "are") set aside \(asideCount == 1 ? "is" : "are") in no folder"
      )
    }
    if let other = others.first {
      notices.append(
        "\(counted(others.count, "photo")) without a label \(others.count == 1 ? "is" : "are") in no folder, such as \(other)"
      )
    }
    self.notices = notices
  }

  /// The names of the classes' folders with the number of photos, in order.
  package var counts: [(folder: String, count: Int)] { folders.counts }

  package var photoCount: Int { folders.files.count }

  /// Makes the folders; returns how many of the photos are hard links, the others being copies.
  ///
  /// - Throws: `FileSystemError` if something stands at the path already, or a photo can be neither linked nor copied.
  package func write(to path: String) throws -> Int { try folders.write(to: path, photosIn: photos) }

  /// Checks whether folders could be put at a path, before time is spent.
  package static func check(_ path: String) throws(FileSystemError) {
    try TargetFolder.check(path, of: SortedFolders.content, overwrites: false)
  }
}
