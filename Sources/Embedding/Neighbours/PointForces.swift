/// The forces on a point i of the map, with w_ij = 1 / (1 + |y_i - y_j|²), Student's distribution with one degree of
/// freedom (van der Maaten and Hinton 2008, section 3.2).
struct PointForces: Sendable {
  /// The sum Σ_j p_ij w_ij (y_i - y_j).
  var attraction: SIMD2<Float>
  /// The sum Σ_j w_ij² (y_i - y_j).
  var repulsion: SIMD2<Float>
  /// The sum Σ_j w_ij over all other points j.
  var weight: Float

  /// - Parameters:
  ///   - point: The index i of the point.
  ///   - map: The map.
  ///   - probabilities: The row of p_ij for the point i.
  init(on point: Int, of map: PlaneMap, _ probabilities: Span<Lanes>) {
    var sums = Sums(x: map.x[place: point], y: map.y[place: point])
    let (x, y) = (map.x.span, map.y.span)
    let own = point / Lanes.scalarCount
    var weights = Lanes.zero
    for group in 0..<own { weights += sums.add(x[group], y[group], probabilities[group]) }
    // The point exerts no force on itself, and its weight of 1 would drown those of far points.
    var weightsHere = sums.add(x[own], y[own], probabilities[own])
    weightsHere[point % Lanes.scalarCount] = 0
    weights += weightsHere
    for group in (own + 1)..<x.count { weights += sums.add(x[group], y[group], probabilities[group]) }
    attraction = SIMD2(sums.attractionX.sum(), sums.attractionY.sum())
    repulsion = SIMD2(sums.repulsionX.sum(), sums.repulsionY.sum())
    weight = weights.sum()
  }

  private struct Sums {
    let x: Lanes
    let y: Lanes
    var attractionX = Lanes.zero
    var attractionY = Lanes.zero
    var repulsionX = Lanes.zero
    var repulsionY = Lanes.zero

    init(x: Float, y: Float) { (self.x, self.y) = (Lanes(repeating: x), Lanes(repeating: y)) }

    /// Adds the forces of eight points, and returns their weights.
    @inline(__always)
    mutating func add(_ otherX: Lanes, _ otherY: Lanes, _ probabilities: Lanes) -> Lanes {
      let (differenceX, differenceY) = (x - otherX, y - otherY)
      let weights = 1 / (differenceX * differenceX + differenceY * differenceY + 1)
      let (pull, push) = (probabilities * weights, weights * weights)
      attractionX += pull * differenceX
      attractionY += pull * differenceY
      repulsionX += push * differenceX
      repulsionY += push * differenceY
      return weights
    }
  }
}
