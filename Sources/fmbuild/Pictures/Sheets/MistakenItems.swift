internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import Training

/// The items that a model takes for something else, those first of which it is the most certain.
enum MistakenItems {
  /// - Throws: `TrainingError` if there is no model, `DatasetError` if it takes other images or knows other classes.
  static func group(
    _ folder: ModelFolder, path: String, _ filter: SheetFilter, threadCount: Int
  ) async throws -> SheetItems? {
    let dataset = filter.dataset
    let split = filter.split ?? .t10k
    let part = try dataset.part(of: ItemPosition(split, 0))
    let shape = Shape(rows: part.size.height, columns: part.size.width, channels: part.channelCount)
    guard shape == folder.model.input else {
      throw DatasetError(
        .invalidInput,
        "\(path): the model takes images of \(folder.model.input) (rows, columns, channels), those of \(dataset.root) are \(shape); train one on this dataset"
      )
    }
    guard folder.model.classCount == dataset.classCount else {
      throw DatasetError(
        .invalidInput,
        "\(path): the model knows \(counted(folder.model.classCount, "class", plural: "classes")), \(dataset.root) has \(dataset.classCount); train one on this dataset"
      )
    }
    let byteCount = part.count * shape.count
    let images = try LabelledImages(
      shape: shape, images: Array(part.images.prefix(byteCount)),
      labels: Array(part.labels.prefix(part.count)),
      classCount: dataset.classCount)
    let probabilities = try await cancellableBySignals {
      try await folder.model.probabilities(of: images, threadCount: threadCount)
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
        "\(path) (\(folder.model.model.name)): \(grouped(mistakes.count)) of \(grouped(itemCount)) \(split.rawValue) items wrong, "
        + "given → predicted\(scope)",
      items: shown.map { mistake in
        let given = dataset.className(dataset.label(of: mistake.position))
        return SheetItems.Item(
          position: mistake.position,
          captions: [
            "\(given) → \(folder.classes[mistake.said]) \(percent(Double(mistake.share)))",
            "\(mistake.position)",
          ])
      })
  }
}
