// The arithmetic that all stages share. Everything between samples is IEEE double arithmetic in the order
// written; every stage stores 16-bit samples, so every stage ends with one of these.

/// The double nearest 1/65535. Meant literally: a multiplication, never a division by 65535.
let reciprocalOfMaximum = 1.0 / 65535.0

/// The sample nearest `value`, halves upwards: 0 below 0, 65535 above 65535.
@inline(__always)
func sample(nearest value: Double) -> UInt16 {
  guard value > 0 else { return 0 }
  guard value < 65535 else { return 65535 }
  return UInt16(value + 0.5)
}

/// A whole number of 0...65535 held in a double, as a sample; without the range check of `UInt16(_:)`, which would
/// keep loops from becoming vector code.
@inline(__always)
func sample(whole value: Double) -> UInt16 {
  UInt16(truncatingIfNeeded: (value + 0x1p52).bitPattern)
}

/// Rec. 709 weights on the coded values, left to right.
@inline(__always)
func luma(_ red: Double, _ green: Double, _ blue: Double) -> Double {
  0.212656 * red + 0.715158 * green + 0.072186 * blue
}
