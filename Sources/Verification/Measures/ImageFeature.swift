internal import Wording

/// A property by which sets of images are compared.
enum ImageFeature: String, CaseIterable, Sendable {
  /// The mean level of all pixels.
  case brightness
  /// The number of pixels above `ImageStatistics.strongLevel`.
  case coverage
  /// The width of the box around the content; 0 if the image has no content.
  case width
  /// The height of the box around the content; 0 if the image has no content.
  case height
  /// The horizontal position of the centre of mass, in pixels from the left edge.
  case centreX = "centre x"
  /// The vertical position of the centre of mass, in pixels from the top edge.
  case centreY = "centre y"

  /// The plural name of the unit of the feature's values.
  var unit: String {
    switch self {
    case .brightness: "levels"
    case .coverage, .width, .height, .centreX, .centreY: "pixels"
    }
  }

  func value(_ statistics: ImageStatistics) -> Double {
    switch self {
    case .brightness: statistics.meanLevel
    case .coverage: Double(statistics.strongCount)
    case .width: Double(statistics.box?.width ?? 0)
    case .height: Double(statistics.box?.height ?? 0)
    case .centreX: statistics.massX
    case .centreY: statistics.massY
    }
  }

  /// Whether the feature's values are whole numbers.
  private var isCount: Bool {
    switch self {
    case .coverage, .width, .height: true
    case .brightness, .centreX, .centreY: false
    }
  }

  /// Returns where two samples differ most, such as `width 14 pixels or less: 29% in train, 0% in test`.
  func text(of test: TwoSampleTest, _ first: String, _ second: String) -> String {
    func share(_ share: Double) -> String { decimal(100 * share, 0) + "%" }
    return "\(rawValue) \(decimal(test.place, isCount ? 0 : 1)) \(unit) or less: "
      + "\(share(test.shares.first)) \(first), \(share(test.shares.second)) \(second)"
  }

  /// Returns whether two samples differ by as much as matters: on average by so many pixels in size and place, or by
  /// such a share of the median in brightness and coverage.
  func matters(_ test: TwoSampleTest, median: Double, pixels: Double, share: Double) -> Bool {
    switch self {
    case .brightness, .coverage: test.meanDifference >= share * median
    case .width, .height, .centreX, .centreY: test.meanDifference >= pixels
    }
  }
}
