internal import DatasetBuilding
package import DatasetReading
internal import ImageCore

/// For every pair of classes the single pixel that tells them apart best.
package enum PixelSeparability {
  package struct Pair: Sendable, Hashable {
    /// Labels, `first` the smaller.
    package let first: Int
    package let second: Int
    /// Mean of the two classes' shares that the rule gets right, 0.5...1: a large class counts no more than a small one.
    package let accuracy: Double
    /// Row-major.
    package let pixel: Int
    /// The rule: the level is below it, or not.
    package let threshold: UInt8
  }

  /// How well rules that were found in one split do in another: for each pair the mean of the two classes' shares that the
  /// rule gets right; nil for pairs of which a class has no items there.
  package static func accuracies(of pairs: [Pair], in part: DatasetPart) -> [Double?] {
    let items = Dictionary(grouping: 0..<part.count) { Int(part.labels[$0]) }
    let levels = part.levels.span
    return pairs.map { pair in
      guard let first = items[pair.first], let second = items[pair.second] else { return nil }
      func shareBelow(_ items: [Int]) -> Double {
        Double(items.count { levels[$0 * part.pixelCount + pair.pixel] < pair.threshold })
          / Double(items.count)
      }
      return 0.5 + abs(shareBelow(first) - shareBelow(second)) / 2
    }
  }

  /// A pixel's histograms lie together, and a cache line of pixels is counted at a time.
  private static let blockLength = 64

  /// Items of other labels do not count. Pairs in the order of their labels; among equally good pixels the first, among thresholds the lowest.
  package static func bestPixels(of part: DatasetPart, labels: [Int]) async throws -> [Pair] {
    var ranks = [Int](repeating: -1, count: 256)
    for (rank, label) in labels.enumerated() { ranks[label] = rank }
    let itemRanks = part.labels.prefix(part.count).map { ranks[Int($0)] }
    var counts = [Int](repeating: 0, count: labels.count)
    for rank in itemRanks where rank >= 0 { counts[rank] += 1 }
    let (ranksOfItems, countsOfClasses) = (itemRanks, counts)

    let blocks = try await Parallel.map(part.pixelCount, pieceLength: blockLength) { pixels in
      let histograms = Histograms(part, pixels: pixels, ranks: ranksOfItems, classCount: labels.count)
      return bestPairs(in: histograms, counts: countsOfClasses)
    }
    var best = blocks[0]
    for block in blocks.dropFirst() {
      for pair in block.indices where block[pair].accuracy > best[pair].accuracy { best[pair] = block[pair] }
    }
    return best.map {
      Pair(
        first: labels[$0.first], second: labels[$0.second], accuracy: $0.accuracy, pixel: $0.pixel,
        threshold: $0.threshold)
    }
  }

  /// How often each level occurs at some pixels in each class.
  private struct Histograms {
    let pixels: Range<Int>
    /// By pixel, class and level.
    private(set) var counts: [UInt32]
    private let classCount: Int

    /// - Parameter ranks: for each item the class, -1 if it does not count.
    init(_ part: DatasetPart, pixels: Range<Int>, ranks: [Int], classCount: Int) {
      self.pixels = pixels
      self.classCount = classCount
      counts = [UInt32](repeating: 0, count: pixels.count * classCount * 256)
      let levels = part.levels.span
      var counter = counts.mutableSpan
      for (item, rank) in ranks.enumerated() where rank >= 0 {
        let start = item * part.pixelCount + pixels.lowerBound
        let row = levels.extracting(start..<(start + pixels.count))
        for pixel in 0..<row.count { counter[(pixel * classCount + rank) * 256 + Int(row[pixel])] += 1 }
      }
    }

    /// The 256 counts of a pixel, counted from the first of `pixels`, and a class.
    func range(pixel: Int, rank: Int) -> Range<Int> {
      let start = (pixel * classCount + rank) * 256
      return start..<(start + 256)
    }
  }

  private static func bestPairs(in histograms: Histograms, counts: [Int]) -> [Pair] {
    let classCount = counts.count
    let span = histograms.counts.span
    var result: [Pair] = []
    // Shares of a class below each threshold, by class.
    var below = [Double](repeating: 0, count: classCount * 256)
    for pixel in 0..<histograms.pixels.count {
      for rank in 0..<classCount {
        let histogram = span.extracting(histograms.range(pixel: pixel, rank: rank))
        var sum = 0
        for level in 0..<256 {
          below[rank * 256 + level] = Double(sum) / Double(counts[rank])
          sum += Int(histogram[level])
        }
      }
      let shares = below.span
      var number = 0
      for first in 0..<classCount {
        let firstShares = shares.extracting((first * 256)..<(first * 256 + 256))
        for second in (first + 1)..<max(classCount, first + 1) {
          let secondShares = shares.extracting((second * 256)..<(second * 256 + 256))
          var largest = 0.0
          for level in 0..<256 { largest = max(largest, abs(firstShares[level] - secondShares[level])) }
          let accuracy = 0.5 + largest / 2
          if pixel == 0 || accuracy > result[number].accuracy {
            let threshold = (0..<256).first { abs(firstShares[$0] - secondShares[$0]) == largest } ?? 0
            let pair = Pair(
              first: first, second: second, accuracy: accuracy, pixel: histograms.pixels.lowerBound + pixel,
              threshold: UInt8(threshold))
            if pixel == 0 { result.append(pair) } else { result[number] = pair }
          }
          number += 1
        }
      }
    }
    return result
  }
}
