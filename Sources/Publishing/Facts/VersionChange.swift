internal import Checksums
internal import DatasetFormat
package import Exporting
internal import IDX
internal import Wording

/// What has changed in a dataset since an earlier export, in the terms of semantic versions as Croissant applies them to
/// data.
package struct VersionChange: Sendable {
  package enum Level: String, Sendable, Comparable {
    /// The same images and labels, in another packaging or with another description.
    case patch
    /// Images or classes were added behind those that there were.
    case minor
    /// Images or labels changed, moved or went.
    case major

    package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .patch: 0
      case .minor: 1
      case .major: 2
      }
    }
  }

  package let level: Level
  /// What has changed, a few words for each change; empty for nothing.
  package let changes: [String]
  /// The version of the earlier export; nil if it has none.
  package let formerVersion: DatasetVersion?

  /// The lowest version that may follow the earlier one; nil if that has none.
  package var lowestVersion: DatasetVersion? { formerVersion?.raised(by: level) }

  /// Compares a dataset with the record of an earlier export.
  ///
  /// An earlier split whose images and labels are the first of today's has its checksum; nothing else is needed to tell
  /// that images were only added.
  package init(from former: ExportRecord, to dataset: ExportedDataset) throws {
    var changes: [(Level, String)] = []
    if former.image != dataset.type {
      changes.append((.major, "images of \(dataset.type), which were \(former.image)"))
    }
    changes += Self.classChanges(
      former.classes.sorted { $0.label < $1.label }.map(\.name), dataset.classNames)
    if former.image == dataset.type {
      for split in Split.allCases {
        changes += try Self.changes(of: split, former, dataset.parts.first { $0.split == split })
      }
    }
    level = changes.map(\.0).max() ?? .patch
    self.changes = changes.map(\.1)
    formerVersion = former.version.flatMap { DatasetVersion($0) }
  }

  private static func classChanges(_ former: [String], _ names: [String]) -> [(Level, String)] {
    for (label, pair) in zip(former, names).enumerated() where pair.0 != pair.1 {
      return [(.major, "class \(label) is called '\(pair.1)', which was '\(pair.0)'")]
    }
    if names.count < former.count {
      return [(.major, "\(counted(former.count - names.count, "class", plural: "classes")) fewer")]
    }
    guard names.count > former.count else { return [] }
    return [(.minor, "\(counted(names.count - former.count, "class", plural: "classes")) more")]
  }

  private static func changes(
    of split: Split, _ former: ExportRecord, _ part: SplitData?
  ) throws -> [(Level, String)] {
    guard let formerCount = former.images[split] else {
      guard let part else { return [] }
      return [(.minor, "\(split.rawValue) is new, with \(counted(part.count, "image"))")]
    }
    guard let part else { return [(.major, "\(split.rawValue) is gone")] }
    guard formerCount >= 0 else {
      return [(.major, "the record counts \(formerCount) images of \(split.rawValue)")]
    }
    guard formerCount <= part.count else {
      return [(.major, "\(counted(formerCount - part.count, "image")) fewer in \(split.rawValue)")]
    }
    let files: [(String, [Int], ArraySlice<UInt8>)] = [
      (
        split.imagesName(rank: part.type.rank), [formerCount] + part.type.dimensions,
        part.images[..<(formerCount * part.type.byteCount)]
      ),
      (split.labelsName, [formerCount], part.labels[..<formerCount]),
    ]
    for (name, dimensions, elements) in files {
      let header = try IDXHeader(elementType: .uint8, dimensions: dimensions).encoded()
      let digest = SHA256Hasher.digest([header, Array(elements)])
      guard former.sources.contains(where: { $0.file == name && $0.payloadSHA256 == "\(digest)" }) else {
        return [(.major, "images or labels of \(split.rawValue) changed, moved or went")]
      }
    }
    guard part.count > formerCount else { return [] }
    return [(.minor, "\(counted(part.count - formerCount, "image")) added to \(split.rawValue)")]
  }

  /// The change in a sentence.
  package var sentence: String {
    let what = changes.isEmpty ? "the same images and labels" : changes.joined(separator: "; ")
    return "\(what): a \(level.rawValue.uppercased()) version"
  }
}
