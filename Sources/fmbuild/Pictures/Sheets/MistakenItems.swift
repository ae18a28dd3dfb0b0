internal import DatasetBuilding
internal import DatasetReading
internal import Training

/// The items that a model takes for something else, those first of which it is the most certain.
enum MistakenItems {
  /// - Throws: `DatasetError` if there are no such items, `TrainingError` if a label names no class, `CancellationError`.
  static func group(_ model: DatasetModel, _ filter: SheetFilter, threadCount: Int) async throws
    -> SheetItems?
  {
    let dataset = filter.dataset
    let split = filter.split ?? .t10k
    let part = try dataset.part(of: ItemPosition(split, 0))
    let images = try LabelledImages(part, classCount: dataset.classCount)
    let probabilities = try await cancellableBySignals {
      try await model.probabilities(of: images, threadCount: threadCount)
    }
    let classCount = dataset.classCount
    var mistakes: [(position: ItemPosition, said: Int, share: Float)] = []
    var itemCount = 0
    for index in 0..<part.count where filter.classes.contains(Int(part.labels[index])) {
      itemCount += 1
      let row = (index * classCount)..<((index + 1) * classCount)
      guard let best = row.max(by: { probabilities[$0] < probabilities[$1] }) else { continue }
      let said = best - row.lowerBound
      if said != Int(part.labels[index]) {
        mistakes.append((ItemPosition(split, index), said, probabilities[best]))
      }
    }
    guard !mistakes.isEmpty else { return nil }
    let sorted = mistakes.sorted { ($1.share, $0.position) < ($0.share, $1.position) }
    let shown = sorted.prefix(filter.count)
    let scope = shown.count < mistakes.count ? "; the \(grouped(shown.count)) that it is most certain of" : ""
    return SheetItems(
      heading:
        "\(model.path) (\(model.name)): \(grouped(mistakes.count)) of \(grouped(itemCount)) \(split.rawValue) items wrong, "
        + "given → predicted\(scope)",
      items: shown.map { mistake in
        let given = dataset.className(dataset.label(of: mistake.position))
        return SheetItems.Item(
          position: mistake.position,
          captions: [
            "\(given) → \(dataset.className(mistake.said)) \(percent(Double(mistake.share)))",
            "\(mistake.position)",
          ])
      })
  }
}
