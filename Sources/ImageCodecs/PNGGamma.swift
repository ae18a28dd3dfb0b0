/// Which gamma a PNG has, by its chunks gAMA and sRGB before palette and samples.
///
/// The first gAMA with a possible number counts, unless there is a valid sRGB, before or after it. A number that is not
/// possible, a second gAMA and an sRGB with an intent that does not exist spoil the colour space: nothing that comes
/// after them counts. These are libpng's rules, and other programs' by it.
struct PNGGamma {
  /// In 100,000ths; nil if it is not given, or is sRGB's.
  private(set) var value: Int?
  private var isStandardRGB = false
  private var isSpoilt = false

  /// Whether the samples are taken for linear light: from a gamma above 0.75 on, whatever it is.
  var isLinear: Bool { (value ?? 0) > 75_000 }

  mutating func noteGamma(_ data: Span<UInt8>) {
    guard data.count == 4, let number = data.bigEndian32(at: 0) else { return }
    if 16...625_000_000 ~= number, value == nil, !isStandardRGB {
      if !isSpoilt { value = number }
    } else if !isStandardRGB {
      isSpoilt = true
    }
  }

  mutating func noteStandardRGB(_ data: Span<UInt8>) {
    guard data.count == 1, !isSpoilt else { return }
    if data[0] <= 3 {
      isStandardRGB = true
      value = nil
    } else {
      isSpoilt = true
    }
  }
}
