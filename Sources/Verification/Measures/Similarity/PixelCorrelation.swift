internal import DatasetReading
internal import ImageCore

/// How alike two items are: the correlation of their pixels (Pearson's r), 1 for items that differ at most in
/// brightness and contrast.
///
/// r = (n Σab - Σa Σb) / sqrt((n Σaa - (Σa)²) (n Σbb - (Σb)²)), over the n pixels a of one item and b of the other. The
/// sums are whole numbers, the rest is a product, a root and a quotient: the same on every machine.
///
/// Removing the mean is the choice that is made here and in `mean(of:)`: without it, r would be the cosine of the angle
/// between the pixels.
struct PixelCorrelation: Sendable {
  private let items: ItemSet
  private let sums: [Int]
  /// n Σaa - (Σa)², n² times the variance of the pixels.
  private let spreads: [Double]

  init(_ items: ItemSet) async throws {
    self.items = items
    let moments = try await Parallel.map(items.count, pieceLength: 2000) { piece in
      piece.map { item in
        items.withLevels(of: item) { levels in
          var sum = 0
          for index in levels.indices { sum += Int(levels[index]) }
          return (sum, Self.scaled(Self.product(levels, levels), sum, sum, levels.count))
        }
      }
    }.joined()
    sums = moments.map(\.0)
    spreads = moments.map(\.1)
  }

  /// Whether all pixels of an item are the same: it has no direction to compare.
  func isUniform(_ item: Int) -> Bool { !(spreads[item] > 0) }

  /// The mean level of an item, which is taken from all its pixels before they are compared.
  func mean(of item: Int) -> Float { Float(sums[item]) / Float(items.size.pixelCount) }

  /// The length of an item as a vector of pixels without their mean.
  func norm(of item: Int) -> Float {
    Float((spreads[item] / Double(items.size.pixelCount)).squareRoot())
  }

  /// - Precondition: neither item is uniform.
  func similarity(_ first: Int, _ second: Int) -> Double {
    let product = items.withLevels(of: first) { one in
      items.withLevels(of: second) { Self.product(one, $0) }
    }
    let covariance = Self.scaled(product, sums[first], sums[second], items.size.pixelCount)
    return covariance / (spreads[first] * spreads[second]).squareRoot()
  }

  /// n Σab - Σa Σb.
  private static func scaled(_ product: Int, _ sum: Int, _ otherSum: Int, _ count: Int) -> Double {
    // 64 bits hold the exact value for items of up to eight million pixels.
    count <= 1 << 23
      ? Double(count * product - sum * otherSum)
      : Double(count) * Double(product) - Double(sum) * Double(otherSum)
  }

  /// Σab.
  private static func product(_ levels: Span<UInt8>, _ others: Span<UInt8>) -> Int {
    // As many products of two bytes as 32 bits hold the sum of.
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
