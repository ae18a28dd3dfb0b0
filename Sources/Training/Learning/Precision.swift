internal import COneDNN

/// The numbers that the convolutions of a training multiply. Everything else, the weights between steps included, is
/// float32.
package enum Precision: String, CaseIterable, Hashable, Sendable {
  case float32
  /// Numbers of the range of float32 with 8 bits of precision, of which processors with instructions for them multiply
  /// twice as many. Sums are float32. Convolutions of fewer than `leastChannelCount` channels stay with float32.
  case bfloat16

  /// The least number of channels for which it is worth the rounding.
  static let leastChannelCount = 16

  /// Whether this processor has instructions for it.
  package var isAvailable: Bool {
    switch self {
    case .float32: true
    case .bfloat16: COneDNNHasBFloat16() != 0
    }
  }
}
