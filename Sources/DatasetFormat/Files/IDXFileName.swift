/// The parts of an IDX file's name, which tell the split and the content of the file.
public struct IDXFileName: Hashable, Sendable {
  public enum Content: String, Sendable, CaseIterable, Codable {
    case images
    case labels
  }

  package let split: Split
  package let content: Content
  /// Whether the name ends in `.gz`; the file itself may be uncompressed all the same.
  package let isNamedGzip: Bool
  /// The part before MNIST's own name, such as `emnist-balanced-`; usually empty.
  package let prefix: String
  /// The whole name without `.gz`.
  package let stem: String

  /// Returns the name that loaders expect for a file with this number of dimensions, without `.gz`.
  package func canonicalStem(rank: Int) -> String {
    prefix + (content == .images ? split.imagesName(rank: rank) : split.labelsName)
  }

  /// Parses names such as `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz` and
  /// `emnist-letters-test-images-idx3-ubyte`; nil for any other name.
  package init?(_ name: String) {
    isNamedGzip = name.hasSuffix(".gz")
    stem = isNamedGzip ? String(name.dropLast(3)) : name
    // Making the pattern takes half a millisecond, and folders have thousands of photos.
    guard stem.contains("idx") else { return nil }
    let pattern =
      /(?<prefix>(?:.*-)?)(?<split>train|validation|t10k|test)-(?<content>images|labels)[-.]idx[1-9]-[a-z]+/
    guard let match = stem.wholeMatch(of: pattern), let split = Split(named: String(match.output.split)),
      let content = Content(rawValue: String(match.output.content))
    else { return nil }
    prefix = String(match.output.prefix)
    self.split = split
    self.content = content
  }

  /// Makes the name of a file that loaders do not look for, such as `train_images_idx3_ubyte`, with what is known of
  /// the file; its `canonicalStem` is MNIST's name.
  init(unusual name: String, split: Split, content: Content) {
    isNamedGzip = name.hasSuffix(".gz")
    stem = isNamedGzip ? String(name.dropLast(3)) : name
    prefix = ""
    self.split = split
    self.content = content
  }
}

extension Split {
  /// Returns MNIST's name for the file of the split's images, without `.gz`; colour images have rank 4.
  public func imagesName(rank: Int = 3) -> String { "\(fileStem)-images-idx\(rank)-ubyte" }

  /// MNIST's name for the file of the split's labels, without `.gz`.
  public var labelsName: String { "\(fileStem)-labels-idx1-ubyte" }

  /// Returns MNIST's name for a file of the split, without `.gz`.
  ///
  /// - Parameter rank: the number of dimensions of the file of the images, 3 or 4.
  package func fileName(_ content: IDXFileName.Content, rank: Int) -> String {
    content == .images ? imagesName(rank: rank) : labelsName
  }
}
