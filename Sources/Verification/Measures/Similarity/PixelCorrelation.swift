internal import DatasetFormat
internal import ImageCore
internal import Processors

/// The similarity of two images: the correlation of their pixels (Pearson's r), which is 1 for images that differ only
/// in brightness and contrast.
///
/// r = (n Σab - Σa Σb) / sqrt((n Σaa - (Σa)²) (n Σbb - (Σb)²)), over the n pixels a of one image and b of the other.
/// The sums are whole numbers, and the rest is a product, a root and a quotient, so that r is the same on every
/// machine.
///
/// Only this formula and `mean(of:)` remove the mean of the pixels; without that, r would be the cosine of the angle
/// between the images as vectors of pixels.
struct PixelCorrelation: Sendable {
  private let examples: ImageSet
  private let sums: [Int]
  /// The values n Σaa - (Σa)² by image: n² times the variance of the pixels.
  private let spreads: [Double]

  init(_ examples: ImageSet) async throws {
    self.examples = examples
    let moments = try await Parallel.map(examples.count, pieceLength: 2000) { piece in
      piece.map { example in
        examples.withLevels(of: example) { levels in
          var sum = 0
          for index in levels.indices { sum += Int(levels[index]) }
          return (sum, Self.scaled(Self.product(levels, levels), sum, sum, levels.count))
        }
      }
    }.joined()
    sums = moments.map(\.0)
    spreads = moments.map(\.1)
  }

  /// Whether all pixels of an image have the same level, so that its correlation is undefined.
  func isUniform(_ example: Int) -> Bool { !(spreads[example] > 0) }

  /// Returns the mean level of an image, 0...255.
  func mean(of example: Int) -> Float { Float(sums[example]) / Float(examples.size.pixelCount) }

  /// Returns the length of an image as a vector of pixels without their mean.
  func norm(of example: Int) -> Float {
    Float((spreads[example] / Double(examples.size.pixelCount)).squareRoot())
  }

  /// Returns the correlation of two images, -1...1.
  ///
  /// - Precondition: neither image is uniform.
  func similarity(_ first: Int, _ second: Int) -> Double {
    let product = examples.withLevels(of: first) { one in
      examples.withLevels(of: second) { Self.product(one, $0) }
    }
    let covariance = Self.scaled(product, sums[first], sums[second], examples.size.pixelCount)
    return covariance / (spreads[first] * spreads[second]).squareRoot()
  }

  /// Returns n Σab - Σa Σb.
  private static func scaled(_ product: Int, _ sum: Int, _ otherSum: Int, _ count: Int) -> Double {
    // 64 bits hold the exact value for images of up to eight million pixels.
    count <= 1 << 23
      ? Double(count * product - sum * otherSum)
      : Double(count) * Double(product) - Double(sum) * Double(otherSum)
  }

  /// Returns Σab.
  private static func product(_ levels: Span<UInt8>, _ others: Span<UInt8>) -> Int {
    // 65,536 products of two bytes have a sum that fits into 32 bits.
    let pieceLength = 1 << 16
    var total = 0
    var start = 0
    while start < levels.count {
      let end = min(start + pieceLength, levels.count)
      let (piece, other) = (levels.extracting(start..<end), others.extracting(start..<end))
      var sum: UInt32 = 0
      for index in 0..<piece.count { sum &+= UInt32(piece[index]) &* UInt32(other[index]) }
      total += Int(sum)
      start = end
    }
    return total
  }
}
