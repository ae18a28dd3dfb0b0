/// What two piles of items are compared by, one number an item.
enum ItemFeature: String, CaseIterable, Sendable {
  /// Mean level of all pixels.
  case brightness
  /// Pixels that are strong.
  case coverage
  /// Columns and rows of the box around the content; 0 of a blank item.
  case width
  case height
  /// Centre of mass, in pixels from the left and from the top.
  case centreX = "centre x"
  case centreY = "centre y"

  func value(_ statistics: ItemStatistics) -> Double {
    switch self {
    case .brightness: statistics.meanLevel
    case .coverage: Double(statistics.strongCount)
    case .width: Double(statistics.box?.width ?? 0)
    case .height: Double(statistics.box?.height ?? 0)
    case .centreX: statistics.massX
    case .centreY: statistics.massY
    }
  }
}
