internal import DatasetFormat
internal import FileSystem
internal import Processors

/// A folder of PNG files for each class.
package struct PNGFoldersExport: ExportFormat {
  package static let description = ExportDescription(
    "png", "a folder of pictures for each class", for: "shops, annotation, no-code tools",
    files: ["SPLIT/#-*/#.png", "SPLIT.csv", "SPLIT.info.labels"], options: [.edgeImpulse],
    readers: ["Keras", "tensorflow-datasets' ImageFolder", "datasets' imagefolder"],
    notes: [
      "Files are called by the index of the image, folders by label and class. The tables beside the folders say the class's "
        + "full name, and the photo where the dataset knows it.",
      "The tables are not called `metadata.csv`, because `datasets` would then take plain numbers from them instead of "
        + "classes.",
      "torchvision's `ImageFolder(\"products/train\", loader=PIL.Image.open)` numbers folders in the same way; its rule is tested, "
        + "torchvision itself is not.",
      "TFDS gives three channels without `shape=(28, 28, 1)`; Keras gives RGB without `color_mode=\"grayscale\"`.",
      "Each split needs an image of each class: ImageFolder numbers the folders that it finds, so that a missing one would "
        + "shift the labels of those after it.",
    ])

  private let addsEdgeImpulse: Bool

  package init(_ options: ExportOptions) throws(ExportError) {
    addsEdgeImpulse = options.has(.edgeImpulse)
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {
    for part in dataset.parts {
      _ = try dataset.photos(of: part)
      let counts = ClassCounts(part, classCount: dataset.classNames.count)
      guard let label = dataset.classNames.indices.first(where: { counts[$0] == 0 }) else { continue }
      throw ExportError(
        .unsuitableDataset,
        "png: \(part.split.rawValue) has no image of class \(label) ('\(dataset.classNames[label])'), and readers would give "
          + "its number to the next class; add photos of it, or choose a format that has labels, such as parquet"
      )
    }
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    let folders = ClassFolders(dataset.classNames)
    for part in dataset.parts {
      for name in folders.names { try folder.makeFolder(part.split.rawValue + "/" + name) }
      let names = fileNames(of: part, folders)
      let pieces = (0..<part.count).pieces(of: part.pieceLength)
      let pictures = dataset.pictures
      try await Parallel.inOrder(pieces.count) { index in
        for (number, file) in zip(pieces[index], try pictures.files(of: part, pieces[index])) {
          try Task.checkCancellation()
          try folder.write(file, toExistingFolder: part.split.rawValue + "/" + names[number])
        }
      } consume: { index, _ in
        folder.advance(by: pieces[index].count)
      }
      try folder.write(table(of: part, names, dataset), to: part.split.rawValue + ".csv")
      if addsEdgeImpulse {
        try folder.write(
          labels(of: part, names, dataset.classNames).encoded(.indented),
          to: part.split.rawValue + ".info.labels")
      }
    }
  }

  /// The paths of the files of a split's images below the split's folder.
  private func fileNames(of part: SplitData, _ folders: ClassFolders) -> [String] {
    let width = max(5, "\(part.count - 1)".count)
    return (0..<part.count).map { "\(folders.names[Int(part.labels[$0])])/\(padded($0, width)).png" }
  }

  /// The table beside a split's folder, with photos where the manifest has a row for each image.
  private func table(of part: SplitData, _ names: [String], _ dataset: ExportedDataset) throws -> String {
    let rows = try dataset.photos(of: part)
    var text = CSV.line(["file_name", "label", "class"] + (rows == nil ? [] : ["source", "sha256"]))
    for index in 0..<part.count {
      let label = Int(part.labels[index])
      let photo = rows.map { [$0[index].source, $0[index].sha256] } ?? []
      text += CSV.line([names[index], "\(label)", dataset.classNames[label]] + photo)
    }
    return text
  }

  /// The labels as Edge Impulse's uploader takes them, which knows training and testing only.
  private func labels(of part: SplitData, _ names: [String], _ classNames: [String]) -> JSONDocument {
    let files = (0..<part.count).map { index in
      JSONDocument.object([
        ("path", .text(part.split.rawValue + "/" + names[index])),
        ("category", .text(part.split == .test ? "testing" : "training")),
        (
          "label", .object([("type", .text("label")), ("label", .text(classNames[Int(part.labels[index])]))])
        ),
      ])
    }
    return .object([("version", .number(1)), ("files", .array(files))])
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    [
      "import datasets", "data = datasets.load_dataset(\"imagefolder\", data_dir=\(place.quoted()))",
      "image, label = data[\"train\"][0][\"image\"], data[\"train\"][0][\"label\"]",
    ]
  }
}
