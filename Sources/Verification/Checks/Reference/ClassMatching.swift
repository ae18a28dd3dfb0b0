internal import DatasetBuilding
internal import ImageCore

/// Which class of a dataset is which of another.
struct ClassMatching {
  struct Pair {
    let name: String
    let label: Int
    let referenceLabel: Int
  }

  /// In the order of the dataset's labels.
  let pairs: [Pair]

  /// By name, spelling aside, if any name is in both; by number if the datasets have equally many classes.
  init(_ dataset: Dataset, _ reference: Dataset) {
    let own = (0..<dataset.classCount).map(dataset.className)
    let others = Dictionary(
      (0..<reference.classCount).map { (spelling(reference.className($0)), $0) },
      uniquingKeysWith: { first, _ in first })
    let byName = own.enumerated().compactMap { label, name in
      others[spelling(name)].map { Pair(name: name, label: label, referenceLabel: $0) }
    }
    if !byName.isEmpty {
      pairs = byName
    } else if dataset.classCount == reference.classCount {
      pairs = own.enumerated().map { Pair(name: $1, label: $0, referenceLabel: $0) }
    } else {
      pairs = []
    }
  }
}

extension Examination.Reference {
  /// Why nothing can be compared; nil if it can.
  func obstacle(_ dataset: Dataset) -> String? {
    guard let own = dataset.splits.first, let other = self.dataset.splits.first else {
      return "one of the datasets has no split that can be read"
    }
    let sizes = Set((dataset.splits + self.dataset.splits).map { "\($0.size.width)x\($0.size.height)" })
    guard sizes.count == 1 else {
      return
        "its images are \(other.size.width)x\(other.size.height), not \(own.size.width)x\(own.size.height)"
    }
    guard !ClassMatching(dataset, self.dataset).pairs.isEmpty else {
      return "the datasets have no class in common"
    }
    return nil
  }

  /// Statistics of the items of both splits, by label.
  static func byLabel(_ dataset: Dataset, _ statistics: [Split: [ItemStatistics]]) -> [Int: [ItemStatistics]]
  {
    var result: [Int: [ItemStatistics]] = [:]
    for part in dataset.splits {
      for (item, label) in zip(statistics[part.split] ?? [], part.labels) {
        result[Int(label), default: []].append(item)
      }
    }
    return result
  }
}
