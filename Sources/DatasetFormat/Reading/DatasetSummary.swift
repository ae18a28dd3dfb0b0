internal import Wording

/// The main figures of a dataset and the names of its classes.
public struct DatasetSummary: Sendable {
  /// The main figures of one split.
  public struct Part: Sendable {
    public let split: Split
    public let imageCount: Int
    public let type: ExampleType
    /// The number of images of each label, from label 0 on.
    public let classCounts: [Int]
  }

  /// The dataset's folder as the user named it, without a slash at its end.
  public let folder: String
  /// The splits that could be read, in the order train, validation, test.
  public let parts: [Part]
  public let classNames: [String]
  private let dataset: Dataset

  package init(_ dataset: Dataset) {
    self.dataset = dataset
    folder = dataset.root
    classNames = (0..<dataset.classCount).map(dataset.className)
    parts = dataset.splits.map { data in
      Part(
        split: data.split, imageCount: data.count, type: data.type,
        classCounts: ClassCounts(data, classCount: dataset.classCount).counts)
    }
  }

  /// Returns the label of an image; -1 if there is no such image.
  public func label(of position: ExamplePosition) -> Int { dataset.label(of: position) }

  /// Returns the path of the photo that an image was made from; nil if the dataset has no manifest or no row for the
  /// image.
  public func source(of position: ExamplePosition) -> String? { dataset.source(of: position) }

  /// The shares of splits that `convert` asked for and missed, as the dataset records them.
  package var missedShares: [SplitShare] { (dataset.description?.shares ?? []).filter(\.isMissed) }

  /// The dataset in one line: `data: 200 images of 28x28 grey, 169 in train, 31 in test, 10 classes`.
  package var headline: String {
    guard let first = parts.first else { return "\(folder): no split can be read" }
    let counts = parts.map { "\(grouped($0.imageCount)) in \($0.split.rawValue)" }
    let imageCount = parts.reduce(0) { $0 + $1.imageCount }
    return "\(folder): \(counted(imageCount, "image")) of \(first.type), \(counts.joined(separator: ", ")), "
      + counted(classNames.count, "class", plural: "classes")
  }
}
