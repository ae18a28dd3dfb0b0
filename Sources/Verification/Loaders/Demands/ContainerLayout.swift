/// The place and the form in which a loader that reads no IDX files finds a dataset, as `fmbuild layout` writes it.
public struct ContainerLayout: Sendable, Hashable {
  /// The files that the loader finds, under the names of published datasets where it asks for those.
  public enum Form: Sendable, Hashable {
    /// TFRecord files, as `tensorflow-datasets` prepares these datasets.
    case tensorFlowDatasets([String])
    /// Parquet files with a card in folders that are called as these datasets are on Hugging Face's hub.
    case huggingFace([String])
    /// scikit-learn's cache of these datasets of OpenML.
    case openML([String])
    /// Raw IDX files in a folder below the loader's, each called by the MD5 of the address of a published one; the
    /// addresses end in a slash.
    case addressDigests([String], folder: String, suffix: String)
    /// The `.rds` files of torchvision for R.
    case rTorchvision
    /// The npz file of MedMNIST.
    case medMNIST
  }

  public let form: Form
  /// The folder of the loader's files below the layout's folder, to which the loader's own folder is set; empty for the
  /// layout's folder itself.
  public let folder: String
  /// The demands on images and labels, and the code that opens the dataset. The demands on files are met by the form.
  public let demands: FileDemands

  init(
    _ form: Form, in folder: String = "", from source: FolderSource, size: ImageSizeDemand = .any,
    labels: LabelDemand = .any, takesAnyArray: Bool = false, setup: String, opening: String
  ) {
    self.form = form
    self.folder = folder
    demands = FileDemands(
      .mixed, in: .below(root: source, folder: folder, layout: nil), named: .any, size: size, labels: labels,
      takesAnyArray: takesAnyArray, setup: setup, opening: opening)
  }
}
