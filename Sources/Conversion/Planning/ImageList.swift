/// Images by their indices in a store, in four bytes each, because there may be ten million.
public struct ImageList: RandomAccessCollection, Hashable, Sendable, ExpressibleByArrayLiteral {
  private var images: [Int32]

  public init(_ images: some Sequence<Int> = []) { self.images = images.map { Int32($0) } }

  public init(arrayLiteral images: Int...) { self.init(images) }

  /// Some images, and others behind them.
  init(_ first: [Int], _ others: [Int32]) {
    images = first.isEmpty ? others : first.map { Int32($0) } + others
  }

  public var startIndex: Int { images.startIndex }

  public var endIndex: Int { images.endIndex }

  public subscript(index: Int) -> Int { Int(images[index]) }
}
