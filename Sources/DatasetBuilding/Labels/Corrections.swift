internal import Configuration
internal import FileSystem

/// What people who looked at a dataset found wrong with its labels: photos of another class, and photos to leave out.
///
/// A table that a report writes and `convert` takes. The photos themselves stay as and where they are.
public struct Corrections: Sendable {
  /// The headings of the columns that count.
  package enum Column {
    /// The photo, as in `manifest.csv`.
    package static let source = "source"
    /// `relabel` or `drop`.
    package static let action = "action"
    /// The name of the class that a photo to relabel belongs to.
    package static let newClass = "new_class"
    /// Of the photo's file when it was marked.
    package static let sha256 = "sha256"
    /// The name of the class that the photo had when it was marked.
    package static let markedClass = "class"
  }

  /// What is to become of a photo.
  package enum Action: Sendable, Hashable {
    /// It belongs to the class of that name.
    case relabel(newClass: String)
    /// It gives no item.
    case drop
  }

  /// One line of the table.
  package struct Entry: Sendable, Hashable {
    package let line: Int
    /// As in `Photo`.
    package let source: String
    package let action: Action
    /// Of the photo's file when it was marked, 64 digits in lower case; nil where the line does not say.
    package fileprivate(set) var sha256: String?
    /// The class that the photo had when it was marked; nil where the line does not say.
    package fileprivate(set) var markedClass: String?
  }

  package let file: String
  /// Of the file as it stands.
  package let sha256: SHA256Digest
  package private(set) var entries: [Entry]

  /// The file's name, without folders.
  package var name: String { pathNames(of: file).last ?? file }

  /// - Throws: `ConfigurationError` if the file cannot be read, `DatasetError` with file and line if a column is
  ///   missing or a line does not say what to do with which photo.
  public init(reading path: String) throws {
    let bytes = try TextFile.bytes(path)
    try self.init(
      parsing: TextFile.text(of: bytes, file: path), file: path, sha256: SHA256Hasher.digest(bytes))
  }

  /// - Parameter sha256: of the file, which may begin with a byte order mark; of the text unless given.
  package init(parsing text: String, file: String, sha256: SHA256Digest? = nil) throws(DatasetError) {
    self.file = file
    self.sha256 = if let sha256 { sha256 } else { try SHA256Hasher.digest(Array(text.utf8)) }
    let rows = try CSV.rows(parsing: text, file: file)
    guard let first = rows.first else {
      throw DatasetError(
        .invalidInput,
        "\(file): the file is empty; its first line should name the columns, source,action,new_class")
    }
    let table = try Table(first, file: file)
    entries = []
    for row in rows.dropFirst() { entries.append(try table.entry(row)) }
  }

  /// The same corrections, whatever the photos were when they were marked.
  package var withoutMarkedState: Corrections {
    var corrections = self
    for index in entries.indices {
      corrections.entries[index].sha256 = nil
      corrections.entries[index].markedClass = nil
    }
    return corrections
  }
}

/// How lines are read.
private struct Table {
  private let file: String
  private let source: Int
  private let action: Int
  private let newClass: Int?
  private let sha256: Int?
  private let markedClass: Int?

  init(_ row: CSV.Row, file: String) throws(DatasetError) {
    let headings = TableHeadings(row)
    func required(_ heading: String) throws(DatasetError) -> Int {
      if let column = headings.column(heading) { return column }
      throw DatasetError(
        .invalidInput,
        "\(file):\(row.line): there is no column '\(heading)'; there are \(headings.list); "
          + "a file of corrections has the columns source, action and new_class")
    }
    self.file = file
    source = try required(Corrections.Column.source)
    action = try required(Corrections.Column.action)
    newClass = headings.column(Corrections.Column.newClass)
    sha256 = headings.column(Corrections.Column.sha256)
    markedClass = headings.column(Corrections.Column.markedClass)
  }

  func entry(_ row: CSV.Row) throws(DatasetError) -> Corrections.Entry {
    // As they stand: names of photos and classes may begin or end with spaces.
    func field(_ column: Int?) -> String? {
      guard let column, column < row.fields.count, !trimmed(row.fields[column]).isEmpty else { return nil }
      return row.fields[column]
    }
    func error(_ message: String) -> DatasetError {
      DatasetError(.invalidInput, "\(file):\(row.line): \(message)")
    }
    guard let source = field(source) else {
      throw error(
        "the line names no photo in 'source'; a dataset without manifest.csv cannot be traced to its photos: "
          + "mark them in a report on a dataset that has one, or fill in their paths")
    }
    let digest = field(sha256).map { trimmed($0).lowercased() }
    if let digest, digest.utf8.count != 64 || !digest.utf8.allSatisfy(isHexadecimalDigit) {
      throw error(
        "'\(digest)' is no SHA-256, which has 64 digits of 0-9 and a-f; correct it, or leave it empty")
    }
    return Corrections.Entry(
      line: row.line, source: source,
      action: try action(field(action).map(trimmed), newClass: field(newClass), source, error),
      sha256: digest, markedClass: field(markedClass))
  }

  private func action(
    _ text: String?, newClass: String?, _ source: String, _ error: (String) -> DatasetError
  ) throws(DatasetError) -> Corrections.Action {
    switch text?.lowercased() {
    case "relabel":
      guard let newClass else {
        throw error("\(source) is to be relabelled, but 'new_class' names no class; fill it in")
      }
      return .relabel(newClass: newClass)
    case "drop":
      return .drop
    case nil:
      throw error("the line does not say what to do with \(source); 'action' is relabel or drop")
    default:
      throw error("'\(text ?? "")' is no action; it is relabel or drop")
    }
  }
}

private func isHexadecimalDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
}
