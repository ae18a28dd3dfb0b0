public import DatasetBuilding
internal import ImageCore

/// What a dataset is, in a few figures, and what its items are called.
public struct DatasetSummary: Sendable {
  public struct Part: Sendable {
    public let split: Split
    public let itemCount: Int
    public let width: Int
    public let height: Int
    public let channelCount: Int
    /// Items of each label, from 0 on.
    public let classCounts: [Int]
  }

  /// As the user named it, without a slash at its end.
  public let folder: String
  /// The splits that could be read, train first.
  public let parts: [Part]
  public let classNames: [String]
  private let dataset: Dataset

  package init(_ dataset: Dataset) {
    self.dataset = dataset
    folder = dataset.root
    classNames = (0..<dataset.classCount).map(dataset.className)
    parts = dataset.splits.map { part in
      Part(
        split: part.split, itemCount: part.count, width: part.size.width, height: part.size.height,
        channelCount: part.channelCount, classCounts: ClassCounts(part, classCount: dataset.classCount).counts
      )
    }
  }

  /// An item's label; -1 if it has none.
  public func label(of position: ItemPosition) -> Int { dataset.label(of: position) }

  /// The photo that an item was made of, if a manifest says so.
  public func source(of position: ItemPosition) -> String? { dataset.source(of: position) }
}
