/// From where to where a number may lie.
public struct Interval: Hashable, Sendable, Codable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  public var width: Double { upper - lower }

  public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}
