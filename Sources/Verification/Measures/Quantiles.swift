/// The quantiles of some values.
package struct Quantiles: Sendable {
  private let sorted: [Double]

  /// - Precondition: there is at least one value.
  package init(_ values: some Sequence<Double>) {
    sorted = values.sorted()
    precondition(!sorted.isEmpty, "there is a value")
  }

  /// The quantile for a share of 0...1, interpolated between the two nearest values (type 7 of Hyndman and Fan 1996,
  /// The American Statistician 50, 361-365).
  package subscript(share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = min(Int(place), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }

  package var median: Double { self[0.5] }
}
