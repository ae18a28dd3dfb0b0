internal import DatasetFormat
internal import Exporting

/// The files of torchvision for R.
extension LayoutPlan {
  mutating func addRTorchvision(in folder: String) throws(ExportError) {
    let format = try RDSExport(ExportOptions([.program: "r-torchvision"]))
    try addExport(format, of: dataset.limited(to: Split.ofMNIST), in: folder, names: ["mnist"])
  }
}
