package import DatasetFormat
package import ImageCore
internal import TestSupport

/// A dataset in memory in which no check finds anything, to plant defects in.
package struct CleanDataset: Sendable {
  package struct Part: Sendable {
    /// The size of each image in pixels.
    package var size: Size
    /// The images, each one byte per pixel, row-major.
    package var images: [[UInt8]]
    package var labels: [UInt8]
  }

  /// The parts by split; absent splits have no entry.
  private var parts: [Split: Part]
  package var classNames: [String]

  /// The numbers of images of each class: enough for checks that compare an image with its class, and few enough that
  /// every test can read them.
  private static let counts: [Split: Int] = [.train: 104, .test: 40]

  /// The default dataset, drawn once for all tests.
  package static let standard = CleanDataset(counts)

  /// The default dataset with a validation split.
  package static let withValidation = CleanDataset(counts.merging([.validation: 40]) { $1 })

  /// A dataset with so few images that a damaged copy can be read a thousand times.
  package static let small = CleanDataset([.train: 3, .test: 2])

  /// - Parameter counts: the number of images of each class, by split.
  private init(_ counts: [Split: Int]) {
    var generator = SeededGenerator(seed: 27)
    func part(_ count: Int) -> Part {
      let labels = (0..<ProductShape.classNames.count).flatMap { [UInt8](repeating: UInt8($0), count: count) }
        .shuffled(using: &generator)
      return Part(
        size: ProductPainter.size, images: labels.map { ProductPainter.example(label: Int($0), &generator) },
        labels: labels)
    }
    parts = [:]
    // Validation is drawn last, so that the other splits are the same with and without it.
    for split in [Split.train, .test, .validation] {
      if let count = counts[split] { parts[split] = part(count) }
    }
    classNames = ProductShape.classNames
  }

  /// The splits that the dataset has, train first.
  package var splits: [Split] { parts.keys.sorted() }

  package var train: Part {
    get { self[.train] }
    set { self[.train] = newValue }
  }

  package var test: Part {
    get { self[.test] }
    set { self[.test] = newValue }
  }

  /// - Precondition: the dataset has the split.
  package subscript(split: Split) -> Part {
    get {
      guard let part = parts[split] else { preconditionFailure("there is no split '\(split)'") }
      return part
    }
    set { parts[split] = newValue }
  }
}

extension CleanDataset {
  package subscript(position: ExamplePosition) -> [UInt8] {
    get { self[position.split].images[position.index] }
    set { self[position.split].images[position.index] = newValue }
  }

  /// Returns the positions of a class's images, in order.
  package func examples(of label: Int, in split: Split) -> [ExamplePosition] {
    let labels = self[split].labels
    return labels.indices.filter { labels[$0] == label }.map { ExamplePosition(split, $0) }
  }

  /// The positions of all images of all splits.
  package var positions: [ExamplePosition] {
    splits.flatMap { split in self[split].images.indices.map { ExamplePosition(split, $0) } }
  }

  /// Removes images from one split.
  package mutating func removeImages(of split: Split, where isUnwanted: (ExamplePosition) -> Bool) {
    let part = self[split]
    let kept = part.images.indices.filter { !isUnwanted(ExamplePosition(split, $0)) }
    self[split].images = kept.map { part.images[$0] }
    self[split].labels = kept.map { part.labels[$0] }
  }
}
