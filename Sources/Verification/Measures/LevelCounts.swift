package import DatasetFormat
internal import Processors

/// The number of pixels of each level.
package struct LevelCounts: Sendable {
  /// The number of pixels of each level from 0 to 255.
  package let counts: [Int]

  /// Counts the pixels of all images of some splits.
  package init(_ parts: [SplitData]) async throws {
    var counts = [Int](repeating: 0, count: 256)
    for part in parts {
      let pieces = try await Parallel.map(part.count, pieceLength: 8192) { examples in
        Self.counts(
          part.levels.span.extracting(
            (examples.lowerBound * part.pixelCount)..<(examples.upperBound * part.pixelCount)))
      }
      for piece in pieces {
        for level in 0..<256 { counts[level] += piece[level] }
      }
    }
    self.counts = counts
  }

  private static func counts(_ levels: Span<UInt8>) -> [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for pixel in levels.indices { counts[Int(levels[pixel])] += 1 }
    return counts
  }
}
