internal import DatasetBuilding
package import DatasetReading
internal import ImageCore

/// Which class of a dataset is which of another.
package struct ClassMatching {
  package struct Pair {
    package let name: String
    package let label: Int
    package let referenceLabel: Int
  }

  /// In the order of the dataset's labels.
  package let pairs: [Pair]

  /// By name, spelling aside, if any name is in both; by number if the datasets have equally many classes.
  package init(_ dataset: Dataset, _ reference: Dataset) {
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
  static func obstacle(_ reference: Dataset, to dataset: Dataset) -> String? {
    let unread = Split.allCases.filter { reference.parts[$0] == nil }.map(\.rawValue)
    guard unread.isEmpty else {
      return
        "its \(unread.joined(separator: " and ")) cannot be read; 'fmbuild verify \(reference.root)' says why"
    }
    guard let own = dataset.splits.first else { return "no split of \(dataset.root) can be read" }
    if let other = reference.splits.first(where: {
      $0.size != own.size || $0.channelCount != own.channelCount
    }) {
      func kind(_ part: DatasetPart) -> String {
        "\(part.size.width)x\(part.size.height) \(part.channelCount == 1 ? "grey" : "colour")"
      }
      return "its images are \(kind(other)), not \(kind(own)); convert both with one pipeline"
    }
    guard !ClassMatching(dataset, reference).pairs.isEmpty else {
      return "it has no class of that name, nor as many classes"
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
