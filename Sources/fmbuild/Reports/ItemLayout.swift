internal import DatasetBuilding
internal import Embedding

/// Items in two dimensions: those that look alike lie together.
struct ItemLayout {
  let points: [(x: Double, y: Double)]
  /// How they were laid out, in words.
  let method: String

  /// - Parameter items: the levels of each, all of one size; at least one.
  init(_ items: [ArraySlice<UInt8>], threadCount: Int) async throws {
    let vectors = items.flatMap { levels in levels.map { Float($0) / 255 } }
    let found = try await NeighbourEmbedding.points(
      vectors, dimension: items[0].count, threadCount: threadCount)
    points = found.map { (Double($0.x), Double($0.y)) }
    method =
      "\(counted(items.count, "item")) drawn at random, as many of each class as there are, laid out by t-SNE on their first principal components, from the pixels alone."
  }
}
