/// The lowest and the highest level of all images of a split.
struct LevelRange: Equatable {
  let lowest: UInt8
  let highest: UInt8

  /// Computes the range; nil if there are no images, or if all their pixels have the same level.
  init?(_ statistics: [ImageStatistics]) {
    guard let lowest = statistics.map(\.minimum).min(), let highest = statistics.map(\.maximum).max(),
      lowest < highest
    else { return nil }
    self.lowest = lowest
    self.highest = highest
  }

  /// Whether all levels are low: the highest is one that no other check takes for a product.
  var isLow: Bool { highest <= ImageStatistics.strongLevel }

  /// Whether all levels are high, as in a negative of images whose levels are low.
  var isHigh: Bool { lowest >= 255 - ImageStatistics.strongLevel }

  /// Whether the images are divided, so that hardly anything of the range from 0 to 255 is used.
  var isNarrow: Bool { isLow || isHigh }
}
