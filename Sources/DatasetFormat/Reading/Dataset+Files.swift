internal import Checksums
internal import IDX

extension Dataset {
  /// Checks that every IDX file can be read, and that no two files of one content differ, one of which would be old.
  ///
  /// - Throws: `DatasetError` that names the file.
  package func checkFiles() throws(DatasetError) {
    for file in idxFiles {
      if let error = file.error {
        throw DatasetError(
          .unreadable, "\(path(file.path)): \(error.message) 'fmbuild verify \(root)' says more")
      }
      let other = idxFiles.first {
        $0.name.split == file.name.split && $0.name.content == file.name.content
          && $0.payloadSHA256 != file.payloadSHA256
      }
      if let other {
        throw DatasetError(
          .notADataset,
          "\(path(file.path)): \(other.path) has other \(file.name.content.rawValue) of the same split; remove "
            + "the one that is out of date")
      }
    }
  }

  /// Checks that nothing is missing or damaged of what is there: IDX files, labels, classes, manifest, description.
  ///
  /// - Parameter danger: what would happen if the class names of a damaged `classes.txt` were made up.
  /// - Throws: `DatasetError` that names the file.
  package func checkWhole(danger: String) throws(DatasetError) {
    try checkFiles()
    for file in idxFiles where data[file.name.split] == nil {
      throw DatasetError(
        .notADataset,
        "\(path(file.path)): there are no \(file.name.split.rawValue) images with labels that can be read; "
          + "'fmbuild verify \(root)' says why")
    }
    try checkLabels(danger: danger)
    for file in unreadableFiles where [DatasetFile.manifest, DatasetFile.description].contains(file.path) {
      throw DatasetError(.unreadable, "\(path(file.path)): \(file.reason)")
    }
  }

  /// Checks that the manifest names the photo of each image once, with the image's label.
  ///
  /// - Parameter remedy: what the user can do if it does not.
  /// - Throws: `DatasetError` that names the line.
  package func checkRows(of manifest: Manifest, remedy: String) throws(DatasetError) {
    let file = path(DatasetFile.manifest)
    for row in manifest.rows {
      guard manifest.row(at: row.position)?.line == row.line else {
        throw DatasetError(
          .unreadable, "\(file):\(row.line): the image \(row.position) has a line already; \(remedy)")
      }
      guard holds(row.position) else {
        throw DatasetError(
          .unreadable, "\(file):\(row.line): there is no image \(row.position) in the files; \(remedy)")
      }
      guard label(of: row.position) == row.label else {
        throw DatasetError(
          .unreadable,
          "\(file):\(row.line): the image \(row.position) has the label \(row.label) here and "
            + "\(label(of: row.position)) in the file of labels; \(remedy)")
      }
    }
    guard manifest.count < imageCount else { return }
    throw DatasetError(
      .unreadable, "\(file): \(imageCount - manifest.count) of \(imageCount) images have no line; \(remedy)")
  }
}
