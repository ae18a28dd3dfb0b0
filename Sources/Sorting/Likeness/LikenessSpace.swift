internal import Embedding

/// The photos of a heap as points, near each other if the photos are alike.
///
/// The edges of the photos, those of the products alone, those of the images, and the colours are four blocks of numbers.
/// Each is centred and scaled so that the photos vary by 1 in it, and then weighted: 1, 3/2, 1/2 and 1/5, which gave pure
/// groups of 2,000 thumbnails of a shop (`Benchmarks/sort_purity.py`); the images with 1 where the products lie on
/// something, whose edges are not the products'. The points are the principal components of all together, each divided by
/// the root of its standard deviation, so that the first few do not decide alone.
package struct LikenessSpace: Sendable {
  /// The coordinates of each photo, in whole lanes, the last filled with zeros.
  package let points: [[SIMD8<Float>]]

  private static let (photoWeight, productWeight, colourWeight): (Float, Float, Float) = (1, 1.5, 0.2)
  /// The mean squared distance of two photos.
  private static let meanSquaredDistance: Float = 2.6
  private static let componentCount = 64
  /// The number of photos from which the components are found; more change them little and take long.
  private static let sampleCount = 2000

  /// - Parameter isOnOtherBackground: whether many products lie on something, not on white.
  package init(_ features: [PhotoFeatures], isOnOtherBackground: Bool = false) {
    guard !features.isEmpty else {
      points = []
      return
    }
    let blocks = [
      Self.block(features.map(\.photo), weight: Self.photoWeight),
      Self.block(features.map(\.product), weight: Self.productWeight),
      Self.block(
        features.map(\.image), dimension: PhotoFeatures.imageGradients.dimension,
        weight: isOnOtherBackground ? 1 : 0.5),
      Self.block(features.map(\.colour), weight: Self.colourWeight),
    ]
    let rows = features.indices.map { index in blocks.flatMap { $0[index] } }
    let dimension = rows[0].count
    let count = min(Self.sampleCount, rows.count)
    let sample = (0..<count).flatMap { rows[$0 * rows.count / count] }
    let components = PrincipalComponents(
      sample, dimension: dimension, componentCount: min(Self.componentCount, count))
    let scores = components.scores(of: rows.flatMap { $0 })
    // The square root of the standard deviation of a component is the fourth root of its share of the variance.
    let scales = components.explained.map { Float($0 > 1e-9 ? 1 / $0.squareRoot().squareRoot() : 0) }
    var numbers = rows.indices.map { row in
      scales.indices.map { scores[row * scales.count + $0] * scales[$0] }
    }
    // Twice the mean square is the mean squared distance, because the mean is 0 but for the sample.
    let square =
      numbers.reduce(Float(0)) { sum, point in point.reduce(sum) { $0 + $1 * $1 } } / Float(rows.count)
    let factor = square > 0 ? (Self.meanSquaredDistance / (2 * square)).squareRoot() : 0
    numbers = numbers.map { $0.map { $0 * factor } }
    points = numbers.map(Self.lanes)
  }

  /// Creates a space of given points.
  package init(points: [[Float]]) { self.points = points.map(Self.lanes) }

  private static func lanes(_ numbers: [Float]) -> [SIMD8<Float>] {
    stride(from: 0, to: numbers.count, by: 8).map { start in
      var lane = SIMD8<Float>.zero
      for place in start..<min(start + 8, numbers.count) { lane[place - start] = numbers[place] }
      return lane
    }
  }

  private static func block(_ vectors: [[Float]], weight: Float) -> [[Float]] {
    block(vectors.map { Optional($0) }, dimension: vectors.first?.count ?? 0, weight: weight)
  }

  /// Returns vectors centred and scaled; those that are missing are at the mean.
  private static func block(_ vectors: [[Float]?], dimension: Int, weight: Float) -> [[Float]] {
    let known = vectors.compactMap { $0 }
    var mean = [Double](repeating: 0, count: dimension)
    for vector in known { for place in 0..<dimension { mean[place] += Double(vector[place]) } }
    for place in 0..<dimension { mean[place] /= Double(max(1, known.count)) }
    var sum = 0.0
    for vector in known {
      for place in 0..<dimension {
        let deviation = Double(vector[place]) - mean[place]
        sum += deviation * deviation
      }
    }
    let variance = sum / Double(max(1, known.count))
    let scale = variance > 0 ? weight / Float(variance.squareRoot()) : 0
    return vectors.map { vector in
      guard let vector else { return [Float](repeating: 0, count: dimension) }
      return (0..<dimension).map { (vector[$0] - Float(mean[$0])) * scale }
    }
  }

  /// Returns the squared distance of two points.
  package static func squaredDistance(_ one: [SIMD8<Float>], _ other: [SIMD8<Float>]) -> Float {
    var sum = SIMD8<Float>.zero
    let (one, other) = (one.span, other.span)
    for place in one.indices {
      let difference = one[place] - other[place]
      sum += difference * difference
    }
    return sum.sum()
  }
}
