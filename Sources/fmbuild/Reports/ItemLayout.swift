internal import DatasetBuilding
internal import Embedding

/// Items in two dimensions: those that look alike lie together.
struct ItemLayout {
  let points: [(x: Double, y: Double)]
  /// How they were laid out, in words.
  let method: String

  /// - Parameters:
  ///   - items: the levels of each, all of one size; at least one.
  ///   - isAll: whether these are all items of the dataset.
  init(_ items: [ArraySlice<UInt8>], isAll: Bool, threadCount: Int) async throws {
    let vectors = items.flatMap { levels in levels.map { Float($0) / 255 } }
    let found = try await NeighbourEmbedding.points(
      vectors, dimension: items[0].count, threadCount: threadCount)
    points = found.map { (Double($0.x), Double($0.y)) }
    method =
      "\(counted(items.count, "item")) \(isAll ? "" : "drawn at random, the classes taking turns, ")laid out by t-SNE: what has similar pixels lies close together."
  }
}
