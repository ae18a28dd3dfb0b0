internal import DatasetFormat
internal import Exporting
internal import Verification

/// IDX files under the names, in the packaging and in the folders that a loader expects.
extension LayoutPlan {
  mutating func addIDXFiles(
    _ demands: FileDemands, below base: String, className: String?
  ) throws(ExportError) {
    let form = demands.packaging.preferredForm
    let folders = demands.folders(className: className)
    for slot in FileSlot.all {
      // A loader of any name takes the name that says how many dimensions there are.
      let stem =
        demands.naming == .any
        ? slot.split.fileName(slot.content, rank: dataset.type.rank)
        : demands.naming.example(slot.split, slot.content)
      let folder = joined(base, slot.split == .train ? folders.train : folders.test)
      addIDXFile(slot, as: form, at: joined(folder, stem + form.suffix))
    }
    if let name = demands.classFile {
      try dataset.checkNamesFillLines(for: name)
      addText(dataset.classFile, at: joined(joined(base, folders.train), name))
    }
  }
}

extension FileDemands {
  /// Returns the folders of the IDX files below the one that the loader is given.
  ///
  /// - Parameter className: the name of the user's class, which is that of its folder.
  fileprivate func folders(className: String?) -> (train: String, test: String) {
    switch place {
    case .anyFolder: return ("", "")
    case .fixed(_, let folders): return (folders.trainFolder, folders.testFolder)
    case .below(_, var folder, _):
      if let className, let extensibleClass { folder.replace(extensibleClass, with: className) }
      return (folder, folder)
    }
  }
}
