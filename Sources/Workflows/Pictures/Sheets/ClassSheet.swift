package import DatasetFormat
internal import ImageCore
package import Reporting
internal import Wording

/// A contact sheet of the first images of each class, one band per class, as Fashion-MNIST is usually shown.
package struct ClassSheet {
  /// The total number of rows for selected classes, which is that of a sheet of Fashion-MNIST's ten classes.
  private static let standardRowCount = 30
  private static let maximumRowCount = 60
  private static let rowsPerClass = 3
  private static let width = 1680

  private let dataset: Dataset
  private let classes: ClassSelection
  private let split: Split?
  private let rowCount: Int?
  private let scale: Int
  private let columnCount: Int?

  /// - Parameters:
  ///   - split: the split to show; nil for all splits, the training images first.
  ///   - rowCount: the number of rows of each class; nil for as many as fit.
  ///   - scale: the width and height in pixels of an image's pixel on the sheet.
  ///   - columnCount: the number of images in a row; nil for as many as fit.
  package init(
    dataset: Dataset, classes: ClassSelection, split: Split?, rowCount: Int?, scale: Int,
    columnCount: Int? = nil
  ) {
    self.dataset = dataset
    self.classes = classes
    self.split = split
    self.rowCount = rowCount
    self.scale = scale
    self.columnCount = columnCount
  }

  /// Makes the sheet.
  ///
  /// - Throws: `DatasetError` if there is no image to show.
  package func sheet() throws(DatasetError) -> ContactSheet {
    let parts = dataset.splits.filter { split == nil || $0.split == split }
    guard let first = parts.first(where: { $0.count > 0 }) else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.root): there are no \(split.map { $0.rawValue + " " } ?? "")images that can be read; 'fmbuild verify \(dataset.root)' says why"
      )
    }
    let labels = classes.labels ?? dataset.labelsInUse
    let columnCount = columnCount ?? max(1, min(30, Self.width / (first.size.width * scale)))
    let capacity = columnCount * rows(of: labels.count)
    var tiles = [[ContactSheet.Tile]](repeating: [], count: dataset.classCount)
    // The pictures of a sheet have one type; if splits differ, only the type of the first is shown.
    for part in parts where part.type == first.type {
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
        .invalidInput, "\(dataset.root): there is no image of these classes; leave --class or --split out")
    }
    return ContactSheet(
      heading: DatasetSummary(dataset).headline, exampleSize: first.size,
      channels: first.type.channels, bands: bands, scale: scale, columnCount: columnCount)
  }

  private func rows(of classCount: Int) -> Int {
    if let rowCount { return rowCount }
    return classes.labels == nil
      ? max(1, min(Self.rowsPerClass, Self.maximumRowCount / max(1, classCount)))
      : max(1, Self.standardRowCount / max(1, classCount))
  }
}
