/// Returns the dot product of two vectors, computed as four partial sums that are then added.
///
/// - Precondition: The vectors have the same number of entries.
func dotProduct(_ first: [Double], _ second: [Double]) -> Double {
  precondition(first.count == second.count, "the vectors must have the same number of entries")
  let (first, second) = (first.span, second.span)
  var sums = SIMD4<Double>.zero
  let wholeCount = first.count / 4 * 4
  for start in stride(from: 0, to: wholeCount, by: 4) {
    let left = SIMD4<Double>(first[start], first[start + 1], first[start + 2], first[start + 3])
    let right = SIMD4<Double>(second[start], second[start + 1], second[start + 2], second[start + 3])
    sums += left * right
  }
  var sum = sums.sum()
  for index in wholeCount..<first.count { sum += first[index] * second[index] }
  return sum
}
