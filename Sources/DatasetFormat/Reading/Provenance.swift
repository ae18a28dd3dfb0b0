/// The files of a dataset that are unchanged files of published datasets.
package struct Provenance: Sendable {
  /// The files of each published dataset, in the order of the known datasets; datasets without a file are left out.
  package let known: [(name: String, idxFiles: [IDXFileSummary])]
  /// The files that belong to no published dataset.
  package let others: [IDXFileSummary]
  private let all: [IDXFileSummary]

  package init(of idxFiles: [IDXFileSummary], among datasets: [KnownDataset] = KnownDataset.all) {
    all = idxFiles
    known = datasets.map { dataset in (dataset.name, idxFiles.filter(dataset.matches)) }
      .filter { !$0.1.isEmpty }
    others = idxFiles.filter { idxFile in !datasets.contains { $0.matches(idxFile) } }
  }

  /// A sentence about the origin of the files; nil if no file belongs to a published dataset.
  package var sentence: String? {
    guard let first = known.first else { return nil }
    if known.count == 1, others.isEmpty {
      let keys = Set(all.map { KnownDataset.Key(split: $0.name.split, content: $0.name.content) })
      return keys.count == 4
        ? "these files are \(first.name), unchanged"
        : "the files that are there are \(first.name)'s, unchanged: \(named(all))"
    }
    let parts = known.map { "\(named($0.idxFiles)) \(verb($0.idxFiles)) \($0.name)'s" }
    guard !others.isEmpty else { return parts.joined(separator: ", ") }
    let rest = "\(named(others)) \(verb(others))"
    return parts.joined(separator: ", ") + ", \(rest) " + (known.count == 1 ? "not" : "neither's")
  }

  private func verb(_ idxFiles: [IDXFileSummary]) -> String {
    idxFiles.count == 1 && named(idxFiles) == idxFiles[0].path ? "is" : "are"
  }

  /// Returns `the train files`, `the labels` or similar words for files, or their paths.
  private func named(_ idxFiles: [IDXFileSummary]) -> String {
    let paths = idxFiles.map(\.path)
    for split in Split.allCases where paths == all.filter({ $0.name.split == split }).map(\.path) {
      return "the \(split.rawValue) files"
    }
    for content in IDXFileName.Content.allCases
    where paths == all.filter({ $0.name.content == content }).map(\.path) {
      return "the \(content.rawValue)"
    }
    return paths.count < 2
      ? paths.joined() : paths.dropLast().joined(separator: ", ") + " and " + paths[paths.count - 1]
  }
}
