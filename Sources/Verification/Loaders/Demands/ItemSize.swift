/// Images of which size a loader accepts.
public enum ItemSize: String, Sendable, CaseIterable {
  case any
  /// 28x28 and nothing else.
  case mnist = "28x28"
  /// As many pixels as 28x28, in whatever rows.
  case mnistPixelCount = "784 pixels"
  /// It reads any, and says of all that they are 28x28.
  case calledMNIST = "any, called 28x28"
}

extension ItemSize {
  /// Whether images of this size come out as they are.
  func accepts(width: Int, height: Int) -> Bool {
    switch self {
    case .any: true
    case .mnist, .calledMNIST: width == 28 && height == 28
    case .mnistPixelCount: width.multipliedReportingOverflow(by: height) == (28 * 28, false)
    }
  }
}
