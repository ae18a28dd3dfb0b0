package import DatasetBuilding

/// What the name of a file says that it is.
package struct ArchiveName: Hashable, Sendable {
  package enum Content: String, Sendable, CaseIterable {
    case images
    case labels
  }

  package let split: Split
  package let content: Content
  /// Whether the name ends in `.gz`; what is in the file may be something else.
  package let isNamedGzip: Bool
  /// What stands before MNIST's own name: `emnist-balanced-` and the like; usually empty.
  package let prefix: String
  /// Without `.gz`.
  package let stem: String
  /// How loaders expect it, for this number of dimensions, without `.gz`.
  package func canonicalStem(rank: Int) -> String {
    prefix + (content == .images ? split.imagesName(rank: rank) : split.labelsName)
  }

  /// Reads `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz`, `emnist-letters-test-images-idx3-ubyte`, …
  ///
  /// Nil for any other name.
  package init?(_ name: String) {
    isNamedGzip = name.hasSuffix(".gz")
    stem = isNamedGzip ? String(name.dropLast(3)) : name
    let pattern =
      /(?<prefix>(?:.*-)?)(?<split>train|t10k|test)-(?<content>images|labels)[-.]idx[1-9]-[a-z]+/
    guard let match = stem.wholeMatch(of: pattern) else { return nil }
    prefix = String(match.output.prefix)
    split = match.output.split == "train" ? .train : .t10k
    content = match.output.content == "images" ? .images : .labels
  }
}
