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
    /// The path with the spaces around it, which a file's name may have.
    package let writtenPath: String
    package let label: String
    package let group: String?
    package let split: Split?
  }

  package let file: String
  package let columns: Columns
  /// The SHA-256 of the label file.
  package let sha256: SHA256Digest
  package let entries: [Entry]
  /// The lines without a photo or without a label, and those that set a photo aside.
  package let rejectedPhotos: [RejectedPhoto]
  /// The lines that set a photo aside, with the path as it is written.
  package let setAside: [(line: Int, path: String)]
  /// Warnings for the user about the file.
  package let warnings: [String]

  /// The name of the label file, without folders.
  package var name: String { lastName(of: file) ?? file }

  /// - Parameter columns: the headings of the columns; those for group and split may be absent from the file if they
  ///   have their default names.
  /// - Throws: `DatasetError` with file and line if the file cannot be read or is no table, a heading is missing, a line
  ///   has too many fields or too few, or a split is unknown.
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
    let table = try TableFile(parsing: text, file: file, example: "path,label")
    let headings = table.headings
    func column(_ heading: String, option: String, isRequired: Bool) throws(DatasetError) -> Int? {
      if let index = headings.column(heading) { return index }
      guard isRequired else { return nil }
      if let foreign = table.foreign { throw DatasetError(.invalidInput, foreign.message(for: file)) }
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
    let actionColumn = headings.column(Corrections.Column.action)
    let lastColumn = [pathColumn, labelColumn, groupColumn, splitColumn].compactMap { $0 }.max() ?? 0

    var drafts: [Draft] = []
    var rejectedPhotos: [RejectedPhoto] = []
    var shortLines: [Int] = []
    var setAside: [(line: Int, path: String)] = []
    for row in table.rows {
      // A row without a field in the middle moves the others, so that a name or a price would become the label.
      guard row.fields.count > lastColumn else { throw TableFile.wrongCount(of: row, headings, file: file) }
      if row.fields.count < headings.names.count { shortLines.append(row.line) }
      func field(_ column: Int?) -> String { column.map { trimmed(row.fields[$0]) } ?? "" }
      let path = field(pathColumn)
      let label = composed(field(labelColumn))
      let splitText = field(splitColumn)
      let splitName = SplitName(splitText).flatMap { $0.isPlain ? $0 : nil }
      guard splitName != nil || splitText.isEmpty else {
        throw DatasetError(
          .invalidInput,
          "\(file):\(row.line): '\(splitText)' is no split; known are \(SplitName.knownNames), or leave the "
            + "field empty")
      }
      guard !path.isEmpty else {
        rejectedPhotos.append(
          RejectedPhoto(
            source: "\(file):\(row.line)", label: label, .noSuchPhoto,
            "the line names no photo; fill in its path"))
        continue
      }
      let writtenPath = pathColumn.map { row.fields[$0] } ?? path
      if label.isEmpty, let actionColumn, actionColumn < row.fields.count,
        trimmed(row.fields[actionColumn]).lowercased() == Corrections.dropWord
      {
        setAside.append((row.line, writtenPath))
        rejectedPhotos.append(
          RejectedPhoto(
            source: writtenPath, label: "", .dropped,
            "nothing is wrong with the file: line \(row.line) of \(lastName(of: file) ?? file) sets it aside")
        )
        continue
      }
      guard !label.isEmpty else {
        rejectedPhotos.append(
          RejectedPhoto(
            source: path, label: "", .noLabel, "line \(row.line) of \(file) gives no label; fill it in"))
        continue
      }
      let group = field(groupColumn)
      drafts.append(
        Draft(
          line: row.line, path: path, writtenPath: writtenPath, label: label,
          group: group.isEmpty ? nil : group, split: splitName))
    }
    let splits = SplitName.splits(of: drafts.compactMap(\.split))
    // A table that puts every photo into train or validation means validation by what MNIST calls test.
    let isWithoutTest =
      !drafts.isEmpty && drafts.allSatisfy { $0.split != nil }
      && Set(splits.values) == [.train, .validation]
    entries = drafts.map { draft in
      let split = draft.split.flatMap { splits[$0] }
      return Entry(
        line: draft.line, path: draft.path, writtenPath: draft.writtenPath, label: draft.label,
        group: draft.group,
        split: isWithoutTest && split == .validation ? .test : split)
    }
    self.rejectedPhotos = rejectedPhotos
    self.setAside = setAside
    var warnings: [String] = []
    if isWithoutTest {
      warnings.append(
        "\(file): no line is for test, so that the validation photos are taken for test (files t10k-…); write test "
          + "into the split column to say so")
    }
    if let first = shortLines.first {
      warnings.append(
        "\(file):\(first): this line "
          + (shortLines.count > 1 ? "and \(counted(shortLines.count - 1, "other")) have" : "has")
          + " fewer fields than the heading; see that no field in the middle is missing")
    }
    self.warnings = warnings
  }

  /// A line of the file before the splits are known that all lines together mean.
  private struct Draft {
    let line: Int
    let path: String
    let writtenPath: String
    let label: String
    let group: String?
    let split: SplitName?
  }
}
