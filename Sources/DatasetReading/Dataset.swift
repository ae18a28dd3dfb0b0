package import DatasetBuilding
internal import IDX
internal import ImageCore

/// A dataset in MNIST format, made by this program or not, in memory.
package struct Dataset: Sendable {
  /// The folder as the user named it, without a slash at its end.
  package let root: String
  /// Below the root; empty for the root itself.
  package let archiveFolder: String
  /// Every archive that was found, sorted by name.
  package let archives: [Archive]
  /// The splits whose images and labels can be read and belong to MNIST's kind.
  package let parts: [Split: DatasetPart]
  /// What `classes.txt` says, or `dataset.json`, or what is known of a published dataset; nil if nobody says.
  package let classNames: [String]?
  /// Whether the names stand in a file of the dataset.
  package let hasClassFile: Bool
  package let manifest: ManifestTable?
  package let description: DatasetDescription?
  /// Files that should say something and cannot be read, with what is wrong.
  package let unreadableFiles: [(path: String, reason: String)]

  /// The splits that can be looked at, train first.
  package var splits: [DatasetPart] { Split.allCases.compactMap { parts[$0] } }

  package var itemCount: Int { parts.values.reduce(0) { $0 + $1.count } }

  /// One more than the largest label, or the number of classes that are named, whichever is more.
  package var classCount: Int {
    let largest = splits.compactMap { $0.labels.prefix($0.count).max() }.max().map { Int($0) + 1 } ?? 0
    return max(largest, classNames?.count ?? 0)
  }

  /// The labels that stand for a class: those of the named ones; if nobody names any, all up to the largest.
  package var classLabels: Range<Int> {
    guard let classNames, !classNames.isEmpty else { return 0..<classCount }
    return 0..<classNames.count
  }

  /// The labels worth a row of their own: those that have a name, and those that items have.
  package var labelsInUse: [Int] {
    let used = Set(splits.flatMap { $0.labels.prefix($0.count) })
    return (0..<classCount).filter { $0 < classNames?.count ?? 0 || used.contains(UInt8($0)) }
  }

  /// What a class is called: its name, or its number.
  package func className(_ label: Int) -> String {
    guard let classNames, classNames.indices.contains(label), !classNames[label].isEmpty else {
      return "\(label)"
    }
    return classNames[label]
  }

  package func label(of position: ItemPosition) -> Int {
    guard let part = parts[position.split], part.labels.indices.contains(position.index) else { return -1 }
    return Int(part.labels[position.index])
  }

  /// The photo that an item was made of, if a manifest says so.
  package func source(of position: ItemPosition) -> String? { manifest?.row(at: position)?.source }

  /// The path of a file of the dataset as messages name it.
  package func path(_ file: String) -> String { root + "/" + file }

  /// How an archive was packed, by split and content; the compressed one if there are both.
  package func archive(_ split: Split, _ content: ArchiveName.Content) -> Archive? {
    let candidates = archives.filter { $0.name.split == split && $0.name.content == content }
    return candidates.first { $0.error == nil } ?? candidates.first
  }
}
