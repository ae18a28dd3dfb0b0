internal import DatasetFormat
internal import ImageCore

extension CheckContext.Reference {
  /// Measures a reference; images of another size are scaled to that of the dataset's for it.
  init(_ reference: Dataset, comparedWith dataset: Dataset) async throws {
    let size = dataset.splits.first?.size
    var parts: [SplitData] = []
    for part in reference.splits {
      if let size, part.size != size {
        parts.append(try await part.scaled(to: size))
      } else {
        parts.append(part)
      }
    }
    var statistics: [Split: [ImageStatistics]] = [:]
    for part in parts { statistics[part.split] = try await ImageStatistics.all(of: part) }
    self.init(dataset: reference, statistics: statistics, means: try await ClassMeans(parts))
  }

  /// A clause that says that images were scaled to be compared with those of a dataset; empty if they were not.
  func scaling(for dataset: Dataset) -> String {
    guard let own = dataset.splits.first,
      let other = self.dataset.splits.first(where: { $0.size != own.size })
    else { return "" }
    return "; the reference's images of \(other.size) were scaled to \(own.size) to compare them"
  }

  /// Returns the reason why a reference cannot be compared with a dataset; nil if it can.
  static func obstacle(_ reference: Dataset, to dataset: Dataset) -> String? {
    let unread = reference.expectedSplits.filter { reference.data[$0] == nil }.map(\.rawValue)
    guard unread.isEmpty else {
      return
        "its \(unread.joined(separator: " and ")) cannot be read; 'fmbuild verify \(reference.root)' says why"
    }
    guard let own = dataset.splits.first else { return "no split of \(dataset.root) can be read" }
    guard (reference.splits + [own]).allSatisfy({ $0.pixelCount > 0 }) else {
      return "there are images without a pixel"
    }
    guard !ClassMatching(dataset, reference).pairs.isEmpty else {
      return "it has no class of that name, nor as many classes"
    }
    return nil
  }

  /// Returns the statistics of the images of all splits, by label.
  static func byLabel(_ dataset: Dataset, _ statistics: [Split: [ImageStatistics]]) -> [Int:
    [ImageStatistics]]
  {
    var result: [Int: [ImageStatistics]] = [:]
    for part in dataset.splits {
      for (example, label) in zip(statistics[part.split] ?? [], part.labels) {
        result[Int(label), default: []].append(example)
      }
    }
    return result
  }
}
