internal import ArgumentParser

/// The limit of `--max-rejected`: a share such as `0.1` or `10%`, or a number of photos such as `25`.
struct RejectLimit: ExpressibleByArgument {
  static let standard = RejectLimit(text: "20%", value: 0.2, isShare: true)

  let text: String
  private let value: Double
  private let isShare: Bool

  private init(text: String, value: Double, isShare: Bool) {
    self.text = text
    self.value = value
    self.isShare = isShare
  }

  init?(argument: String) {
    guard let share = Share(argument: argument), share.value >= 0, share.value.isFinite else { return nil }
    if share.isPercentage {
      guard share.value <= 1 else { return nil }
      self.init(text: argument, value: share.value, isShare: true)
    } else {
      guard share.value < 1 || share.value == share.value.rounded() else { return nil }
      self.init(text: argument, value: share.value, isShare: share.value > 0 && share.value < 1)
    }
  }

  var defaultValueDescription: String { text }

  func isExceeded(by count: Int, of total: Int) -> Bool {
    Double(count) > (isShare ? value * Double(total) : value)
  }
}
