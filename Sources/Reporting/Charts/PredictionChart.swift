public import ImageCore
internal import Wording

/// A grid of images with what a model says about each: the predicted class and its probability, green where it is the
/// class given, red where it is not; the class given then follows after ≠.
public struct PredictionChart: Sendable {
  public struct Entry: Sendable {
    public let picture: Image
    /// The probabilities by label, 0...1.
    public let probabilities: [Double]
    public let given: Int
    public let predicted: Int

    public init(picture: Image, probabilities: [Double], given: Int, predicted: Int) {
      self.picture = picture
      self.probabilities = probabilities
      self.given = given
      self.predicted = predicted
    }
  }

  private let title: String
  private let classNames: [String]
  private let entries: [Entry]

  private static let columnCount = 4
  private static let side = 64.0
  private static let gap = 16.0
  private static let rowHeight = 112.0
  private static let width = 600.0

  public init(title: String, classNames: [String], entries: [Entry]) {
    self.title = title
    self.classNames = classNames
    self.entries = entries
  }

  /// The pictures that the chart refers to by number.
  public var pictures: [Image] { entries.map(\.picture) }

  /// The chart as SVG; empty if there are no entries.
  public var svg: Markup {
    guard !entries.isEmpty else { return .empty }
    let frame = ChartFrame(
      title: title, description: description,
      subtitle:
        "The predicted class and its probability: green where it is the class given, red where it is not; then the class "
        + "given follows after ≠. Bars: the probabilities of all classes.", width: Self.width)
    let top = frame.top + 4
    let cards = entries.indices.map { card($0, top: top) }
    let rowCount = (entries.count + Self.columnCount - 1) / Self.columnCount
    return frame.svg(height: top + Self.rowHeight * Double(rowCount), body: Markup(cards))
  }

  private static var cardWidth: Double {
    (width - gap * Double(columnCount - 1)) / Double(columnCount)
  }

  private func card(_ number: Int, top: Double) -> Markup {
    let entry = entries[number]
    let x = Double(number % Self.columnCount) * (Self.cardWidth + Self.gap)
    let y = top + Double(number / Self.columnCount) * Self.rowHeight
    let isWide = entry.picture.width > entry.picture.height
    let longest = Double(max(entry.picture.width, entry.picture.height))
    let size = (
      width: Self.side * Double(entry.picture.width) / longest,
      height: Self.side * Double(entry.picture.height) / longest
    )
    let bars = ProbabilityBars(
      classNames: classNames, probabilities: entry.probabilities, given: entry.given)
    let barLeft = x + Self.side + 6
    let barWidth = Self.cardWidth - Self.side - 6
    let bottom = y + Self.side
    let isRight = entry.given == entry.predicted
    let style = isRight ? "good" : "bad"
    let share = percent(entry.probabilities[entry.predicted])
    let room = Self.cardWidth - ChartText.width(" \(share)")
    let said = "\(ChartText.fitted(classNames[entry.predicted], into: room)) \(share)"
    var markup: Markup = """
      <image x='\(at: x)' y='\(at: isWide ? bottom - size.height : y)' width='\(at: size.width)' \
      height='\(at: size.height)' href='#\(number)'/>\
      <g class='probabilities'>\(bars.marks(x: barLeft, y: y + 8, width: barWidth, height: Self.side - 8))</g>\
      <path class='axis' d='M\(at: barLeft) \(at: bottom)H\(at: barLeft + barWidth)'/>\
      \(ChartText.element(said, x: x, y: bottom + 16, style: style))
      """
    if !isRight {
      markup += ChartText.element(
        "≠ \(classNames[entry.given])", x: x, y: bottom + 32, style: style, room: Self.cardWidth)
    }
    return markup
  }

  private var description: String {
    let rightCount = entries.count { $0.given == $0.predicted }
    return "\(counted(entries.count, "image")) with predictions, \(rightCount) of them right: "
      + entries.map { entry in
        let share = percent(entry.probabilities[entry.predicted])
        let said = "\(classNames[entry.predicted]) \(share)"
        return entry.given == entry.predicted ? said : "\(said), given \(classNames[entry.given])"
      }.joined(separator: "; ") + "."
  }
}
