internal import DatasetFormat
internal import Wording

/// Checks that every photo of a list has a record, and no other photo. The records come in the order of their sources, which
/// is also that of the list.
struct ListingCheck {
  private let lines: [PhotoListing.Line]
  private let folder: String
  private var next = 0
  private var missingCount = 0
  private var firstMissing: String?

  /// - Parameter folder: the folder of the list, for messages.
  init(_ lines: [PhotoListing.Line], folder: String) {
    self.lines = lines
    self.folder = folder
  }

  /// Checks the next record.
  ///
  /// - Parameter hasGroup: returns whether the record's group is that of a name; an empty name stands for none.
  /// - Throws: `DatasetError` if the photo is not in the list, or stands there with something else.
  mutating func check(
    _ source: String, label: String?, split: Split?, hasGroup: (String) -> Bool
  ) throws(DatasetError) {
    while next < lines.count, NameOrder.precedes(lines[next].source, source) {
      missingCount += 1
      firstMissing = firstMissing ?? lines[next].source
      next += 1
    }
    guard next < lines.count, lines[next].source.utf8.elementsEqual(source.utf8) else {
      throw DatasetError(
        .invalidInput,
        "\(printable(source)) has a record and is not in the list in \(folder); leave its records out, or list the photos again"
      )
    }
    let line = lines[next]
    next += 1
    guard composed(line.label) == label ?? "", self.split(of: line) == split, hasGroup(line.group) else {
      throw DatasetError(
        .invalidInput,
        "\(printable(source)): label, group or split of its record are not those of the list in \(folder); map its photo again"
      )
    }
  }

  /// Returns the split of a line; `list` writes the plain names of splits.
  private func split(of line: PhotoListing.Line) -> Split? { Split(rawValue: line.split) }

  /// - Throws: `DatasetError` if photos of the list have had no record.
  func finish() throws(DatasetError) {
    let count = missingCount + lines.count - next
    guard count > 0, let first = firstMissing ?? lines.dropFirst(next).first?.source else { return }
    throw DatasetError(
      .invalidInput,
      "\(counted(count, "photo")) of the list in \(folder) \(count == 1 ? "has" : "have") no record, such as "
        + "\(printable(first)); run the shards that are missing; nothing was written")
  }
}
