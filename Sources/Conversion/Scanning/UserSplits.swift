package import DatasetFormat

/// The place where the user has put photos into splits, for messages and records.
public struct UserSplits: Codable, Sendable, Hashable {
  package enum Place: String, Codable, Sendable, Hashable {
    /// Folders such as `test/<class>/`.
    case foldersOfClasses
    /// Folders such as `<class>/test/`.
    case foldersInClasses
    /// A column of the table of labels.
    case column
  }

  package let place: Place
  /// The names of the folders of each split, or the heading of the column.
  package let names: [Split: [String]]

  /// The place of the class's name among the names of a photo's path; nil for a table.
  package let classPlace: Int?

  package init(place: Place, names: [Split: [String]], classPlace: Int? = nil) {
    self.place = place
    self.names = names
    self.classPlace = classPlace
  }

  /// - Parameter heading: the heading of the column of a table.
  init(column heading: String) {
    self.init(
      place: .column, names: Dictionary(uniqueKeysWithValues: Split.allCases.map { ($0, [heading]) }))
  }

  package var origin: SplitOrigin { place == .column ? .table : .folder }
}
