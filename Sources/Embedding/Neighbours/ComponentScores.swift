/// The coordinates of vectors along their principal components, scaled so that the variances of the coordinates
/// sum to 1: the settings of t-SNE then do not depend on the vectors' unit.
package struct ComponentScores: Sendable {
  /// The number of vectors.
  package let count: Int
  /// For each component, the coordinates of all vectors, padded with zeros.
  private let coordinates: [[Lanes]]

  /// - Parameters:
  ///   - vectors: The vectors, vectors x dimension, row-major.
  ///   - dimension: The number of entries of a vector, 1 or more.
  ///   - componentCount: The number of components, limited to `dimension`.
  /// - Precondition: All numbers are finite.
  package init(_ vectors: [Float], dimension: Int, componentCount: Int) {
    let components = PrincipalComponents(vectors, dimension: dimension, componentCount: componentCount)
    let count = vectors.count / dimension
    let scores = components.exactScores(of: vectors)
    var sumOfSquares = 0.0
    for score in scores.joined() { sumOfSquares += score * score }
    let unit = (sumOfSquares / Double(max(1, count))).squareRoot()
    self.count = count
    coordinates = scores.map { scores in
      var lanes = [Lanes](repeating: .zero, count: Lanes.groupCount(count))
      guard unit > 0 else { return lanes }
      for (vector, score) in scores.enumerated() { lanes[place: vector] = Float(score / unit) }
      return lanes
    }
  }

  /// A vector's coordinate along a component; zero for a component that does not exist.
  package subscript(vector: Int, component: Int) -> Float {
    component < coordinates.count ? coordinates[component][place: vector] : 0
  }

  /// Returns the squared distances from one vector to all; the largest finite number for the vector itself and for
  /// places beyond the last vector.
  package func squaredDistances(from vector: Int) -> [Lanes] {
    var distances = [Lanes](repeating: .zero, count: Lanes.groupCount(count))
    for coordinates in coordinates {
      let own = coordinates[place: vector]
      for group in distances.indices {
        let difference = coordinates[group] - own
        distances[group] += difference * difference
      }
    }
    distances[place: vector] = .greatestFiniteMagnitude
    for place in count..<(distances.count * Lanes.scalarCount) {
      distances[place: place] = .greatestFiniteMagnitude
    }
    return distances
  }
}
