// The arithmetic that all stages share. Between samples, everything is IEEE double arithmetic in the order written.
// Every stage stores 16-bit samples, so every stage ends with one of these functions.

/// The double nearest to 1/65535, for multiplications: a division by 65535 would round differently.
let reciprocalOfMaximum = 1.0 / 65535.0

/// Returns the sample nearest to `value`, halves rounded up: 0 below 0, 65535 above 65535.
@inline(__always)
func sample(nearest value: Double) -> UInt16 {
  guard value > 0 else { return 0 }
  guard value < 65535 else { return 65535 }
  return UInt16(value + 0.5)
}

/// Converts a double that is a whole number of 0...65535 to a sample, without the range check of `UInt16(_:)`, which
/// would keep loops from becoming vector code.
@inline(__always)
func sample(whole value: Double) -> UInt16 {
  UInt16(truncatingIfNeeded: (value + 0x1p52).bitPattern)
}

/// Returns the luma of coded values, with the weights of Rec. 709, summed from left to right.
@inline(__always)
func luma(_ red: Double, _ green: Double, _ blue: Double) -> Double {
  0.212656 * red + 0.715158 * green + 0.072186 * blue
}
