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

/// The same for a value that is a number, without a branch, so that loops of it become vector code.
@inline(__always)
func limitedSample(nearest value: Double) -> UInt16 {
  let positive = value > 0 ? value : 0
  return sample(whole: roundedHalfUp(positive < 65535 ? positive : 65535))
}

/// floor(value + 0.5) as a double, for 0 <= value <= 65535.
///
/// Adding and taking away 2^52 rounds to the nearest whole number, halves to even; one step down where that
/// went above gives the floor. Plain arithmetic without a branch or a conversion, so that loops of it become
/// vector code on every processor.
@inline(__always)
func roundedHalfUp(_ value: Double) -> Double {
  let shifted = value + 0.5
  let nearest = (shifted + 0x1p52) - 0x1p52
  return nearest > shifted ? nearest - 1 : nearest
}

/// A whole number of 0...65535 held in a double, as a sample; without the range check of `UInt16(_:)`, for the
/// same reason as `roundedHalfUp`.
@inline(__always)
func sample(whole value: Double) -> UInt16 {
  UInt16(truncatingIfNeeded: (value + 0x1p52).bitPattern)
}

/// Rec. 709 weights on the coded values, left to right.
@inline(__always)
func luma(_ red: Double, _ green: Double, _ blue: Double) -> Double {
  0.212656 * red + 0.715158 * green + 0.072186 * blue
}
