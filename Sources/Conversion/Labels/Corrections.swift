package import Checksums
public import DatasetFormat
internal import FileSystem
internal import Wording

/// A table of corrections to labels: photos to move to another class, and photos to leave out.
///
/// A report writes the table and `convert` reads it. The photos themselves are neither changed nor moved.
public struct Corrections: Sendable {
  /// The headings of the columns that are read.
  package enum Column {
    /// The heading for the photo's path, as in `manifest.csv`.
    package static let source = "source"
    /// The heading for the action, `relabel` or `drop`.
    package static let action = "action"
    /// The heading for the new class of a photo to relabel.
    package static let newClass = "new_class"
    /// The heading for the SHA-256 that the photo's file had when it was marked.
    package static let sha256 = "sha256"
    /// The heading for the class that the photo had when it was marked.
    package static let markedClass = "class"
  }

  /// The action for a photo.
  package enum Action: Sendable, Hashable {
    /// Moves the photo to the class with a name.
    case relabel(newClass: String)
    /// Leaves the photo out, so that it gives no image.
    case drop
  }

  /// The word for the action that leaves a photo out.
  package static let dropWord = "drop"

  /// One line of the corrections table.
  package struct Entry: Sendable, Hashable {
    package let line: Int
    /// The photo's path relative to the photos' folder, as in `Photo`.
    package let source: String
    package let action: Action
    /// The SHA-256 that the photo's file had when it was marked, 64 lower-case hexadecimal digits; nil if the line has
    /// none.
    package fileprivate(set) var sha256: String?
    /// The class that the photo had when it was marked; nil if the line has none.
    package fileprivate(set) var markedClass: String?
  }

  package let file: String
  /// The SHA-256 of the table's file.
  package let sha256: SHA256Digest
  package private(set) var entries: [Entry]

  /// The name of the table's file, without folders.
  package var name: String { lastName(of: file) ?? file }

  /// Reads a corrections table from a CSV file.
  ///
  /// - Throws: `DatasetError` with file and line if the file cannot be read, a column is missing, or a line has no
  ///   valid photo, action or class.
  public init(reading path: String) throws(DatasetError) {
    let (text, sha256) = try textAndDigest(of: path)
    try self.init(parsing: text, file: path, sha256: sha256)
  }

  /// - Parameter sha256: the SHA-256 of the file, whose bytes may include a byte order mark; by default that of the
  ///   text.
  package init(parsing text: String, file: String, sha256: SHA256Digest? = nil) throws(DatasetError) {
    self.file = file
    self.sha256 = sha256 ?? SHA256Hasher.digest(Array(text.utf8))
    let file = try TableFile(parsing: text, file: file, example: "source,action,new_class")
    let table = try Table(file, file: self.file)
    entries = []
    for row in file.rows { entries.append(try table.entry(row)) }
  }

  /// The same corrections without the SHA-256 and class of the photos when they were marked.
  package var withoutMarkedState: Corrections {
    var corrections = self
    for index in entries.indices {
      corrections.entries[index].sha256 = nil
      corrections.entries[index].markedClass = nil
    }
    return corrections
  }
}

/// The columns of a corrections table.
private struct Table {
  private let file: String
  private let source: Int
  private let action: Int
  private let newClass: Int?
  private let sha256: Int?
  private let markedClass: Int?

  init(_ table: TableFile, file: String) throws(DatasetError) {
    let headings = table.headings
    func required(_ heading: String) throws(DatasetError) -> Int {
      if let column = headings.column(heading) { return column }
      if let foreign = table.foreign { throw DatasetError(.invalidInput, foreign.message(for: file)) }
      throw DatasetError(
        .invalidInput,
        "\(file):\(headings.line): there is no column '\(heading)'; there are \(headings.list); "
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
    // Fields keep their spaces, because names of photos and classes may begin or end with spaces.
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
    case Corrections.dropWord:
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
