package import DatasetReading
internal import ImageCore

/// The mean image of each class of a split.
package struct MeanImages: Sendable {
  /// By label; one level a pixel, row-major, 0...255. Classes without items are absent.
  package let images: [Int: [Double]]
  /// Items of each class.
  package let counts: [Int: Int]

  private let sums: [Int: [Double]]

  package init(_ part: DatasetPart) async throws { try await self.init([part]) }

  /// Of the items of several splits of one size together.
  package init(_ parts: [DatasetPart]) async throws {
    var sums: [Int: [Double]] = [:]
    var counts: [Int: Int] = [:]
    for part in parts {
      for (pieceSums, pieceCounts) in try await Self.sums(part) {
        // Sums are whole numbers, so that the pieces' order makes no difference.
        for (label, sum) in pieceSums {
          let old = sums[label] ?? [Double](repeating: 0, count: part.pixelCount)
          sums[label] = zip(old, sum).map { $0 + Double($1) }
        }
        counts.merge(pieceCounts, uniquingKeysWith: +)
      }
    }
    self.init(sums: sums, counts: counts)
  }

  /// Of the items of all together, exactly as if they had been measured so.
  package init(merging parts: some Sequence<MeanImages>) {
    var sums: [Int: [Double]] = [:]
    var counts: [Int: Int] = [:]
    for part in parts {
      // Whole numbers, as above.
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

  /// Levels summed over the items of each class, and how many items there are; piece by piece.
  private static func sums(_ part: DatasetPart) async throws -> [([Int: [UInt32]], [Int: Int])] {
    let pixelCount = part.pixelCount
    return try await Parallel.map(part.count, pieceLength: 8192) { items in
      let levels = part.levels.span
      var sums: [Int: [UInt32]] = [:]
      var counts: [Int: Int] = [:]
      for item in items {
        let label = Int(part.labels[item])
        counts[label, default: 0] += 1
        add(
          levels.extracting((item * pixelCount)..<((item + 1) * pixelCount)),
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

/// A picture without its mean and of length 1, so that the product of two is their correlation.
package struct UnitImage: Sendable {
  package let values: [Float]

  /// Nil of a picture that is one level all over.
  package init?(_ levels: some Collection<Double>) {
    let mean = levels.reduce(0, +) / Double(max(1, levels.count))
    let centred = levels.map { $0 - mean }
    let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 1e-9 else { return nil }
    values = centred.map { Float($0 / length) }
  }

  /// Pearson's coefficient, -1...1.
  package func correlation(with other: UnitImage) -> Double {
    var sum = 0.0
    for (left, right) in zip(values, other.values) { sum += Double(left) * Double(right) }
    return sum
  }

  /// That of an item, which may be one level all over: then 0.
  package func correlation(with levels: Span<UInt8>) -> Double {
    let values = values.span
    var (dot, sum, squareSum) = (Float(0), 0, 0)
    for pixel in 0..<levels.count {
      let level = Int(levels[pixel])
      dot += values[pixel] * Float(level)
      sum += level
      squareSum += level * level
    }
    let variance = Double(squareSum) - Double(sum) * Double(sum) / Double(max(1, levels.count))
    return variance > 0.5 ? Double(dot) / variance.squareRoot() : 0
  }
}
