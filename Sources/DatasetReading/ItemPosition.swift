public import DatasetBuilding

/// Where an item stands in a dataset.
public struct ItemPosition: Hashable, Comparable, Sendable {
  public let split: Split
  /// Counted from 0.
  public let index: Int

  public init(_ split: Split, _ index: Int) {
    self.split = split
    self.index = index
  }

  /// The training items first.
  public static func < (left: ItemPosition, right: ItemPosition) -> Bool {
    (left.split == .t10k ? 1 : 0, left.index) < (right.split == .t10k ? 1 : 0, right.index)
  }
}

extension ItemPosition: CustomStringConvertible {
  /// Such as `train 17`.
  public var description: String { "\(split.rawValue) \(index)" }
}
