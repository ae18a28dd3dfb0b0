internal import DatasetFormat
internal import Exporting
internal import Verification

/// What a layout's folder will hold, before anything is written.
struct LayoutPlan: Sendable {
  /// An IDX file in the layout's folder.
  struct IDXPlacement: Sendable {
    let path: String
    let slot: FileSlot
    let form: IDXFileForm
  }

  /// Files of another format, in a folder of the layout's.
  struct Container: Sendable {
    /// The folder; empty for the layout's own.
    let folder: String
    /// The names of the files and folders that will be directly in `folder`.
    let names: [String]
    /// How often all images are written, for the progress.
    let passCount: Int
    let write: @Sendable (ExportFolder) async throws -> Void
  }

  let dataset: ExportedDataset
  private(set) var idxFiles: [IDXPlacement] = []
  private(set) var texts: [(path: String, text: String)] = []
  private(set) var containers: [Container] = []

  init(_ dataset: ExportedDataset) { self.dataset = dataset }

  /// Adds the files of a loader.
  ///
  /// - Parameters:
  ///   - base: the folder below the layout's in which the loader's files are; empty for the layout's own.
  ///   - className: the name of the user's class, for loaders that take one.
  /// - Throws: `ExportError` if a format cannot hold the dataset.
  mutating func add(_ loader: Loader, below base: String, className: String?) throws(ExportError) {
    switch loader.intake {
    case .idxFiles(let demands): try addIDXFiles(demands, below: base, className: className)
    case .otherContainer(let other):
      guard let layout = other.layout else { return }
      let folder = joined(base, layout.folder)
      switch layout.form {
      case .tensorFlowDatasets(let names): try addTensorFlowDatasets(names, in: folder)
      case .huggingFace(let names): try addHuggingFace(names, in: folder)
      case .openML(let names): try addOpenML(names, in: folder)
      case .addressDigests(let addresses, let place, let suffix):
        addAddressDigests(addresses, suffix: suffix, in: joined(folder, place))
      case .rTorchvision: try addRTorchvision(in: folder)
      case .medMNIST: try addMedMNIST(in: folder)
      }
    }
  }

  /// Adds an IDX file, unless it is there already.
  mutating func addIDXFile(_ slot: FileSlot, as form: IDXFileForm, at path: String) {
    guard !idxFiles.contains(where: { $0.path == path }) else { return }
    idxFiles.append(IDXPlacement(path: path, slot: slot, form: form))
  }

  /// Adds a text, unless there is one at its place already.
  mutating func addText(_ text: String, at path: String) {
    guard !texts.contains(where: { $0.path == path }) else { return }
    texts.append((path, text))
  }

  /// Adds files that a format of `fmbuild export` writes.
  ///
  /// - Parameter names: the names of the files and folders that will be directly in `folder`.
  /// - Throws: `ExportError` if the format cannot hold the dataset.
  mutating func addExport(
    _ format: some ExportFormat, of dataset: ExportedDataset, in folder: String, names: [String]
  ) throws(ExportError) {
    try format.check(dataset)
    addContainer(in: folder, names: names, passCount: format.passCount) {
      try await format.write(dataset, to: $0)
    }
  }

  /// Adds files that a function writes.
  mutating func addContainer(
    in folder: String, names: [String], passCount: Int,
    _ write: @escaping @Sendable (ExportFolder) async throws -> Void
  ) {
    containers.append(Container(folder: folder, names: names, passCount: passCount, write: write))
  }

  /// The names of all files and folders that will be directly in the layout's folder.
  var topNames: Set<String> {
    let paths =
      idxFiles.map(\.path) + texts.map(\.path)
      + containers.flatMap { container in container.names.map { joined(container.folder, $0) } }
    return Set(paths.compactMap { $0.split(separator: "/").first.map(String.init) })
  }
}

/// Returns a path below a folder; the folder is empty for the one that paths begin at.
func joined(_ folder: String, _ path: String) -> String {
  folder.isEmpty ? path : path.isEmpty ? folder : folder + "/" + path
}
