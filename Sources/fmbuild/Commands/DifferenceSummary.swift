internal import DatasetFormat
internal import Wording
internal import Workflows

/// What a terminal or a program is told about the differences between two datasets.
struct DifferenceSummary: CommandSummary {
  private let difference: DatasetDifference
  private let old: String
  private let new: String
  /// The file with all rows; nil if none was written.
  private let table: String?

  init(_ difference: DatasetDifference, old: String, new: String, table: String?) {
    self.difference = difference
    (self.old, self.new, self.table) = (old, new, table)
  }

  /// The number of images that are shown of each kind of change.
  private static let shownCount = 5

  /// The kinds of changes in the order in which they are shown, with their names.
  private static let kinds: [(change: DatasetDifference.Change, name: String)] = [
    (.added, "added"), (.removed, "removed"), (.relabelled, "relabelled"),
    (.renumbered, "class has another number"), (.pixels, "changed in pixels"),
    (.photo, "photo's file changed"), (.split, "moved to another split"), (.renamed, "photo renamed"),
    (.index, "moved in index"),
  ]

  private var splits: [Split] {
    Split.allCases.filter { difference.oldCounts[$0] != nil || difference.newCounts[$0] != nil }
  }

  var lines: [String] {
    let shownSettingCount = 40
    let head = difference.isEqual ? ["equal: \(counted(difference.newCounts.total, "image"))"] : countLines
    var lines = head + ["", recognition]
    if difference.oldType != difference.newType {
      lines.append("images are \(difference.newType), and were \(difference.oldType)")
    }
    lines += difference.classes.map(\.text)
    let (shown, hidden) = (
      difference.settings.prefix(shownSettingCount), difference.settings.dropFirst(shownSettingCount)
    )
    lines += shown.map { "recipe: \($0.text)" }
    if !hidden.isEmpty {
      lines.append("recipe: \(counted(hidden.count, "more setting")) (--json lists them)")
    }
    lines += difference.notes
    for (change, name) in Self.kinds { lines += rowLines(change, name) }
    return lines
  }

  private var recognition: String {
    switch difference.matching {
    case .photo: "images are recognised by their photos"
    case .place:
      "images are recognised by split and index, and by equal bytes, because "
        + (difference.matchingReason ?? "")
    }
  }

  private var countLines: [String] {
    let (splits, difference) = (splits, difference)
    var table = TextTable([("images", .left)] + splits.map { ($0.rawValue, .right) } + [("all", .right)])
    func add(_ name: String, _ counts: [Split: Int]) {
      table.add([name] + splits.map { grouped(counts[$0] ?? 0) } + [grouped(counts.total)])
    }
    add("in \(printable(old))", difference.oldCounts)
    add("in \(printable(new))", difference.newCounts)
    add("unchanged", difference.unchangedCounts)
    for (change, name) in Self.kinds {
      if let counts = difference.counts[change] { add(name, counts) }
    }
    return table.lines
  }

  private func rowLines(_ change: DatasetDifference.Change, _ name: String) -> [String] {
    let count = difference.counts[change]?.total ?? 0
    guard count > 0 else { return [] }
    let shown = difference.rows.lazy.filter { $0.changes.contains(change) }.prefix(Self.shownCount)
    let rest = count - Self.shownCount
    let place = table.map { "\($0) lists all" } ?? "--out rows.csv lists all"
    return ["", "\(name): \(counted(count, "image"))"] + shown.map { "  " + Self.text($0, change) }
      + (rest > 0 ? ["  … and \(grouped(rest)) more; \(place)"] : [])
  }

  private static func text(_ row: DatasetDifference.Row, _ change: DatasetDifference.Change) -> String {
    guard let image = row.new ?? row.old else { return "" }
    let what = image.source.isEmpty ? "\(image.position)" : "\(image.position)  \(image.source)"
    let note = row.note.isEmpty ? "" : "; \(row.note)"
    guard let old = row.old, let new = row.new else { return "\(what) (\(image.className))\(note)" }
    return switch change {
    case .relabelled: "\(what): \(new.className), and was \(old.className)"
    case .renumbered: "\(what): \(new.className) is \(new.label), and was \(old.label)"
    case .split, .index: "\(what), was \(old.position)"
    case .renamed: "\(what), was \(old.source)"
    case .added, .removed, .pixels, .photo: what
    }
  }

  private struct Document: Encodable {
    struct Side: Encodable {
      let folder: String
      let type: String
      let images: [Split: Int]
    }
    struct Image: Encodable {
      let split: Split
      let index: Int
      let label: Int
      let className: String
      let source: String?
      let sha256: String?

      private enum CodingKeys: String, CodingKey {
        case split, index, label, source, sha256
        case className = "class"
      }

      init(_ image: ComparedImage) {
        (split, index) = (image.position.split, image.position.index)
        (label, className) = (image.label, image.className)
        source = image.source.isEmpty ? nil : image.source
        sha256 = image.sha256.isEmpty ? nil : image.sha256
      }
    }
    struct Row: Encodable {
      let changes: [DatasetDifference.Change]
      let old: Image?
      let new: Image?
      let note: String?
    }
    let schema = 1
    let isEqual: Bool
    let old: Side
    let new: Side
    let recognisedBy: DatasetDifference.Matching
    let unchanged: [Split: Int]
    let counts: [DatasetDifference.Change: [Split: Int]]
    let classes: [ClassDifference.Change]
    let recipe: [RecipeDifference.Change]
    let notes: [String]
    let images: [Row]
  }

  func json() throws -> String {
    let difference = difference
    return try JSONText.encode(
      Document(
        isEqual: difference.isEqual,
        old: .init(folder: old, type: difference.oldType, images: difference.oldCounts),
        new: .init(folder: new, type: difference.newType, images: difference.newCounts),
        recognisedBy: difference.matching, unchanged: difference.unchangedCounts, counts: difference.counts,
        classes: difference.classes, recipe: difference.settings, notes: difference.notes,
        images: difference.rows.map { row in
          .init(
            changes: row.changes, old: row.old.map(Document.Image.init),
            new: row.new.map(Document.Image.init),
            note: row.note.isEmpty ? nil : row.note)
        }))
  }
}
