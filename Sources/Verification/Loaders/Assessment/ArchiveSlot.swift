internal import DatasetBuilding
internal import DatasetReading

/// One of the four archives of a dataset, whether it is there or not.
struct ArchiveSlot: Hashable {
  let split: Split
  let content: ArchiveName.Content

  static let all = Split.allCases.flatMap { split in
    ArchiveName.Content.allCases.map { ArchiveSlot(split: split, content: $0) }
  }

  /// MNIST's name for it, without `.gz`.
  var stem: String { content == .images ? split.imagesName() : split.labelsName }
}
