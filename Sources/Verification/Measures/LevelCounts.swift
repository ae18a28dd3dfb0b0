package import DatasetReading

/// How many pixels have each level.
package struct LevelCounts: Sendable {
  /// By level, 256.
  package let counts: [Int]

  /// Of all items of some splits.
  package init(_ parts: [DatasetPart]) async throws {
    var counts = [Int](repeating: 0, count: 256)
    for part in parts {
      let pieces = try await Parallel.map(part.count, pieceLength: 8192) { items in
        Self.counts(
          part.levels.span.extracting(
            (items.lowerBound * part.pixelCount)..<(items.upperBound * part.pixelCount)))
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
