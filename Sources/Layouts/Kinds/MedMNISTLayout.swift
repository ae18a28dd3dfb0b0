internal import Exporting

/// The npz file of MedMNIST, called by the dataset's flag, which is its name.
extension LayoutPlan {
  mutating func addMedMNIST(in folder: String) throws(ExportError) {
    let format = try NPZExport(ExportOptions([.names: "medmnist"]))
    try addExport(format, of: dataset, in: folder, names: [dataset.name + ".npz"])
  }
}
