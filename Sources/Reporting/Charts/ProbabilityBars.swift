internal import Wording

/// The probabilities of the classes for one image: vertical bars in the order of the classes, 120 by 40 pixels.
///
/// The bar of the given label is solid in the colour for good. The bar of a prediction that differs from the given
/// label is outlined in the colour for bad, so that the two can be told apart without colours. A page may hold hundreds
/// of these charts, so bars less than half a pixel high are left out.
public struct ProbabilityBars: Sendable {
  private let classNames: [String]
  private let probabilities: [Double]
  private let given: Int?

  private static let width = 120.0
  private static let height = 40.0

  /// - Parameters:
  ///   - probabilities: the probability of each class, 0...1; values outside are clamped, values that are not finite
  ///     count as 0.
  ///   - given: the image's label; nil if there is none.
  public init(classNames: [String], probabilities: [Double], given: Int?) {
    precondition(probabilities.count == classNames.count, "every class has a probability")
    precondition(given.map(classNames.indices.contains) ?? true, "the label is that of a class")
    self.classNames = classNames
    self.probabilities = probabilities.map { $0.isFinite ? min(1, max(0, $0)) : 0 }
    self.given = given
  }

  /// The class with the greatest probability, the first of equal ones; nil if all are zero.
  private var predicted: Int? {
    guard let greatest = probabilities.max(), greatest > 0 else { return nil }
    return probabilities.firstIndex(of: greatest)
  }

  /// The bars as SVG; empty if there are no classes.
  public var svg: Markup {
    guard !classNames.isEmpty else { return .empty }
    return """
      <svg class='probabilities' viewBox='0 0 120 40' role='img' aria-label='\(description)'>\
      \(marks(x: 0, y: 0, width: Self.width, height: Self.height))</svg>
      """
  }

  /// Returns the bars alone, in a rectangle of a drawing.
  func marks(x: Double, y: Double, width: Double, height: Double) -> Markup {
    Markup(
      probabilities.indices.map { bar($0, left: x, bottom: y + height, totalWidth: width, height: height) })
  }

  private func bar(
    _ index: Int, left: Double, bottom: Double, totalWidth: Double, height: Double
  ) -> Markup {
    let probability = probabilities[index]
    guard probability * height >= 0.5 else { return .empty }
    let step = totalWidth / Double(classNames.count)
    let width = step > 4 ? step - 2 : step
    let x = left + step * Double(index) + (step - width) / 2
    let style: Markup =
      index == given ? " class='good'" : index == predicted && given != nil ? " class='bad'" : ""
    return """
      <path\(style) d='M\(at: x) \(at: bottom)V\(at: bottom - height * probability)h\(at: width)V\(at: bottom)z'>\
      <title>\(classNames[index]) \(percent(probability))</title></path>
      """
  }

  private var description: String {
    let prediction = predicted.map { "predicted \(classNames[$0]) \(percent(probabilities[$0]))" }
    let label = given.map { "given \(classNames[$0]) \(percent(probabilities[$0]))" }
    let parts = given == predicted ? [prediction.map { "\($0), as given" }] : [prediction, label]
    let said = parts.compactMap { $0 }.joined(separator: ", ")
    return said.isEmpty ? "no probabilities" : said
  }
}
