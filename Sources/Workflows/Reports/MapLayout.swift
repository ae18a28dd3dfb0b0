internal import Embedding
internal import Wording

/// The places of images in two dimensions, where similar images are close to each other.
struct MapLayout {
  let points: [(x: Double, y: Double)]
  /// The method of the layout in words.
  let method: String

  /// - Parameters:
  ///   - examples: the levels of each image, all of one size; at least one image.
  ///   - isAll: whether the images are all images of the dataset.
  init(_ examples: [ArraySlice<UInt8>], isAll: Bool, threadCount: Int) async throws {
    let vectors = examples.flatMap { levels in levels.map { Float($0) / 255 } }
    let found = try await NeighbourEmbedding.points(
      vectors, dimension: examples[0].count, threadCount: threadCount)
    points = found.map { (Double($0.x), Double($0.y)) }
    method =
      "\(counted(examples.count, "image")) \(isAll ? "" : "drawn at random, the classes taking turns, ")laid out by t-SNE: what has similar pixels lies close together."
  }
}
