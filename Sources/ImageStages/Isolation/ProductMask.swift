package import ImageCore

/// Finds the pixels of a product in a small picture by a minimum cut over colours, without any training.
///
/// Rother, Kolmogorov and Blake, "GrabCut: interactive foreground extraction using iterated graph cuts", 2004, with the
/// frame of the picture in place of a person who draws a box.
package enum ProductMask {
  /// How much it costs to part two neighbours of one colour.
  private static let smoothness = 35.0
  private static let roundCount = 6
  /// The preference of the strip for the background, while it is fixed.
  private static let stripPreference = -315.0
  private static let preferenceLimit = 400.0
  /// Capacities are whole numbers of thousandths.
  private static let scale = 1000.0

  /// Returns for each pixel, by rows, whether it belongs to the product; nil if hardly anything does.
  package static func mask(of colours: [RGB], size: Size) -> [Bool]? {
    let strip = FrameStrip(of: size)
    var isFixed = (0..<size.height).flatMap { y in (0..<size.width).map { strip.contains(x: $0, y: y) } }
    for pixel in strip.pixelsOfLeavingProduct(colours) { isFixed[pixel] = false }
    var isProduct = isFixed.map { !$0 }
    var grid = grid(of: colours, size: size)
    let planes = ColourPlanes(colours)
    var (background, product) = (Side(value: false), Side(value: true))
    for round in 1...roundCount {
      guard background.fit(colours, planes, isProduct), product.fit(colours, planes, isProduct) else { break }
      let isLast = round == roundCount
      let preferences = colours.indices.map { pixel -> Int32 in
        if isFixed[pixel], !isLast { return capacity(stripPreference) }
        let preference = background.costs[pixel] - product.costs[pixel]
        return capacity(isFixed[pixel] ? preference - 2 : preference)
      }
      isProduct = grid.sourceSide(preferences)
    }
    PixelPieces.fillHoles(in: &isProduct, size: size)
    PixelPieces.dropCrumbs(in: &isProduct, size: size)
    return isProduct.count { $0 } * 100 < size.pixelCount ? nil : isProduct
  }

  /// The colours of one side of the cut.
  private struct Side {
    /// What the mask is on this side.
    let value: Bool
    /// For every pixel of the picture, the component of the mixture that suits it best, and the cost.
    var components: [UInt8] = []
    var costs: [Double] = []

    /// Fits the mixture to the pixels of this side.
    ///
    /// - Returns: false if there are none.
    mutating func fit(_ colours: [RGB], _ planes: ColourPlanes, _ isProduct: [Bool]) -> Bool {
      let pixels = colours.indices.filter { isProduct[$0] == value }
      guard !pixels.isEmpty else { return false }
      let own = pixels.map { colours[$0] }
      let assignment =
        components.isEmpty
        ? ColourClusters.assignment(of: own, count: ColourMixture.componentCount)
        : pixels.map { components[$0] }
      (components, costs) = ColourMixture(fitting: own, assignment: assignment).best(for: planes)
      return true
    }
  }

  private static func capacity(_ value: Double) -> Int32 {
    Int32((scale * min(max(value, -preferenceLimit), preferenceLimit) + 0.5).rounded(.down))
  }

  private static func grid(of colours: [RGB], size: Size) -> GridCut {
    func squaredDistance(_ x: Int, _ y: Int, _ direction: Int) -> Int {
      let step = GridCut.directions[direction]
      return colours[y * size.width + x].squaredDistance(to: colours[(y + step.y) * size.width + x + step.x])
    }
    var (sum, count) = (0, 0)
    for y in 0..<size.height {
      for x in 0..<size.width {
        for direction in 4..<8 {
          let step = GridCut.directions[direction]
          guard x + step.x >= 0, x + step.x < size.width, y + step.y < size.height else { continue }
          sum += squaredDistance(x, y, direction)
          count += 1
        }
      }
    }
    let beta = sum == 0 ? 0 : Double(count) / (2 * Double(sum))
    // Most neighbours differ little, so that few exponentials are worth computing more than once.
    var weights = [Double](repeating: -1, count: 4096)
    func weight(_ squaredDistance: Int) -> Double {
      guard squaredDistance < weights.count else {
        return smoothness * ElementaryFunctions.exp(-beta * Double(squaredDistance))
      }
      if weights[squaredDistance] < 0 {
        weights[squaredDistance] = smoothness * ElementaryFunctions.exp(-beta * Double(squaredDistance))
      }
      return weights[squaredDistance]
    }
    return GridCut(size: size) { x, y, direction in
      let weight = weight(squaredDistance(x, y, direction))
      let isDiagonal = direction == 5 || direction == 7
      return Int32((scale * (isDiagonal ? weight / 2.0.squareRoot() : weight) + 0.5).rounded(.down))
    }
  }
}
