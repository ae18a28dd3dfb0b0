internal import Wording

extension Dataset {
  /// Checks for defects with which a job would succeed on wrong data; `verify` reports more.
  ///
  /// - Parameter danger: what would happen if the class names of a damaged `classes.txt` were made up.
  /// - Throws: `DatasetError` if the class names cannot be read, a split has not as many labels as images, or a label has
  ///   no class.
  package func checkLabels(danger: String) throws(DatasetError) {
    try checkClassNames(danger: danger)
    for data in splits {
      let imageCount = data.images.count / max(1, data.type.byteCount)
      guard imageCount == data.labels.count else {
        throw DatasetError(
          .notADataset,
          "\(root): \(data.split.rawValue) has \(counted(imageCount, "image")) and \(counted(data.labels.count, "label")), which do not belong together; 'fmbuild verify \(root)' says more"
        )
      }
      guard let classNames, let largest = data.labels.max(), Int(largest) >= classNames.count else {
        continue
      }
      let names = counted(classNames.count, "class", plural: "classes")
      throw DatasetError(
        .notADataset,
        "\(root): \(data.split.rawValue) has the label \(largest), and there are names for \(names); "
          + "'fmbuild verify \(root)' says more")
    }
  }

  /// - Parameter danger: what would happen if the class names of a damaged `classes.txt` were made up.
  /// - Throws: `DatasetError` if the class names cannot be read.
  package func checkClassNames(danger: String) throws(DatasetError) {
    if let file = unreadableFiles.first(where: { $0.path == DatasetFile.classes }) {
      throw DatasetError(.unreadable, "\(root): \(file.reason); \(danger)")
    }
  }
}
