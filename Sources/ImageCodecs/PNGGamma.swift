/// The gamma of a PNG, by its chunks gAMA and sRGB before palette and samples.
///
/// The first gAMA with a possible number counts, unless there is a valid sRGB before or after it. An impossible
/// number, a second gAMA, or an sRGB with an undefined intent makes the colour space invalid: chunks after it do
/// not count. These are the rules of libpng, and so of programs that use it.
struct PNGGamma {
  /// The gamma in 100,000ths; nil if it is not given, or if the colours are sRGB.
  private(set) var value: Int?
  private var isStandardRGB = false
  private var isInvalid = false

  /// Whether the samples are taken for linear light: if the gamma is above 0.75.
  var isLinear: Bool { (value ?? 0) > 75_000 }

  mutating func noteGamma(_ data: Span<UInt8>) {
    guard data.count == 4, let number = data.bigEndian32(at: 0) else { return }
    if 16...625_000_000 ~= number, value == nil, !isStandardRGB {
      if !isInvalid { value = number }
    } else if !isStandardRGB {
      isInvalid = true
    }
  }

  mutating func noteStandardRGB(_ data: Span<UInt8>) {
    guard data.count == 1, !isInvalid else { return }
    if data[0] <= 3 {
      isStandardRGB = true
      value = nil
    } else {
      isInvalid = true
    }
  }
}
