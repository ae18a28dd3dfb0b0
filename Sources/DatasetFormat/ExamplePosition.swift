/// The position of an example in a dataset: its split and its index in the split.
public struct ExamplePosition: Hashable, Comparable, Sendable {
  public let split: Split
  /// The index in the split, counted from 0.
  public let index: Int

  public init(_ split: Split, _ index: Int) {
    self.split = split
    self.index = index
  }

  /// Orders positions by split, then by index.
  public static func < (left: ExamplePosition, right: ExamplePosition) -> Bool {
    (left.split, left.index) < (right.split, right.index)
  }
}

extension ExamplePosition: CustomStringConvertible {
  /// The split and the index, such as `train 17`.
  public var description: String { "\(split.rawValue) \(index)" }
}
