/// Moves labels apart that would overlap.
package enum LabelSpread {
  /// Returns positions that are at least a gap apart, in the given order and as close to the wanted positions as one
  /// pass forwards and one backwards bring them.
  ///
  /// If there are more labels than fit within the bounds, the gap shrinks until they fit.
  ///
  /// - Parameter wanted: the wanted positions, ascending.
  package static func spread(_ wanted: [Double], gap: Double, within bounds: ClosedRange<Double>) -> [Double]
  {
    guard wanted.count > 1 else { return wanted.map { min(bounds.upperBound, max(bounds.lowerBound, $0)) } }
    let gap = min(gap, (bounds.upperBound - bounds.lowerBound) / Double(wanted.count - 1))
    var places = wanted
    var lowest = bounds.lowerBound
    for index in places.indices {
      places[index] = max(places[index], lowest)
      lowest = places[index] + gap
    }
    var highest = bounds.upperBound
    for index in places.indices.reversed() {
      places[index] = min(places[index], highest)
      highest = places[index] - gap
    }
    return places
  }
}
