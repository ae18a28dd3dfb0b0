internal import DatasetFormat
internal import ImageCore
internal import Processors
internal import Wording

/// A search for single images that are mirrored relative to their class.
///
/// An image is mirrored if the mirrored mean of its class is more like it than the mean as it is, if slanting the mean
/// explains the image less well, and if the image lies apart from the rest of its class. The last two distinguish a
/// shoe that points the other way from a handwritten stroke that leans the other way: strokes lean to either side
/// without a gap, and most of them little.
struct MirroredImages {
  /// The correlation that mirroring must add to that with the mean, as it is or slanted.
  let gain: Double

  /// The largest correlation of a class's mean with its mirror image; images of a more symmetric class are not
  /// examined.
  private static let largestOwnSymmetry = 0.8
  /// The number of images of a class in a split that is needed to know the class.
  private static let minimumCount = 50
  /// The smallest correlation of an image with the mirrored mean of its class.
  private static let minimumCorrelation = 0.6
  /// The factor of the distance from the median of a class to its upper quartile, beyond which an image lies apart.
  private static let fence = 3.0
  /// The slants that are tried: columns by which a row moves for each row further from the middle, up to 42 degrees to
  /// either side.
  private static let slants = stride(from: -6, through: 6, by: 1).filter { $0 != 0 }.map { 0.15 * Double($0) }

  /// Returns the mirrored images of all splits, in order; none if the dataset is known to be handwriting.
  func examples(in context: CheckContext) async throws -> [Finding.Example] {
    let idxFiles = context.dataset.idxFiles
    guard !KnownDataset.all.contains(where: { $0.isHandwriting && $0.matchesAny(of: idxFiles) }) else {
      return []
    }
    var examples: [Finding.Example] = []
    for (part, statistics) in context.splits {
      guard let means = context.means[part.split] else { continue }
      examples += try await self.examples(in: part, statistics, means)
    }
    return examples
  }

  private func examples(in part: SplitData, _ statistics: [ImageStatistics], _ means: ClassMeans) async throws
    -> [Finding.Example]
  {
    let pairs = means.images.filter { means.counts[$0.key] ?? 0 >= Self.minimumCount }.compactMapValues {
      MirrorPair($0, part.size)
    }
    guard !pairs.isEmpty else { return [] }
    let likenesses = try await Parallel.map(part.count, pieceLength: 4096) { indices in
      indices.compactMap { index -> Likeness? in
        guard statistics[index].isPlain, let pair = pairs[Int(part.labels[index])] else { return nil }
        return pair.likeness(of: index, in: part)
      }
    }.flatMap { $0 }
    let limits = Dictionary(grouping: likenesses) { Int(part.labels[$0.index]) }.mapValues(limit)
    let slanted = pairs.mapValues { pair in
      Self.slants.compactMap { UnitImage(Slant.applied(to: pair.mean, part.size, by: $0)) }
    }
    return likenesses.compactMap { likeness in
      let label = Int(part.labels[likeness.index])
      guard likeness.gain > limits[label] ?? .infinity, likeness.mirrored >= Self.minimumCorrelation else {
        return nil
      }
      let explained = (slanted[label] ?? []).map { $0.correlation(with: likeness.index, of: part) }
      guard likeness.mirrored - (explained.max() ?? -1) > gain else { return nil }
      return Finding.Example(
        ExamplePosition(part.split, likeness.index),
        "mirrored, it is more like its class by \(decimal(likeness.gain, 2))")
    }
  }

  /// Returns the gain beyond which an image lies apart from the rest of its class. Images that are more like the
  /// mirrored mean do not count, because they may be mirrored.
  private func limit(_ likenesses: [Likeness]) -> Double {
    let upright = likenesses.map(\.gain).filter { $0 < 0 }
    guard !upright.isEmpty else { return gain }
    let quantiles = Quantiles(upright)
    return max(gain, quantiles[0.75] + Self.fence * (quantiles[0.75] - quantiles.median))
  }

  /// The likeness of an image to the mean of its class.
  private struct Likeness {
    let index: Int
    /// The correlation with the mirrored mean, -1...1.
    let mirrored: Double
    /// The correlation with the mirrored mean minus that with the mean as it is.
    let gain: Double
  }

  /// The mean image of a class, as it is and mirrored.
  private struct MirrorPair {
    let mean: [Double]
    private let own: UnitImage
    private let mirrored: UnitImage

    /// Makes the pair; nil if the mean is so symmetric that mirrored images cannot be told.
    init?(_ mean: [Double], _ size: Size) {
      guard let own = UnitImage(mean), let mirrored = UnitImage(Symmetry.mirrored.applied(to: mean, size)),
        own.correlation(with: mirrored) <= MirroredImages.largestOwnSymmetry
      else { return nil }
      (self.mean, self.own, self.mirrored) = (mean, own, mirrored)
    }

    func likeness(of index: Int, in part: SplitData) -> Likeness {
      let mirrored = mirrored.correlation(with: index, of: part)
      return Likeness(
        index: index, mirrored: mirrored, gain: mirrored - own.correlation(with: index, of: part))
    }
  }
}
