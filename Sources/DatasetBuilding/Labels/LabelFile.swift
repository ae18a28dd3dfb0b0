internal import Configuration

/// A table that says which photo has which label: a shop's own export, for instance.
public struct LabelFile: Sendable {
  /// The headings of the columns that count.
  public struct Columns: Sendable, Hashable {
    public var path = "path"
    public var label = "label"
    /// The product: photos of one never stand in both splits.
    public var group = "group"
    /// `train` or `test` (also `t10k`), for each photo that the user has put somewhere.
    public var split = "split"

    public init() {}
  }

  /// One line of the table.
  package struct Entry: Sendable, Hashable {
    package let line: Int
    package let path: String
    package let label: String
    package let group: String?
    package let split: Split?
  }

  package let file: String
  package let columns: Columns
  /// Of the file as it stands.
  package let sha256: SHA256Digest
  package let entries: [Entry]
  /// Lines that say nothing usable.
  package let rejects: [Reject]

  /// - Parameter columns: headings; those of group and split may be absent from the file if they are the usual
  ///   ones.
  /// - Throws: `ConfigurationError` if the file cannot be read, `DatasetError` if a heading is missing.
  public init(reading path: String, columns: Columns = Columns()) throws {
    let bytes = try TextFile.bytes(path)
    try self.init(
      parsing: TextFile.text(of: bytes, file: path), file: path, columns: columns,
      sha256: SHA256Hasher.digest(bytes))
  }

  /// - Parameter sha256: of the file, which may begin with a byte order mark; of the text unless given.
  package init(
    parsing text: String, file: String, columns: Columns = Columns(), sha256: SHA256Digest? = nil
  ) throws(DatasetError) {
    self.file = file
    self.columns = columns
    self.sha256 = if let sha256 { sha256 } else { try SHA256Hasher.digest(Array(text.utf8)) }
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
    var rejects: [Reject] = []
    for row in rows.dropFirst() {
      func field(_ column: Int?) -> String {
        guard let column, column < row.fields.count else { return "" }
        return trimmed(row.fields[column])
      }
      let path = field(pathColumn)
      let label = field(labelColumn)
      guard !path.isEmpty else {
        rejects.append(
          Reject(
            source: "\(file):\(row.line)", label: label, .noSuchPhoto,
            "the line names no photo; fill in its path"))
        continue
      }
      guard !label.isEmpty else {
        rejects.append(
          Reject(source: path, label: "", .noLabel, "line \(row.line) of \(file) gives no label; fill it in"))
        continue
      }
      let splitText = field(splitColumn)
      let split = Split(userText: splitText)
      guard split != nil || splitText.isEmpty else {
        throw DatasetError(
          .invalidInput,
          "\(file):\(row.line): '\(splitText)' is no split; it is train, test (or t10k), or nothing")
      }
      let group = field(groupColumn)
      entries.append(
        Entry(line: row.line, path: path, label: label, group: group.isEmpty ? nil : group, split: split))
    }
    self.entries = entries
    self.rejects = rejects
  }
}

extension Split {
  /// As people name splits in tables and folders; nil for anything else.
  init?(userText: String) {
    switch userText.lowercased() {
    case "train", "training": self = .train
    case "test", "t10k", "testing": self = .t10k
    default: return nil
    }
  }
}
