internal import DatasetBuilding

/// Which of a dataset's archives are a published dataset's, unchanged.
package struct Provenance: Sendable {
  /// Archives that belong to one published dataset; in the order of the datasets.
  package let known: [(name: String, archives: [Archive])]
  /// Archives that belong to none.
  package let others: [Archive]
  private let all: [Archive]

  package init(of archives: [Archive], among datasets: [KnownDataset] = KnownDataset.all) {
    all = archives
    known = datasets.map { dataset in (dataset.name, archives.filter(dataset.matches)) }
      .filter { !$0.1.isEmpty }
    others = archives.filter { archive in !datasets.contains { $0.matches(archive) } }
  }

  /// What can be said in a sentence; nil if no archive belongs to a published dataset.
  package var sentence: String? {
    guard let first = known.first else { return nil }
    if known.count == 1, others.isEmpty {
      let keys = Set(all.map { KnownDataset.Key(split: $0.name.split, content: $0.name.content) })
      return keys.count == 4
        ? "these files are \(first.name), unchanged"
        : "the files that are there are \(first.name)'s, unchanged: \(named(all))"
    }
    let parts = known.map { "\(named($0.archives)) \(verb($0.archives)) \($0.name)'s" }
    guard !others.isEmpty else { return parts.joined(separator: ", ") }
    let rest = "\(named(others)) \(verb(others))"
    return parts.joined(separator: ", ") + ", \(rest) " + (known.count == 1 ? "not" : "neither's")
  }

  private func verb(_ archives: [Archive]) -> String {
    archives.count == 1 && named(archives) == archives[0].path ? "is" : "are"
  }

  /// `the train files`, `the labels`, or the files by name.
  private func named(_ archives: [Archive]) -> String {
    let paths = archives.map(\.path)
    for split in Split.allCases where paths == all.filter({ $0.name.split == split }).map(\.path) {
      return "the \(split.rawValue) files"
    }
    for content in ArchiveName.Content.allCases
    where paths == all.filter({ $0.name.content == content }).map(\.path) {
      return "the \(content.rawValue)"
    }
    return paths.count < 2
      ? paths.joined() : paths.dropLast().joined(separator: ", ") + " and " + paths[paths.count - 1]
  }
}
