/// Clusters of colours that lie near each other: the start of a mixture.
///
/// The first centre is the mean. Each next one is the colour whose distance to its nearest centre is the 95th percentile
/// of these distances, far out but not an outlier; then Lloyd's algorithm moves the centres.
enum ColourClusters {
  private static let roundCount = 8
  private static let percentile = 0.95

  /// Returns the cluster of each colour, below `count`.
  static func assignment(of colours: [RGB], count: Int) -> [UInt8] {
    guard !colours.isEmpty else { return [] }
    var sums = ColourSums()
    for colour in colours { sums.add(colour) }
    var centres = [Centre(sums)]
    var nearest = colours.map { centres[0].squaredDistance(to: $0) }
    while centres.count < count {
      let distance = nearest.element(ofRank: Int(percentile * Double(colours.count - 1)))
      guard let index = nearest.firstIndex(of: distance) else { break }
      let centre = Centre(colours[index])
      centres.append(centre)
      for index in colours.indices {
        nearest[index] = min(nearest[index], centre.squaredDistance(to: colours[index]))
      }
    }
    var assignment = [UInt8](repeating: 0, count: colours.count)
    for _ in 0..<roundCount {
      var sums = [ColourSums](repeating: ColourSums(), count: centres.count)
      for (index, colour) in colours.enumerated() {
        let cluster = Centre.nearest(to: colour, of: centres)
        assignment[index] = UInt8(cluster)
        sums[cluster].add(colour)
      }
      for (cluster, sums) in sums.enumerated() where sums.count > 0 { centres[cluster] = Centre(sums) }
    }
    return assignment
  }

  private struct Centre {
    var (x, y, z): (Double, Double, Double)

    init(_ colour: RGB) { (x, y, z) = (Double(colour.red), Double(colour.green), Double(colour.blue)) }

    init(_ sums: ColourSums) {
      let n = Double(sums.count)
      (x, y, z) = (Double(sums.x) / n, Double(sums.y) / n, Double(sums.z) / n)
    }

    func squaredDistance(to colour: RGB) -> Double {
      let (dx, dy, dz) = (Double(colour.red) - x, Double(colour.green) - y, Double(colour.blue) - z)
      return dx * dx + dy * dy + dz * dz
    }

    static func nearest(to colour: RGB, of centres: [Centre]) -> Int {
      var (best, least) = (0, Double.infinity)
      for (number, centre) in centres.enumerated() {
        let distance = centre.squaredDistance(to: colour)
        if distance < least { (best, least) = (number, distance) }
      }
      return best
    }
  }
}

extension [Double] {
  /// Returns the element that would stand at an index if the array were sorted, by quickselect.
  fileprivate func element(ofRank rank: Int) -> Double {
    var values = self
    var (low, high) = (0, count - 1)
    while low < high {
      let pivot = values[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        guard left <= right else { break }
        values.swapAt(left, right)
        (left, right) = (left + 1, right - 1)
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { break }
    }
    return values[rank]
  }
}
