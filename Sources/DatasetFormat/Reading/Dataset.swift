internal import IDX
internal import ImageCore

/// A dataset in MNIST format in memory, made by this program or by another.
package struct Dataset: Sendable {
  /// The dataset's folder as the user named it, without a slash at its end.
  package let root: String
  /// The path of the IDX files' folder below the root; empty for the root itself.
  package let idxFolder: String
  /// The IDX files that were found, sorted by name.
  package let idxFiles: [IDXFileSummary]
  /// The splits whose images and labels can be read and have types as in MNIST.
  package let data: [Split: SplitData]
  /// The class names of `classes.txt`, or else of `dataset.json`, or else of the published dataset that the files
  /// belong to; nil if there are none.
  package let classNames: [String]?
  /// Whether `classes.txt` exists and could be read.
  package let hasClassFile: Bool
  package let manifest: Manifest?
  package let description: DatasetDescription?
  /// The photos that gave no image; nil if there is no `rejects.csv`, or if it cannot be read.
  package let rejectedPhotos: RejectedPhotoTable?
  /// The files other than IDX files that exist and cannot be read, each with the reason.
  package let unreadableFiles: [(path: String, reason: String)]
  /// The name of the format of the files that the images were read from, if the root is no dataset's folder, but a source
  /// such as `mnist.npz`; nil for the folder of a dataset.
  package var sourceFormat: String?

  /// The splits that could be read, in the order train, validation, test.
  package var splits: [SplitData] { Split.allCases.compactMap { data[$0] } }

  package var imageCount: Int { data.values.reduce(0) { $0 + $1.count } }

  /// The number of classes: one more than the largest label, or the number of class names if that is larger.
  package var classCount: Int {
    let largest = splits.compactMap { $0.labels.prefix($0.count).max() }.max().map { Int($0) + 1 } ?? 0
    return max(largest, classNames?.count ?? 0)
  }

  /// The labels that stand for a class: those of the named classes; if no class is named, 0 to the largest label.
  package var classLabels: Range<Int> {
    guard let classNames, !classNames.isEmpty else { return 0..<classCount }
    return 0..<classNames.count
  }

  /// The labels that have a class name or occur in an image, in ascending order.
  package var labelsInUse: [Int] {
    let used = Set(splits.flatMap { $0.labels.prefix($0.count) })
    return (0..<classCount).filter { $0 < classNames?.count ?? 0 || used.contains(UInt8($0)) }
  }

  /// Returns the name of a class; its label as text if it has no name.
  package func className(_ label: Int) -> String {
    guard let classNames, classNames.indices.contains(label), !classNames[label].isEmpty else {
      return "\(label)"
    }
    return classNames[label]
  }

  /// Returns the label of an image; -1 if there is no such image.
  package func label(of position: ExamplePosition) -> Int {
    guard let data = data[position.split], data.labels.indices.contains(position.index) else { return -1 }
    return Int(data.labels[position.index])
  }

  /// Whether the dataset has an image at a position.
  package func holds(_ position: ExamplePosition) -> Bool {
    (0..<(data[position.split]?.count ?? 0)).contains(position.index)
  }

  /// Returns the path of the photo that an image was made from; nil if there is no manifest or no row for the image.
  package func source(of position: ExamplePosition) -> String? { manifest?.row(at: position)?.source }

  /// Returns the path of a file of the dataset for messages, beginning with the root.
  package func path(_ file: String) -> String { root + "/" + file }

  /// Returns the IDX file of a split's images or labels; if there are several, the first that can be read.
  package func idxFile(_ split: Split, _ content: IDXFileName.Content) -> IDXFileSummary? {
    let candidates = idxFiles.filter { $0.name.split == split && $0.name.content == content }
    return candidates.first { $0.error == nil } ?? candidates.first
  }

  /// The splits that the dataset should have: train and test, and validation if there is an IDX file of it or
  /// `dataset.json` counts images of it.
  package var expectedSplits: [Split] {
    let found = Set(idxFiles.map(\.name.split) + (description?.splits ?? []))
    return Split.allCases.filter { $0 != .validation || found.contains($0) }
  }
}
