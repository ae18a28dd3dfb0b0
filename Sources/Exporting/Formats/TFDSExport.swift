internal import DatasetFormat
internal import FileSystem
internal import ImageCore
internal import Processors
internal import Wording

/// TFRecord files as `tensorflow-datasets` prepares them.
package struct TFDSExport: ExportFormat {
  package static let description = ExportDescription(
    "tfds", "TFRecord as tensorflow-datasets prepares it", for: "TensorFlow and Keras",
    files: [
      "NAME/1.0.0/NAME-SPLIT.tfrecord-#-of-#", "NAME/1.0.0/features.json", "NAME/1.0.0/dataset_info.json",
      "NAME/1.0.0/label.labels.txt", "*mnist/3.0.1/*mnist-SPLIT.tfrecord-#-of-#",
      "*mnist/3.0.1/features.json",
      "*mnist/3.0.1/dataset_info.json", "*mnist/3.0.1/label.labels.txt",
    ], options: [.published],
    readers: ["tensorflow-datasets", "tf.data.TFRecordDataset"],
    notes: [
      "`--as fashion_mnist` writes what `tfds.load(\"fashion_mnist\", data_dir=FOLDER)` finds, so that notebooks run unchanged "
        + "on your images. Say so where others see it: what calls itself Fashion-MNIST there is not.",
      "`mnist` then shows your class names; `fashion_mnist` and `kmnist` show their own, and always ten.",
      "The version has to be the installed builder's, 3.0.1 now. TFDS_DATA_DIR has to be set before the import.",
    ])

  /// A published dataset whose place an export can take.
  enum Published: String, CaseIterable {
    case fashionMNIST = "fashion_mnist"
    case mnist
    case kmnist
  }

  private let published: [Published]
  /// The greatest size in bytes of a file.
  package var largestFile = 256_000_000

  package init(_ options: ExportOptions) throws(ExportError) {
    published = try options.choices(.published) ?? []
  }

  package var passCount: Int { max(1, published.count) }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {
    try dataset.checkNamesFillLines(for: Self.description.name)
    let isMNIST = dataset.type == .mnist && dataset.classNames.count <= 10
    guard published.isEmpty || isMNIST else {
      throw ExportError(
        .unsuitableDataset,
        "tfds: \(published[0].rawValue) has images of \(ExampleType.mnist) in ten classes, and the dataset has "
          + "\(dataset.type) in \(dataset.classNames.count); leave out \(ExportOption.published.flag)")
    }
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    if published.isEmpty {
      try await write(dataset, name: dataset.name, version: "1.0.0", to: folder)
    }
    for name in published { try await write(dataset, name: name.rawValue, version: "3.0.1", to: folder) }
  }

  private func write(
    _ dataset: ExportedDataset, name: String, version: String, to folder: ExportFolder
  ) async throws {
    let place = "\(name)/\(version)/"
    var splits: [JSONDocument] = []
    for part in dataset.parts {
      // Besides the picture, an example has some dozens of bytes of names and lengths.
      let largestExample = PNGPictures.largestFile(of: part.type) + 64 + TFRecord.overheadByteCount
      let shards = Shards.ranges(count: part.count, largestExample: largestExample, largestFile: largestFile)
      var byteCount = 0
      for (index, shard) in shards.enumerated() {
        let file = "\(place)\(name)-\(part.split.rawValue).tfrecord" + Shards.suffix(index, of: shards.count)
        try await folder.writeFile(file) { file in
          try await folder.append(records(of: part, shard, dataset.pictures), to: file)
          byteCount += file.byteCount - shard.count * TFRecord.overheadByteCount
        }
      }
      splits.append(
        .object([
          ("filepathTemplate", .text("{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}")),
          ("name", .text(part.split.rawValue)),
          // Numbers of 64 bits are texts in the JSON of protobuf.
          ("numBytes", .text("\(byteCount)")),
          ("shardLengths", .array(shards.map { .text("\($0.count)") })),
        ]))
    }
    try folder.write(features(of: dataset).encoded(.indented), to: place + "features.json")
    let information = JSONDocument.object([
      ("name", .text(name)), ("version", .text(version)), ("description", .text(dataset.summary)),
      ("fileFormat", .text("tfrecord")), ("splits", .array(splits)),
      (
        "supervisedKeys",
        .object([
          (
            "tuple",
            .object([
              (
                "items",
                .array([
                  .object([("featureKey", .text("image"))]), .object([("featureKey", .text("label"))]),
                ])
              )
            ])
          )
        ])
      ),
    ])
    try folder.write(information.encoded(.indented), to: place + "dataset_info.json")
    try folder.write(dataset.classFile, to: place + "label.labels.txt")
  }

  private func records(of part: SplitData, _ examples: Range<Int>, _ pictures: PNGPictures) -> PieceStream {
    var stream = PieceStream()
    stream.append(part, examples) { range in
      zip(range, try pictures.files(of: part, range)).flatMap { index, picture in
        TFRecord.record(
          TFRecord.example([("image", .bytes(picture)), ("label", .integer(Int(part.labels[index])))]))
      }
    }
    return stream
  }

  private func features(of dataset: ExportedDataset) -> JSONDocument {
    let package = "tensorflow_datasets.core.features."
    let size = [dataset.type.size.height, dataset.type.size.width, dataset.type.channelCount]
    let image = JSONDocument.object([
      ("pythonClassName", .text(package + "image_feature.Image")),
      (
        "image",
        .object([
          ("shape", .object([("dimensions", .array(size.map { .text("\($0)") }))])),
          ("dtype", .text("uint8")), ("encodingFormat", .text("png")),
        ])
      ),
    ])
    let label = JSONDocument.object([
      ("pythonClassName", .text(package + "class_label_feature.ClassLabel")),
      ("classLabel", .object([("numClasses", .text("\(dataset.classNames.count)"))])),
    ])
    return .object([
      ("pythonClassName", .text(package + "features_dict.FeaturesDict")),
      ("featuresDict", .object([("features", .object([("image", image), ("label", label)]))])),
    ])
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    let name = published.first?.rawValue ?? place.name
    return [
      "import tensorflow_datasets as tfds",
      "train = tfds.load(\"\(name)\", split=\"train\", data_dir=\(place.quoted()), as_supervised=True)",
    ]
  }
}
