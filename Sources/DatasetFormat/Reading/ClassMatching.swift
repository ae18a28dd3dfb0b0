internal import Wording

/// The pairs of corresponding classes in two datasets.
package struct ClassMatching {
  package struct Pair {
    package let name: String
    package let label: Int
    package let referenceLabel: Int
  }

  /// The pairs in the order of the dataset's labels.
  package let pairs: [Pair]

  /// Matches classes by name, apart from spelling, if any name is in both datasets; otherwise by label if the datasets
  /// have equally many classes.
  package init(_ dataset: Dataset, _ reference: Dataset) {
    let own = (0..<dataset.classCount).map(dataset.className)
    let byName = Self.pairs(own, byNameIn: (0..<reference.classCount).map(reference.className))
    if !byName.isEmpty {
      pairs = byName
    } else if dataset.classCount == reference.classCount {
      pairs = own.enumerated().map { Pair(name: $1, label: $0, referenceLabel: $0) }
    } else {
      pairs = []
    }
  }

  /// Returns the pairs of classes whose names are the same, apart from spelling.
  ///
  /// - Parameters:
  ///   - names: the names of classes in the order of their labels.
  ///   - others: the names of the reference's classes in the order of their labels.
  package static func pairs(_ names: [String], byNameIn others: [String]) -> [Pair] {
    let labels = Dictionary(
      others.enumerated().map { (Spelling.normalized($1), $0) }, uniquingKeysWith: { first, _ in first })
    return names.enumerated().compactMap { label, name in
      labels[Spelling.normalized(name)].map { Pair(name: name, label: label, referenceLabel: $0) }
    }
  }
}
