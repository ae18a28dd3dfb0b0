internal import DatasetFormat
internal import Training
internal import Wording

/// The images that a model classifies wrongly, in descending order of its certainty.
package enum MistakenImages {
  /// Returns the images; nil if the model makes no mistake.
  ///
  /// - Throws: `DatasetError` if the split has no images, `TrainingError` if a label names no class,
  ///   `CancellationError`.
  package static func group(_ model: DatasetModel, _ filter: SheetFilter, threadCount: Int) async throws
    -> SheetImages?
  {
    let dataset = filter.dataset
    let split = filter.split ?? .test
    let part = try dataset.part(of: ExamplePosition(split, 0))
    let images = try LabelledImages(part, classCount: dataset.classCount)
    let probabilities = try await model.probabilities(of: images, threadCount: threadCount)
    let classCount = dataset.classCount
    var mistakes: [(position: ExamplePosition, said: Int, share: Float)] = []
    var exampleCount = 0
    for index in 0..<part.count where filter.classes.contains(Int(part.labels[index])) {
      exampleCount += 1
      let row = (index * classCount)..<((index + 1) * classCount)
      guard let best = row.max(by: { probabilities[$0] < probabilities[$1] }) else { continue }
      let said = best - row.lowerBound
      if said != Int(part.labels[index]) {
        mistakes.append((ExamplePosition(split, index), said, probabilities[best]))
      }
    }
    guard !mistakes.isEmpty else { return nil }
    let sorted = mistakes.sorted { ($1.share, $0.position) < ($0.share, $1.position) }
    let shown = sorted.prefix(filter.count)
    let scope = shown.count < mistakes.count ? "; the \(grouped(shown.count)) that it is most certain of" : ""
    return SheetImages(
      heading:
        "\(model.path) (\(model.name)): \(grouped(mistakes.count)) of \(grouped(exampleCount)) \(split.rawValue) images wrong, "
        + "given → predicted\(scope)",
      examples: shown.map { mistake in
        let given = dataset.className(dataset.label(of: mistake.position))
        return SheetImages.Example(
          position: mistake.position,
          captions: [
            "\(given) → \(dataset.className(mistake.said)) \(percent(Double(mistake.share)))",
            "\(mistake.position)",
          ])
      })
  }
}
