internal import DatasetFormat
internal import Wording

/// What is recorded of how a dataset was divided into splits, for a finding about splits that differ.
struct SplitStory {
  /// A clause for the end of the finding's message; empty if nothing is recorded.
  let clause: String
  let remedy: String

  private static let describe = "say in the dataset's description that they differ"

  /// - Parameter differing: the labels and the splits of the images that differ from the training images.
  init(_ dataset: Dataset, _ differing: [(label: Int, split: Split)]) {
    guard let description = dataset.description else {
      clause = ""
      remedy =
        "find out where the test photos come from; draw both splits from one pile (convert does), or \(Self.describe)"
      return
    }
    let origins = description.splitsDecidedBy
    let own = (origins[.folder] ?? 0) + (origins[.table] ?? 0) + (origins[.group] ?? 0)
    if 2 * own >= max(1, origins.values.reduce(0, +)) {
      let isTable = origins[.table] ?? 0 > origins[.folder] ?? 0
      let place = isTable ? "the split column of your table" : "your folders for the splits"
      clause = "; \(place) decided which photos are where"
      remedy =
        "look what differs between the photos; convert without \(isTable ? "that column" : "those folders") to draw both splits "
        + "from one pile, or \(Self.describe)"
      return
    }
    if let groups = Self.groups(dataset, differing), let fewest = groups.min(by: { $0.count < $1.count }) {
      clause =
        "; convert kept groups together, and \(fewest.split.rawValue) has \(counted(fewest.count, "group")) of "
        + dataset.className(fewest.label)
      remedy =
        "a few groups are never spread evenly: take photos of more groups, or another --seed or a larger --test-fraction"
      return
    }
    clause = "; convert drew both splits from one pile"
    remedy = "take more photos, or another --seed, if the difference matters to you; by chance it is rare"
  }

  /// Returns the number of groups of each class and split that differs; nil if groups did not decide the split: none is
  /// recorded, or each has one image only.
  private static func groups(_ dataset: Dataset, _ differing: [(label: Int, split: Split)])
    -> [(label: Int, split: Split, count: Int)]?
  {
    guard let manifest = dataset.manifest else { return nil }
    return differing.compactMap { label, split -> (label: Int, split: Split, count: Int)? in
      let rows = manifest.rows.filter { $0.label == label && $0.position.split == split && !$0.group.isEmpty }
      let count = Set(rows.map(\.group)).count
      return rows.count > count ? (label, split, count) : nil
    }.nonEmpty
  }
}

extension Array {
  /// The array; nil if it is empty.
  fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
