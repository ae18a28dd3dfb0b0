package import ImageCore

/// How one picture has to be laid to be most like another.
package struct SymmetryMatch {
  /// What to do to the first picture.
  package let symmetry: Symmetry
  /// Of the two pictures when the first is laid so, -1...1.
  package let correlation: Double
  /// By how much that is more than as they are.
  package let gain: Double

  /// Nil if one of the pictures is one level all over.
  package init?(_ first: [Double], laidLike second: [Double], _ size: Size) {
    guard let second = UnitImage(second), let first = UnitImage(first) else { return nil }
    var best: (symmetry: Symmetry, correlation: Double)?
    var own = 0.0
    for symmetry in Symmetry.all(of: size) {
      let laid = symmetry.applied(to: first.values, size)
      var found = 0.0
      for (left, right) in zip(laid, second.values) { found += Double(left) * Double(right) }
      if symmetry == .identity { own = found }
      // The first of equals: the simplest.
      if best.map({ found > $0.correlation + 1e-6 }) ?? true { best = (symmetry, found) }
    }
    guard let best else { return nil }
    (symmetry, correlation) = best
    gain = best.correlation - own
  }
}
