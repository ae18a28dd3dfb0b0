internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import Reporting

/// The first items of each class, a band a class, as Fashion-MNIST shows itself.
struct ClassSheet {
  /// As many rows as a sheet of Fashion-MNIST's ten classes has.
  private static let standardRowCount = 30
  private static let maximumRowCount = 60
  private static let rowsPerClass = 3
  private static let width = 1680

  let dataset: Dataset
  let classes: ClassSelection
  /// Nil for both, the training items first.
  let split: Split?
  /// Of each class; nil for what fits.
  let rowCount: Int?
  let scale: Int

  /// - Throws: `DatasetError` if there is no item to show.
  func sheet() throws(DatasetError) -> ContactSheet {
    let parts = dataset.splits.filter { split == nil || $0.split == split }
    guard let first = parts.first(where: { $0.count > 0 }) else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.root): there are no \(split.map { $0.rawValue + " " } ?? "")images that can be read; 'fmbuild verify \(dataset.root)' says why"
      )
    }
    let labels = classes.labels ?? dataset.labelsInUse
    let columnCount = max(1, min(30, Self.width / (first.size.width * scale)))
    let capacity = columnCount * rows(of: labels.count)
    var tiles = [[ContactSheet.Tile]](repeating: [], count: dataset.classCount)
    // A sheet's pictures are of one size; splits may differ, and then the first is shown.
    for part in parts where part.size == first.size && part.channelCount == first.channelCount {
      for index in 0..<part.count where tiles[Int(part.labels[index])].count < capacity {
        tiles[Int(part.labels[index])].append(ContactSheet.Tile(bytes: Array(part.bytes(of: index))))
      }
    }
    let counts = dataset.splits.map { ($0.split, ClassCounts($0, classCount: dataset.classCount)) }
    let bands = labels.map { label in
      let name = dataset.className(label)
      return ContactSheet.Band(
        label: [name == "\(label)" ? name : "\(label) \(name)"]
          + counts.map { "\(grouped($1[label])) \($0.rawValue)" },
        tiles: tiles[label])
    }
    guard bands.contains(where: { !$0.tiles.isEmpty }) else {
      throw DatasetError(
        .invalidInput, "\(dataset.root): there is no item of these classes; leave --class or --split out")
    }
    return ContactSheet(
      heading: DatasetSummary(dataset).headline, itemSize: first.size,
      channels: first.channelCount == 1 ? .grey : .rgb, bands: bands, scale: scale, columnCount: columnCount)
  }

  private func rows(of classCount: Int) -> Int {
    if let rowCount { return rowCount }
    return classes.labels == nil
      ? max(1, min(Self.rowsPerClass, Self.maximumRowCount / max(1, classCount)))
      : max(1, Self.standardRowCount / max(1, classCount))
  }
}
