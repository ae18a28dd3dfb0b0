package import Checksums
public import DatasetFormat
internal import FileSystem
internal import Wording

/// A table of the labels of photos, such as an export from a shop.
public struct LabelFile: Sendable {
  public typealias Columns = Recipe.Labels.Columns

  /// One line of the label file.
  package struct Entry: Sendable, Hashable {
    package let line: Int
    package let path: String
    package let label: String
    package let group: String?
    package let split: Split?
  }

  package let file: String
  package let columns: Columns
  /// The SHA-256 of the label file.
  package let sha256: SHA256Digest
  package let entries: [Entry]
  /// The lines without a photo or without a label.
  package let rejectedPhotos: [RejectedPhoto]

  /// The name of the label file, without folders.
  package var name: String { pathNames(of: file).last ?? file }

  /// - Parameter columns: the headings of the columns; those for group and split may be absent from the file if they
  ///   have their default names.
  /// - Throws: `DatasetError` if the file cannot be read, a heading is missing or a split is unknown.
  public init(reading path: String, columns: Columns = Columns()) throws(DatasetError) {
    let (text, sha256) = try textAndDigest(of: path)
    try self.init(parsing: text, file: path, columns: columns, sha256: sha256)
  }

  /// - Parameter sha256: the SHA-256 of the file, whose bytes may include a byte order mark; by default that of the
  ///   text.
  package init(
    parsing text: String, file: String, columns: Columns = Columns(), sha256: SHA256Digest? = nil
  ) throws(DatasetError) {
    self.file = file
    self.columns = columns
    self.sha256 = sha256 ?? SHA256Hasher.digest(Array(text.utf8))
    let rows = try CSV.rows(parsing: text, file: file)
    guard let headings = rows.first.map(TableHeadings.init) else {
      throw DatasetError(
        .invalidInput, "\(file): the file is empty; its first line should name the columns, path,label")
    }
    func column(_ heading: String, option: String, isRequired: Bool) throws(DatasetError) -> Int? {
      if let index = headings.column(heading) { return index }
      guard isRequired else { return nil }
      throw DatasetError(
        .invalidInput,
        "\(file): there is no column '\(heading)'; there are \(headings.list); name yours with \(option)"
      )
    }
    let usual = Columns()
    let pathColumn = try column(columns.path, option: "--path-column", isRequired: true)
    let labelColumn = try column(columns.label, option: "--label-column", isRequired: true)
    let groupColumn = try column(
      columns.group, option: "--group-column", isRequired: columns.group != usual.group)
    let splitColumn = try column(
      columns.split, option: "--split-column", isRequired: columns.split != usual.split)

    var entries: [Entry] = []
    var rejectedPhotos: [RejectedPhoto] = []
    for row in rows.dropFirst() {
      func field(_ column: Int?) -> String {
        guard let column, column < row.fields.count else { return "" }
        return trimmed(row.fields[column])
      }
      let path = field(pathColumn)
      let label = field(labelColumn)
      guard !path.isEmpty else {
        rejectedPhotos.append(
          RejectedPhoto(
            source: "\(file):\(row.line)", label: label, .noSuchPhoto,
            "the line names no photo; fill in its path"))
        continue
      }
      guard !label.isEmpty else {
        rejectedPhotos.append(
          RejectedPhoto(
            source: path, label: "", .noLabel, "line \(row.line) of \(file) gives no label; fill it in"))
        continue
      }
      let splitText = field(splitColumn)
      let split = Split(named: splitText)
      guard split != nil || splitText.isEmpty else {
        throw DatasetError(
          .invalidInput,
          "\(file):\(row.line): '\(splitText)' is no split; it is train, validation, test or nothing")
      }
      let group = field(groupColumn)
      entries.append(
        Entry(line: row.line, path: path, label: label, group: group.isEmpty ? nil : group, split: split))
    }
    self.entries = entries
    self.rejectedPhotos = rejectedPhotos
  }
}

/// Returns the text of a table and the SHA-256 of its file.
func textAndDigest(of path: String) throws(DatasetError) -> (text: String, sha256: SHA256Digest) {
  do throws(FileSystemError) {
    let bytes = try WholeFile.bytes(
      path, maximumByteCount: WholeFile.largestTable, remedy: "is it a table of labels?")
    return (try WholeFile.text(of: bytes, file: path), SHA256Hasher.digest(bytes))
  } catch {
    throw DatasetError(error)
  }
}

/// The headings of a table, which are its first line.
struct TableHeadings {
  /// The headings without surrounding spaces.
  let names: [String]

  init(_ row: CSV.Row) { names = row.fields.map(trimmed) }

  /// Returns the index of the column with a heading, or else of the first one that differs only in case; nil if there
  /// is none.
  func column(_ heading: String) -> Int? {
    names.firstIndex(of: heading) ?? names.firstIndex { $0.lowercased() == heading.lowercased() }
  }

  /// The headings as messages list them.
  var list: String { names.joined(separator: ", ") }
}
