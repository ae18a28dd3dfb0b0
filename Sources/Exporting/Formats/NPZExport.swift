internal import DatasetFormat
internal import ImageCore

/// NumPy's archive of arrays, as Keras publishes its datasets, or MedMNIST.
package struct NPZExport: ExportFormat {
  package static let description = ExportDescription(
    "npz", "NumPy's arrays in one file", for: "teaching and research in Python",
    files: ["NAME.npz"], options: [.names, .compress], readers: ["numpy", "medmnist"],
    notes: [
      "A validation split is `x_val` and `y_val`, after the others.",
      "`--names medmnist` calls them `train_images`, `train_labels` and so on, labels of the shape (N, 1); name the export "
        + "as your flag in `medmnist.INFO`, with `--name`.",
      "Keras deletes an `mnist.npz` of yours from its own cache, because its checksum is another; open the file by its path.",
    ])

  enum Names: String, CaseIterable {
    case keras
    case medmnist
  }

  private let names: Names
  private let compresses: Bool
  /// The number from which sizes and places in the file are written with 64 bits.
  package var zip64Threshold = Int(UInt32.max)

  package init(_ options: ExportOptions) throws(ExportError) {
    names = try options.choice(.names) ?? .keras
    compresses = options.has(.compress)
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {}

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    try await folder.writeFile(dataset.name + ".npz") { file in
      var zip = ZipFile(folder, file, zip64Threshold: zip64Threshold)
      for part in dataset.partsWithValidationLast {
        let (images, labels) = arrayNames(of: part.split)
        let imageHeader = NPYHeader.bytes(shape: [part.count] + part.type.dimensions)
        var stream = PieceStream(imageHeader)
        stream.append(part) { part.bytes(of: $0) }
        try await zip.append(
          stream, byteCount: imageHeader.count + part.count * part.type.byteCount, as: images + ".npy",
          isDeflated: compresses)
        let labelHeader = NPYHeader.bytes(shape: names == .keras ? [part.count] : [part.count, 1])
        try await zip.append(
          PieceStream(labelHeader + part.labels), byteCount: labelHeader.count + part.count,
          as: labels + ".npy", isDeflated: compresses)
      }
      try zip.finish()
    }
  }

  private func arrayNames(of split: Split) -> (images: String, labels: String) {
    let prefix = split == .validation ? "val" : split.rawValue
    return switch names {
    case .keras: ("x_" + prefix, "y_" + prefix)
    case .medmnist: (prefix + "_images", prefix + "_labels")
    }
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    let (images, labels) = arrayNames(of: .train)
    return [
      "import numpy", "file = numpy.load(\(place.quoted(place.name + ".npz")))",
      "images, labels = file[\"\(images)\"], file[\"\(labels)\"]",
    ]
  }
}
