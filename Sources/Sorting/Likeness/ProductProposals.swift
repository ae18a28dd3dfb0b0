internal import Conversion
internal import DatasetFormat
internal import FileSystem

/// Proposals of products: photos that seem to show one and the same thing, so that they belong into one split.
///
/// There are three signs: names that differ by a number at the end only (`shoe-1.jpg`, `shoe-2.jpg`), photos alike that
/// were taken within a second, and photos that can hardly be told apart.
package enum ProductProposals {
  /// The most photos of one product; names of more are numbered for another reason, as a camera numbers its files.
  private static let largestProduct = 12
  /// The squared distance of points, which on average is about 2.6 in a heap, below which photos of a burst are alike,
  /// and that of photos that may be near duplicates.
  private static let (burstDistance, duplicateDistance): (Float, Float) = (1.3, 0.1)
  /// The greatest difference of the very small pictures of near duplicates, 0...255.
  private static let duplicateDifference = 6.0

  /// Returns the name of the product that each photo shows; nil for photos of their own.
  ///
  /// - Parameters:
  ///   - paths: the photos' paths.
  ///   - times: when the photos were taken, in seconds; nil where the file does not say.
  /// - Throws: `CancellationError`.
  package static func names(
    paths: [String], times: [Int?], features: [PhotoFeatures], space: LikenessSpace
  ) throws -> [String?] {
    var sets = DisjointSets(count: paths.count)
    var views: [String: [Int]] = [:]
    for (index, path) in paths.enumerated() {
      guard let name = ProductViews.productName(of: path) else { continue }
      views[name, default: []].append(index)
    }
    for group in views.values where (2...largestProduct).contains(group.count) {
      for index in group.dropFirst() { sets.join(group[0], index) }
    }
    let timed = times.indices.compactMap { index in times[index].map { (time: $0, index: index) } }
      .sorted { $0 < $1 }
    for (one, other) in zip(timed, timed.dropFirst()) where other.time - one.time <= 1 {
      if distance(one.index, other.index, space) < burstDistance { sets.join(one.index, other.index) }
    }
    for one in paths.indices {
      try Task.checkCancellation()
      for other in (one + 1)..<max(one + 1, paths.count) where distance(one, other, space) < duplicateDistance
      {
        let difference = PhotoFeatures.difference(features[one].signature, features[other].signature)
        if difference <= duplicateDifference { sets.join(one, other) }
      }
    }
    var counts = [Int](repeating: 0, count: paths.count)
    let roots = paths.indices.map { sets.root(of: $0) }
    for root in roots { counts[root] += 1 }
    // The path of the first photo, without its ending, is a name that no other product has.
    return roots.map { counts[$0] > 1 ? pathAndEnding(of: paths[$0]).path : nil }
  }

  private static func distance(_ one: Int, _ other: Int, _ space: LikenessSpace) -> Float {
    LikenessSpace.squaredDistance(space.points[one], space.points[other])
  }
}
