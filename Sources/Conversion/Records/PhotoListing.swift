internal import Checksums
package import DatasetFormat
internal import FileSystem
internal import Wording

/// A list of photos with their labels, in a folder, so that many machines convert parts of it: `photos.csv`,
/// `rejects.csv` and `listing.json`.
package struct PhotoListing: Sendable {
  /// The content of `listing.json`.
  package struct Record: Codable, Sendable {
    package var format = PhotoListing.format
    /// The number of photos in `photos.csv`.
    package let photoCount: Int
    /// The SHA-256 of `photos.csv`, 64 lower-case hexadecimal digits.
    package let sha256: String
    /// Where the labels come from, as in `dataset.json`.
    package let labels: Recipe.Labels
    /// Where the user has put photos into splits; nil if there are none.
    package let userSplits: UserSplits?
    package let warnings: [String]
  }

  /// A line of `photos.csv`; label, group and split are empty if there are none.
  package struct Line: Sendable, Hashable {
    package let source: String
    package let label: String
    package let group: String
    package let split: String
  }

  package static let format = "listing/1"

  package let record: Record
  /// The photos in the order of their sources.
  package let lines: [Line]
  /// What was found beside the photos and gives none.
  package let rejectedPhotos: [RejectedPhoto]
  private let folder: String

  fileprivate enum Name {
    static let photos = "photos.csv"
    static let rejectedPhotos = "rejects.csv"
    static let record = "listing.json"
    static let all: Set = [photos, rejectedPhotos, record]
  }

  // MARK: - Writing

  /// Lists the photos of a conversion and writes the list into a folder, which appears when it is whole.
  ///
  /// - Throws: `DatasetError` if there is no photo with a label, or the folder cannot be written.
  package static func write(_ settings: Conversion.Settings, to folder: String) throws -> PhotoListing {
    do {
      return try list(settings, to: folder)
    } catch let error as FileSystemError {
      throw DatasetError(error)
    }
  }

  private static func list(_ settings: Conversion.Settings, to folder: String) throws -> PhotoListing {
    try TargetFolder.check(folder, of: .listing, overwrites: settings.overwrites)
    let scanned = try settings.scannedPhotos()
    guard !scanned.labelled.photos.isEmpty else {
      throw DatasetError(
        .invalidInput,
        LabelledPhotos.absence(
          count: 0, labels: [], rejectedPhotos: scanned.labelled.rejectedPhotos, root: settings.photos,
          hasClassFile: settings.classes != nil, passedOver: scanned.passedOver))
    }
    let lines = scanned.labelled.photos.map { photo in
      Line(
        source: photo.source, label: photo.label, group: photo.group ?? "", split: photo.split?.rawValue ?? ""
      )
    }
    let table = lines.reduce(into: CSV.line(columns)) { text, line in
      text += CSV.line([line.source, line.label, line.group, line.split])
    }
    let record = Record(
      photoCount: lines.count, sha256: "\(SHA256Hasher.digest(Array(table.utf8)))",
      labels: settings.labelRecord, userSplits: scanned.labelled.userSplits,
      warnings: scanned.passedOver + scanned.labelled.warnings)
    let rejectedPhotos = NameOrder.sorted(scanned.labelled.rejectedPhotos) { $0.source }
    let target = try TargetFolder(path: folder, of: .listing, overwrites: settings.overwrites)
    try NewFile.write(table, to: target.workPath + "/" + Name.photos)
    try NewFile.write(
      RejectedPhotoTable.text(rejectedPhotos), to: target.workPath + "/" + Name.rejectedPhotos)
    try NewFile.write(JSONText.encode(record) + "\n", to: target.workPath + "/" + Name.record)
    try target.commit()
    return PhotoListing(record: record, lines: lines, rejectedPhotos: rejectedPhotos, folder: folder)
  }

  private init(record: Record, lines: [Line], rejectedPhotos: [RejectedPhoto], folder: String) {
    self.record = record
    self.lines = lines
    self.rejectedPhotos = rejectedPhotos
    self.folder = folder
  }

  // MARK: - Reading

  private static let columns = ["source", "label", "group", "split"]

  /// - Throws: `DatasetError` if the folder has no list, or one that was changed.
  package init(reading folder: String) throws(DatasetError) {
    self.folder = folder
    record = try JSONText.decode(contentsOf: folder + "/" + Name.record)
    guard record.format == Self.format else {
      throw DatasetError(
        .unreadable,
        "\(folder)/\(Name.record): this is a '\(printable(record.format))', and this version reads '\(Self.format)'; list the photos again"
      )
    }
    let path = folder + "/" + Name.photos
    let (text, sha256) = try textAndDigest(of: path)
    guard "\(sha256)" == record.sha256 else {
      throw DatasetError(
        .unreadable, "\(path): the list was changed since it was made; list the photos again")
    }
    let rows = try CSV.rows(parsing: text, file: path)
    guard rows.first?.fields == Self.columns, rows.count - 1 == record.photoCount else {
      throw DatasetError(.unreadable, "\(path): this is no list of photos; list the photos again")
    }
    var lines: [Line] = []
    lines.reserveCapacity(rows.count)
    for row in rows.dropFirst() {
      guard row.fields.count == Self.columns.count, isPathBelowFolder(row.fields[0]) else {
        throw DatasetError(.unreadable, "\(path):\(row.line): this is no photo; list the photos again")
      }
      lines.append(
        Line(source: row.fields[0], label: row.fields[1], group: row.fields[2], split: row.fields[3]))
    }
    self.lines = lines
    rejectedPhotos = try RejectedPhotoTable.photos(reading: folder + "/" + Name.rejectedPhotos)
  }

  /// The SHA-256 of `photos.csv`.
  var sha256: String { record.sha256 }

  /// Returns a check that every photo of the list has a record, and no other photo.
  func check() -> ListingCheck { ListingCheck(lines, folder: folder) }
}

extension FolderContent {
  /// A list of photos.
  static let listing = FolderContent(
    noun: "list of photos", marker: PhotoListing.Name.record, exampleName: "listing",
    isOwn: { PhotoListing.Name.all.contains($0) })
}
