internal import ImageCore
internal import Processors

/// The mean image of each class in one or several splits.
package struct ClassMeans: Sendable {
  /// The mean images by label: one level per pixel, row-major, 0...255. Classes without images have no entry.
  package let images: [Int: [Double]]
  /// The number of images by label. Classes without images have no entry.
  package let counts: [Int: Int]

  private let sums: [Int: [Double]]

  package init(_ part: SplitData) async throws { try await self.init([part]) }

  /// Computes the mean images over several splits together, whose images have the same size.
  package init(_ parts: [SplitData]) async throws {
    var sums: [Int: [Double]] = [:]
    var counts: [Int: Int] = [:]
    for part in parts {
      for (pieceSums, pieceCounts) in try await Self.sums(part) {
        // Sums are whole numbers, so that the order of the pieces makes no difference.
        for (label, sum) in pieceSums {
          let old = sums[label] ?? [Double](repeating: 0, count: part.pixelCount)
          sums[label] = zip(old, sum).map { $0 + Double($1) }
        }
        counts.merge(pieceCounts, uniquingKeysWith: +)
      }
    }
    self.init(sums: sums, counts: counts)
  }

  /// Merges class means into those of all images together, with the same result as computing them from the images.
  package init(merging parts: some Sequence<ClassMeans>) {
    var sums: [Int: [Double]] = [:]
    var counts: [Int: Int] = [:]
    for part in parts {
      // Sums are whole numbers, so that the order of the parts makes no difference.
      sums.merge(part.sums) { zip($0, $1).map { $0 + $1 } }
      counts.merge(part.counts, uniquingKeysWith: +)
    }
    self.init(sums: sums, counts: counts)
  }

  private init(sums: [Int: [Double]], counts: [Int: Int]) {
    self.sums = sums
    self.counts = counts
    images = Dictionary(
      uniqueKeysWithValues: sums.map { label, sum in (label, sum.map { $0 / Double(counts[label] ?? 1) }) })
  }

  /// Returns, for each piece of the split, the sums of levels by label and the numbers of images by label.
  private static func sums(_ part: SplitData) async throws -> [([Int: [UInt32]], [Int: Int])] {
    let pixelCount = part.pixelCount
    return try await Parallel.map(part.count, pieceLength: 8192) { examples in
      let levels = part.levels.span
      var sums: [Int: [UInt32]] = [:]
      var counts: [Int: Int] = [:]
      for example in examples {
        let label = Int(part.labels[example])
        counts[label, default: 0] += 1
        add(
          levels.extracting((example * pixelCount)..<((example + 1) * pixelCount)),
          to: &sums[label, default: [UInt32](repeating: 0, count: pixelCount)])
      }
      return (sums, counts)
    }
  }

  private static func add(_ levels: Span<UInt8>, to sums: inout [UInt32]) {
    var sums = sums.mutableSpan
    for pixel in 0..<levels.count { sums[pixel] += UInt32(levels[pixel]) }
  }
}
