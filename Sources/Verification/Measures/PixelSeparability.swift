package import DatasetFormat
internal import ImageCore
internal import Processors

/// The single pixel that best distinguishes the classes of each pair.
package enum PixelSeparability {
  package struct Pair: Sendable, Hashable {
    /// The smaller of the pair's labels; `second` is the larger one.
    package let first: Int
    package let second: Int
    /// The accuracy of the rule, 0.5...1: the mean of its accuracies on the two classes, so that both count equally.
    package let accuracy: Double
    /// The index of the pixel in the image, row-major.
    package let pixel: Int
    /// The threshold of the rule, which assigns levels below it to one class and the other levels to the other.
    package let threshold: UInt8
  }

  /// Returns how well rules that were found in one split distinguish the classes in another, 0.5...1: the mean of the
  /// accuracies on the two classes, with either class below the threshold; nil for pairs of which a class has no images
  /// in the split.
  package static func accuracies(of pairs: [Pair], in part: SplitData) -> [Double?] {
    let examples = Dictionary(grouping: 0..<part.count) { Int(part.labels[$0]) }
    let levels = part.levels.span
    return pairs.map { pair in
      guard let first = examples[pair.first], let second = examples[pair.second] else { return nil }
      func shareBelow(_ examples: [Int]) -> Double {
        Double(examples.count { levels[$0 * part.pixelCount + pair.pixel] < pair.threshold })
          / Double(examples.count)
      }
      return 0.5 + abs(shareBelow(first) - shareBelow(second)) / 2
    }
  }

  /// The number of pixels counted at a time: the bytes of one cache line.
  private static let blockLength = 64

  /// Returns the best pixel for each pair of the given labels, in the order of the pairs; images with other labels are
  /// ignored. Among equally good pixels the first is chosen, and among equally good thresholds the lowest.
  package static func bestPixels(of part: SplitData, labels: [Int]) async throws -> [Pair] {
    var ranks = [Int](repeating: -1, count: 256)
    for (rank, label) in labels.enumerated() { ranks[label] = rank }
    let exampleRanks = part.labels.prefix(part.count).map { ranks[Int($0)] }
    var counts = [Int](repeating: 0, count: labels.count)
    for rank in exampleRanks where rank >= 0 { counts[rank] += 1 }
    let (ranksOfExamples, countsOfClasses) = (exampleRanks, counts)

    let blocks = try await Parallel.map(part.pixelCount, pieceLength: blockLength) { pixels in
      let histograms = Histograms(part, pixels: pixels, ranks: ranksOfExamples, classCount: labels.count)
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

  /// The number of images of each class that have each level, for some pixels.
  private struct Histograms {
    let pixels: Range<Int>
    /// The counts by pixel, class and level.
    private(set) var counts: [UInt32]
    private let classCount: Int

    /// - Parameter ranks: the class of each image; -1 for images to ignore.
    init(_ part: SplitData, pixels: Range<Int>, ranks: [Int], classCount: Int) {
      self.pixels = pixels
      self.classCount = classCount
      counts = [UInt32](repeating: 0, count: pixels.count * classCount * 256)
      let levels = part.levels.span
      var counter = counts.mutableSpan
      for (example, rank) in ranks.enumerated() where rank >= 0 {
        let start = example * part.pixelCount + pixels.lowerBound
        let row = levels.extracting(start..<(start + pixels.count))
        for pixel in 0..<row.count { counter[(pixel * classCount + rank) * 256 + Int(row[pixel])] += 1 }
      }
    }

    /// Returns the range of the 256 counts of a pixel and a class; pixels are counted from the first of `pixels`.
    func range(pixel: Int, rank: Int) -> Range<Int> {
      let start = (pixel * classCount + rank) * 256
      return start..<(start + 256)
    }
  }

  private static func bestPairs(in histograms: Histograms, counts: [Int]) -> [Pair] {
    let classCount = counts.count
    let span = histograms.counts.span
    var result: [Pair] = []
    // The share of each class's images below each threshold.
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
