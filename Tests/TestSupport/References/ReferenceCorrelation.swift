/// Returns Pearson's r of two images by its definition; nil if one of them has no contrast.
package func referenceCorrelation(_ one: [UInt8], _ other: [UInt8]) -> Double? {
  func centred(_ levels: [UInt8]) -> [Double] {
    let mean = levels.reduce(0) { $0 + Double($1) } / Double(levels.count)
    return levels.map { Double($0) - mean }
  }
  func product(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
  let (one, other) = (centred(one), centred(other))
  let (length, otherLength) = (product(one, one).squareRoot(), product(other, other).squareRoot())
  return length > 0 && otherLength > 0 ? product(one, other) / (length * otherLength) : nil
}
