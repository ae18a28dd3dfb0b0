package import DatasetBuilding
package import DatasetReading
package import ImageCore
internal import TestSupport

/// A dataset in memory about which no check has anything to say: something to plant defects in.
package struct CleanDataset: Sendable {
  package struct Part: Sendable {
    /// Of each item.
    package var size: Size
    /// One byte a pixel, row-major.
    package var images: [[UInt8]]
    package var labels: [UInt8]
  }

  package var train: Part
  package var t10k: Part
  package var classNames: [String]

  /// Items of each class: enough for checks that compare an item with its class, and no more, as every test reads them.
  private static let trainCount = 104
  private static let t10kCount = 40

  /// Drawn once for all tests.
  package static let standard = CleanDataset(trainCount: trainCount, t10kCount: t10kCount)

  /// With so few items that a damaged copy can be read a thousand times.
  package static let small = CleanDataset(trainCount: 3, t10kCount: 2)

  /// - Parameters: items of each class.
  private init(trainCount: Int, t10kCount: Int) {
    var generator = SeededGenerator(seed: 27)
    func part(_ count: Int) -> Part {
      let labels = (0..<ProductShape.classNames.count).flatMap { [UInt8](repeating: UInt8($0), count: count) }
        .shuffled(using: &generator)
      return Part(
        size: ProductPainter.size, images: labels.map { ProductPainter.item(label: Int($0), &generator) },
        labels: labels)
    }
    train = part(trainCount)
    t10k = part(t10kCount)
    classNames = ProductShape.classNames
  }

  package subscript(split: Split) -> Part {
    get { split == .train ? train : t10k }
    set { if split == .train { train = newValue } else { t10k = newValue } }
  }
}

extension CleanDataset {
  package subscript(position: ItemPosition) -> [UInt8] {
    get { self[position.split].images[position.index] }
    set { self[position.split].images[position.index] = newValue }
  }

  /// The items of a class, in order.
  package func items(of label: Int, in split: Split) -> [ItemPosition] {
    let labels = self[split].labels
    return labels.indices.filter { labels[$0] == label }.map { ItemPosition(split, $0) }
  }

  /// Every item of both splits.
  package var positions: [ItemPosition] {
    Split.allCases.flatMap { split in self[split].images.indices.map { ItemPosition(split, $0) } }
  }

  /// Leaves out items of one split.
  package mutating func removeItems(of split: Split, where isUnwanted: (ItemPosition) -> Bool) {
    let part = self[split]
    let kept = part.images.indices.filter { !isUnwanted(ItemPosition(split, $0)) }
    self[split].images = kept.map { part.images[$0] }
    self[split].labels = kept.map { part.labels[$0] }
  }
}
