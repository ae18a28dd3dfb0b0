internal import DatasetFormat
internal import Exporting

/// scikit-learn's cache of published datasets.
extension LayoutPlan {
  mutating func addOpenML(_ names: [String], in folder: String) throws(ExportError) {
    let format = try OpenMLExport(ExportOptions([.published: names.joined(separator: ",")]))
    // Code that splits the one table after the training images takes all others for test images.
    try addExport(format, of: dataset.limited(to: Split.ofMNIST), in: folder, names: ["openml"])
  }
}
