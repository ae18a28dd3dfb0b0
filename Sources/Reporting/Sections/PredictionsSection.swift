internal import DatasetFormat
internal import Training
internal import Wording

/// The section that shows predictions for single images: some drawn at random, then the mistakes.
struct PredictionsSection {
  let report: Report
  let model: Report.ModelEntry

  private static let shownMistakeCount = 60

  var section: PageSection {
    let drawn = model.drawn.map(card)
    let mistakes = model.mistakes.prefix(Self.shownMistakeCount).map(card)
    let accuracy = model.scores.accuracy
    let wrongCount = accuracy.total - accuracy.count
    let rest: Markup =
      model.mistakes.count > Self.shownMistakeCount
      ? """
      <p><a href='#gallery' data-mistakes>See \(model.mistakes.count == wrongCount ? "all" : "\(grouped(model.mistakes.count)) of") \(counted(wrongCount, "mistake")) in the gallery</a></p>

      """ : .empty
    return PageSection(
      id: "predictions", title: "Predictions for single images", shortTitle: "Predictions",
      body: """
        <p>Test images drawn at random, with the model's answer: <span class=right>✓ green</span> where it is the label given, \
        <span class=wrong>✗ red</span> where it is not. Bars are the probabilities of the classes in their order.</p>
        <div class=cards>\(drawn)</div>
        <h3>\(mistakes.isEmpty ? "No mistakes" : "The worst mistakes")</h3>
        <div class=cards>\(mistakes)</div>
        \(rest)
        """)
  }

  private func card(_ number: Int) -> Markup {
    let example = report.gallery.examples[number]
    guard let prediction = example.prediction else { return .empty }
    let given = report.gallery.className(prediction.given)
    let said = report.gallery.className(prediction.predicted)
    let share = percent(Double(prediction.probabilities[prediction.predicted]))
    let text: Markup =
      prediction.isRight
      ? "<span class=right>✓ \(said)</span> <small>\(share)</small>"
      : "<span class=wrong>✗ \(said)</span> <small>\(share), given \(given)</small>"
    let bars = ProbabilityBars(
      classNames: report.gallery.classNames, probabilities: prediction.probabilities.map { Double($0) },
      given: prediction.given)
    return """
      <figure>\(report.gallery.tile(number))\(bars.svg)<figcaption>\(text)</figcaption></figure>

      """
  }
}
