internal import Reporting
internal import Wording
internal import Workflows

/// The text output of `predict`.
struct PredictionText {
  /// The classes' names, as they are shown.
  private let names: [String]
  private let classWidth: Int
  /// The number of classes to show.
  private let top: Int
  /// Whether the image that the network saw is drawn beside the classes.
  private let showsImage: Bool

  private static let (longestName, longestBar) = (60, 30)

  init(classes: [String], top: Int, showsImage: Bool) {
    names = classes.map(Self.shown)
    classWidth = names.map(\.count).max() ?? 0
    self.top = top
    self.showsImage = showsImage
  }

  /// Returns the name of a class so that it fits a line.
  private static func shown(_ name: String) -> String {
    let name = printable(name)
    return name.count > longestName ? name.prefix(longestName - 1) + "…" : name
  }

  /// Returns the lines about a prediction; none if there is none.
  ///
  /// - Parameter isShort: whether to say all in one line.
  func lines(_ prediction: Prediction, isShort: Bool) -> [String] {
    guard let label = prediction.label, let confidence = prediction.confidence else { return [] }
    let name = printable(prediction.name)
    var remarks = prediction.doubt.map { [$0] } ?? []
    if let given = prediction.seen?.given, let isRight = prediction.isAsGiven {
      remarks.insert(isRight ? "right" : "wrong", at: 0)
      remarks.insert("labelled \(Self.shown(given))", at: 0)
    }
    let remark = remarks.joined(separator: ", ")
    guard !isShort || showsImage else {
      return [
        "\(name)  \(names[label])  \(percent(confidence))"
          + (remark.isEmpty ? "" : "  (\(remark))")
      ]
    }
    let heading = remark.isEmpty ? name : "\(name): \(remark)"
    return [heading] + (showsImage ? pictured(prediction) : rows(prediction, width: 80).map { "  " + $0 })
  }

  /// Returns the classes beside the image, or below it if there is no room.
  private func pictured(_ prediction: Prediction) -> [String] {
    guard let image = prediction.seen?.image else { return [] }
    let columnCount = Output.resultColumnCount ?? 80
    let picture = TerminalPicture(image, style: .ofResults, columnLimit: columnCount, isCompact: true)
    let room = columnCount - picture.columnCount - 4
    guard room >= classWidth + 10 else {
      return picture.lines + rows(prediction, width: columnCount).map { "  " + $0 }
    }
    let rows = rows(prediction, width: room)
    return (0..<max(picture.lines.count, rows.count)).map { number in
      let left =
        number < picture.lines.count
        ? picture.lines[number] : String(repeating: " ", count: picture.columnCount)
      var line = "  " + left + (number < rows.count ? "  " + rows[number] : "")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Returns a line for each of the most probable classes: name, probability and a bar.
  private func rows(_ prediction: Prediction, width: Int) -> [String] {
    let longestBar = min(Self.longestBar, width - classWidth - 12)
    return prediction.ranked.prefix(top).map { label in
      let share = Double(prediction.probabilities[label])
      let name = names[label]
      let bar = String(repeating: "\u{2588}", count: max(0, Int((share * Double(longestBar)).rounded())))
      let figure = percent(share)
      return name + String(repeating: " ", count: classWidth - name.count + 2)
        + String(repeating: " ", count: max(0, 6 - figure.count)) + figure + (bar.isEmpty ? "" : "  " + bar)
    }
  }

  /// Returns a line that counts the predictions; nil for so few that everybody can.
  static func summary(of predictions: [Prediction]) -> String? {
    let judged = predictions.compactMap(\.isAsGiven)
    guard predictions.count > 3 || judged.count > 1 else { return nil }
    let unsureCount = predictions.count(where: \.isUnsure)
    let errorCount = predictions.count { $0.error != nil }
    var parts = ["\(grouped(predictions.count - unsureCount - errorCount)) predicted"]
    if unsureCount > 0 { parts.append("\(grouped(unsureCount)) unsure") }
    if errorCount > 0 { parts.append("\(grouped(errorCount)) without a prediction") }
    let noun = judged.count == predictions.count ? "image" : "photo"
    var text = "\(counted(predictions.count, noun)): \(parts.joined(separator: ", "))"
    if !judged.isEmpty {
      let surer = predictions.filter { !$0.isUnsure }.compactMap(\.isAsGiven)
      text += "; \(grouped(judged.count { $0 })) of \(grouped(judged.count)) as labelled"
      if unsureCount > 0, !surer.isEmpty {
        text += ", of those not unsure \(grouped(surer.count { $0 })) of \(grouped(surer.count))"
      }
    }
    return text
  }
}
