internal import DatasetFormat
internal import Wording

extension SplitAssignment {
  /// Returns `count` distributed in proportion to `shares`, whose sum is `total`. The remainder of the rounding goes to
  /// the largest fractional parts.
  static func proportionalShares(of count: Int, in total: Int, among shares: [Int]) -> [Int] {
    let exact = shares.map { total == 0 ? 0 : Double($0) * Double(count) / Double(total) }
    var parts = exact.map { Int($0) }
    let order = exact.indices.sorted {
      (Double(parts[$0]) - exact[$0], $0) < (Double(parts[$1]) - exact[$1], $1)
    }
    for label in order.prefix(max(0, count - parts.reduce(0, +))) { parts[label] += 1 }
    return parts
  }

  /// Returns `total` distributed so that no class gets more than it has, and all classes that have more get equal
  /// numbers, within one.
  package static func evenShares(of total: Int, among counts: [Int]) -> [Int] {
    var shares = [Int](repeating: 0, count: counts.count)
    var rest = total
    var order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }[...]
    while let label = order.popFirst() {
      shares[label] = min(counts[label], rest / (order.count + 1))
      rest -= shares[label]
    }
    return shares
  }

  /// Returns `total` distributed as `evenShares(of:among:)` does, with no class below its number of `least`.
  ///
  /// - Precondition: `total` is at least the sum of `least`, and at most that of `counts`.
  static func evenShares(of total: Int, among counts: [Int], atLeast least: [Int]) -> [Int] {
    // A class that has more than its even share keeps it, and the others share the rest.
    var shares = least
    var open = counts.indices.map { $0 }
    while true {
      let rest = total - counts.indices.filter { !open.contains($0) }.reduce(0) { $0 + shares[$1] }
      let even = evenShares(of: rest, among: open.map { counts[$0] })
      let above = zip(open, even).filter { least[$0] > $1 }.map(\.0)
      guard !above.isEmpty else {
        for (label, share) in zip(open, even) { shares[label] = share }
        return shares
      }
      open.removeAll(where: above.contains)
    }
  }

  /// Returns the numbers in words, such as `60,000 images for train and 10,000 for test`.
  static func request(_ counts: [Split: Int]) -> String {
    let parts = counts.sorted { $0.key < $1.key }.enumerated().map { place, entry in
      "\(grouped(entry.value))\(place == 0 ? " images" : "") for \(entry.key.rawValue)"
    }
    return parts.joined(separator: " and ")
  }
}
