package import Checksums
package import DatasetFormat
internal import FileSystem
internal import Wording

/// What a person or a network says about photos, in one of three tables that this program writes.
///
/// | table | columns | who writes it | what a line says |
/// |---|---|---|---|
/// | `labels.csv` | `path`, `label`, perhaps `group`, `action` | `sort`, a shop | the photo's label, or `drop`: set aside |
/// | `corrections.csv` | `source`, `action`, `new_class` | a report, `sort --suspects` | `relabel`: its label; `drop`: set aside |
/// | `suspects.csv` | `source`, `given`, `likely`, `score` | `train --suspects` | a proposal, and how doubtful the label is |
///
/// The headings tell which it is. A line about a photo means the same in each of them: a label, set aside, or a proposal.
package struct Judgements: Sendable {
  package enum Kind: Sendable, Hashable {
    case labels
    case corrections
    case suspects
  }

  package enum Decision: Sendable, Hashable {
    case label(String)
    /// The photo gives no image.
    case setAside
    /// A label that the photo may have, and which nobody has confirmed.
    case proposal(String)
  }

  package struct Entry: Sendable, Hashable {
    package let line: Int
    package let path: String
    /// The path with the spaces around it.
    package let writtenPath: String
    package let decision: Decision
    package var group: String?
  }

  package let file: String
  package let kind: Kind
  package let entries: [Entry]

  /// - Throws: `DatasetError` with file and line if the file is none of these tables, or a line is not what it should be.
  package init(reading path: String) throws(DatasetError) {
    let (text, sha256) = try textAndDigest(of: path)
    try self.init(parsing: text, file: path, sha256: sha256)
  }

  /// - Parameters:
  ///   - path: the name of the file in messages.
  ///   - sha256: the SHA-256 of the file; by default that of the text.
  package init(parsing text: String, file path: String, sha256: SHA256Digest? = nil) throws(DatasetError) {
    let table = try TableFile(parsing: text, file: path, example: "path,label")
    file = path
    func has(_ headings: String...) -> Bool { headings.allSatisfy { table.headings.column($0) != nil } }
    if has("source", "given", "likely") {
      kind = .suspects
      entries = try Self.suspects(table, file: path)
    } else if has(Corrections.Column.source, Corrections.Column.action), !has(LabelFile.Columns().label) {
      kind = .corrections
      entries = try Corrections(parsing: text, file: path, sha256: sha256).entries.map { entry in
        let decision: Decision =
          switch entry.action {
          case .relabel(let newClass): .label(newClass)
          case .drop: .setAside
          }
        return Entry(line: entry.line, path: entry.source, writtenPath: entry.source, decision: decision)
      }
    } else {
      kind = .labels
      let labels = try LabelFile(parsing: text, file: path, sha256: sha256)
      entries =
        labels.entries.map {
          Entry(
            line: $0.line, path: $0.path, writtenPath: $0.writtenPath, decision: .label($0.label),
            group: $0.group)
        }
        + labels.setAside.map {
          Entry(line: $0.line, path: trimmed($0.path), writtenPath: $0.path, decision: .setAside)
        }
    }
  }

  private static func suspects(_ table: TableFile, file: String) throws(DatasetError) -> [Entry] {
    guard let source = table.headings.column("source"), let likely = table.headings.column("likely") else {
      return []
    }
    var entries: [Entry] = []
    for row in table.rows {
      guard row.fields.count > max(source, likely) else {
        throw TableFile.wrongCount(of: row, table.headings, file: file)
      }
      // A dataset without a manifest has no photos to name.
      guard !row.fields[source].isEmpty else { continue }
      entries.append(
        Entry(
          line: row.line, path: row.fields[source], writtenPath: row.fields[source],
          decision: .proposal(row.fields[likely])))
    }
    return entries
  }

  /// The lines about photos of a heap, and the lines about others.
  package struct Matches: Sendable {
    /// The lines by the photo's index among the files.
    package var entries: [Int: Entry] = [:]
    package var missing: [Entry] = []
  }

  /// Finds the photos that the lines name, as `convert --labels` finds them.
  ///
  /// - Parameter files: the photos' paths relative to the root.
  /// - Throws: `DatasetError` if two lines contradict each other, or a line may mean two photos.
  package func matches(_ files: [String], root: String) throws(DatasetError) -> Matches {
    let lookup = PhotoLookup(files, root: root, labelFile: file)
    // Paths are compared byte by byte: two names may be one text whose accents are written in two ways.
    let places = Dictionary(
      files.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    var matches = Matches()
    for entry in entries {
      switch lookup.file(for: entry.path, written: entry.writtenPath) {
      case .found(let found):
        guard let place = places[Array(found.utf8)] else { continue }
        if let former = matches.entries[place], former.decision != entry.decision {
          throw DatasetError(
            .invalidInput,
            "\(file):\(entry.line): \(found) is judged otherwise than in line \(former.line); keep one")
        }
        matches.entries[place] = entry
      case .missing: matches.missing.append(entry)
      case .ambiguous(let files), .alike(let files):
        throw DatasetError(
          .invalidInput,
          "\(file):\(entry.line): \(entry.path) may mean \(files[0]) or \(files[1]); write the whole path")
      }
    }
    return matches
  }
}
