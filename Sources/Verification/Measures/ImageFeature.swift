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
}
