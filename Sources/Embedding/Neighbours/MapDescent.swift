internal import Randomness

/// The optimisation of a map: gradient descent with momentum (van der Maaten and Hinton 2008, section 3.4) and a
/// gain for each coordinate, which grows while the coordinate keeps its direction and shrinks when it oscillates
/// (Jacobs 1988, "Increased rates of convergence through learning rate adaptation", Neural Networks 1).
struct MapDescent: Sendable {
  private var positions: [SIMD2<Float>]
  private let learningRate: Float
  private var velocities: [SIMD2<Float>]
  private var gains: [SIMD2<Float>]

  /// The initial map's standard deviation along the first component (Kobak and Berens 2019, "The art of using
  /// t-SNE for single-cell transcriptomics", Nature Communications 10, methods).
  private static let initialDeviation: Float = 1e-4
  /// The largest random shift of an initial coordinate, which separates the points of equal vectors. Points in a common
  /// place could not leave it even if that lowered the cost.
  private static let initialJitter: Float = 1e-6
  private static let smallestGain: Float = 0.01

  /// Places the points by their vectors' first two principal components, scaled down.
  init(from scores: ComponentScores) {
    let count = scores.count
    var sumOfSquares: Float = 0
    for index in 0..<count { sumOfSquares += scores[index, 0] * scores[index, 0] }
    let deviation = (sumOfSquares / Float(max(1, count))).squareRoot()
    let scale = deviation > 0 ? Self.initialDeviation / deviation : 0
    var random = SplitMix64(state: 0)
    func jitter() -> Float { Self.initialJitter * Float(2 * random.unitInterval() - 1) }
    positions = (0..<count).map {
      SIMD2(scale * scores[$0, 0] + jitter(), scale * scores[$0, 1] + jitter())
    }
    learningRate = Self.learningRate(count)
    velocities = [SIMD2<Float>](repeating: .zero, count: count)
    gains = [SIMD2<Float>](repeating: .one, count: count)
  }

  var map: PlaneMap { PlaneMap(positions.map { NeighbourEmbedding.Point(x: $0.x, y: $0.y) }) }

  /// Returns a quarter of the usual learning rate, which is n / 12 for n points (Belkina and others 2019, "Automated
  /// optimized parameters for t-distributed stochastic neighbor embedding", Nature Communications 10), or 200 if that
  /// is more, but at most n / 6.
  ///
  /// The limit of n / 6 is needed for few points. A point's p_ij sum to about 1 / n, so that a step with exaggeration
  /// 12 moves the point by 12 / n times the rate of the way to its neighbours. From twice the way on, points push each
  /// other apart, and the map ends with a much higher cost.
  private static func learningRate(_ count: Int) -> Float {
    let rate = max(Float(count) / 12, min(200, Float(count) / 6))
    // The usual rates are for the gradient without its factor of 4, which other programs leave out.
    return rate / 4
  }

  /// Moves every point by one step, and then all points so that their mean is the origin.
  mutating func step(along gradient: [SIMD2<Float>], momentum: Float) {
    var sum = SIMD2<Double>.zero
    for point in gradient.indices {
      let (slope, velocity) = (gradient[point], velocities[point])
      let movesOn = (slope .> 0) .^ (velocity .> 0)
      gains[point] = (gains[point] * 0.8).replacing(with: gains[point] + 0.2, where: movesOn)
      gains[point].clamp(
        lowerBound: SIMD2(repeating: Self.smallestGain), upperBound: SIMD2(repeating: .infinity))
      velocities[point] = momentum * velocity - learningRate * gains[point] * slope
      positions[point] += velocities[point]
      sum += SIMD2<Double>(positions[point])
    }
    let middle = SIMD2<Float>(sum / Double(max(1, positions.count)))
    for point in positions.indices { positions[point] -= middle }
  }
}
