internal import DatasetFormat
internal import FileSystem
internal import IDX
internal import Processors

/// Parquet files with a card, as Hugging Face's `datasets` writes a dataset of images.
package struct ParquetExport: ExportFormat {
  package static let description = ExportDescription(
    "parquet", "Parquet with a card, as Hugging Face has it", for: "researchers, Hugging Face's hub, SQL",
    files: ["README.md", "data/SPLIT-#-of-#.parquet"], options: [.provenance],
    readers: ["datasets", "pandas", "polars", "duckdb", "pyarrow"],
    notes: [
      "`load_dataset` keeps what it has read by the card and the names of the files; the card therefore names a checksum of "
        + "the images and labels, so that a dataset with other labels is read anew.",
      "The licence is left out of the card: write it there before you publish.",
      "`--provenance` adds the columns `source` and `sha256`.",
    ])

  private let addsProvenance: Bool
  /// The greatest number of rows of a page and of a row group, and of bytes of a page, a row group and a file.
  package var limits = Limits()

  package struct Limits: Sendable {
    package var pageRowCount = 1_000
    package var pageByteCount = 1 << 20
    package var groupRowCount = 100_000
    package var groupByteCount = 100_000_000
    package var fileByteCount = 500_000_000
  }

  package init(_ options: ExportOptions) throws(ExportError) {
    addsProvenance = options.has(.provenance)
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {
    try dataset.checkNamesDiffer(for: Self.description.name)
    if addsProvenance { try dataset.checkPhotos(for: .provenance) }
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    let card = try await writeTablesForCard(of: dataset, to: folder)
    try folder.write(card.text, to: DatasetCard.fileName)
  }

  /// Writes a folder for each of several published datasets of the hub, so that who asks for those finds this one.
  ///
  /// - Parameter names: the names on the hub, such as `zalando-datasets/fashion_mnist`, at least one.
  package func write(
    _ dataset: ExportedDataset, inPlaceOf names: [String], to folder: ExportFolder
  ) async throws {
    let files = names[0] + "/"
    let card = try await writeTablesForCard(of: dataset, below: files, to: folder)
    let data = folder.written.files.map(\.path).filter { $0.hasPrefix(files + "data/") }
    for name in names {
      for file in data where name != names[0] {
        try folder.link(name + "/" + file.dropFirst(files.count), to: file)
      }
      try folder.write(card.inPlace(of: name).text, to: name + "/" + DatasetCard.fileName)
    }
  }

  /// Writes the tables, and returns the card that describes them.
  private func writeTablesForCard(
    of dataset: ExportedDataset, below place: String = "", to folder: ExportFolder
  ) async throws -> DatasetCard {
    var card = DatasetCard(dataset)
    card.splits = try await writeTables(of: dataset, below: place, to: folder)
    card.hasProvenance = addsProvenance
    return card
  }

  /// Writes the tables without a card.
  ///
  /// - Parameter place: the folder with a slash at its end; empty for the export's folder itself.
  /// - Returns: what the card has to say about each split.
  package func writeTables(
    of dataset: ExportedDataset, below place: String = "", to folder: ExportFolder
  ) async throws -> [DatasetCard.Split] {
    var splits: [DatasetCard.Split] = []
    for part in dataset.parts {
      let photos = addsProvenance ? try dataset.photos(of: part) ?? [] : []
      let photoByteCount = photos.map { $0.source.utf8.count + $0.sha256.utf8.count + 8 }.max() ?? 0
      let shards = Shards.ranges(
        count: part.count, largestExample: Self.largestRow(part.type) + photoByteCount,
        largestFile: limits.fileByteCount)
      var (pictureByteCount, fileByteCount) = (0, 0)
      for (index, shard) in shards.enumerated() {
        let name = place + "data/" + part.split.rawValue + Shards.suffix(index, of: shards.count) + ".parquet"
        try await folder.writeFile(name) { file in
          pictureByteCount += try await write(part, shard, photos, dataset, to: file, in: folder)
          fileByteCount += file.byteCount
        }
      }
      splits.append(
        DatasetCard.Split(
          name: part.split.rawValue, exampleCount: part.count, byteCount: pictureByteCount + 16 * part.count,
          fileByteCount: fileByteCount))
    }
    return splits
  }

  /// The greatest size in bytes of a row with an image: the picture, its length and the label.
  private static func largestRow(_ type: ExampleType) -> Int { PNGPictures.largestFile(of: type) + 4 + 8 }

  private static let picture = ParquetFile.Leaf(path: ["image", "bytes"], type: .byteArray)
  private static let picturePath = ParquetFile.Leaf(path: ["image", "path"], type: .byteArray)
  private static let label = ParquetFile.Leaf(path: ["label"], type: .int64)
  private static let source = ParquetFile.Leaf(path: ["source"], type: .byteArray)
  private static let sha256 = ParquetFile.Leaf(path: ["sha256"], type: .byteArray)

  /// Writes examples to a file.
  ///
  /// - Returns: the number of bytes of their pictures.
  private func write(
    _ part: SplitData, _ examples: Range<Int>, _ photos: [ManifestRow], _ dataset: ExportedDataset,
    to file: GrowingFile, in folder: ExportFolder
  ) async throws -> Int {
    var parquet = try ParquetFile(file)
    let largestRow = Self.largestRow(part.type)
    let groupLength = min(limits.groupRowCount, max(1, limits.groupByteCount / largestRow))
    let pageLength = min(limits.pageRowCount, max(1, limits.pageByteCount / largestRow))
    let pictures = dataset.pictures
    var pictureByteCount = 0
    for group in examples.pieces(of: groupLength) {
      let pages = group.pieces(of: pageLength)
      parquet.beginGroup(rowCount: group.count)
      parquet.beginColumn(Self.picture)
      try await Parallel.inOrder(pages.count) { index in
        let files = try pictures.files(of: part, pages[index])
        let values = files.flatMap { UInt32($0.count).littleEndianBytes + $0 }
        return ParquetFile.pageBody(rowCount: files.count, level: 2, values: values)
      } consume: { index, body in
        // In front of the values are the levels, and of each picture its length.
        pictureByteCount += body.count - ParquetFile.pageBody(rowCount: pages[index].count, level: 2).count
        pictureByteCount -= 4 * pages[index].count
        try parquet.appendPage(rowCount: pages[index].count, body: body)
        folder.advance(by: pages[index].count)
      }
      parquet.beginColumn(Self.picturePath)
      for page in pages {
        // The picture is there, and its path is not.
        try parquet.appendPage(
          rowCount: page.count, body: ParquetFile.pageBody(rowCount: page.count, level: 1))
      }
      parquet.addStatistics(nullCount: group.count)
      try append(Self.label, pages, to: &parquet) { Int64(part.labels[$0]).littleEndianBytes }
      let labels = part.labels[group].map { Int($0) }
      parquet.addStatistics(nullCount: 0, range: (labels.min() ?? 0)...(labels.max() ?? 0))
      guard addsProvenance else { continue }
      for (leaf, text) in [(Self.source, \ManifestRow.source), (Self.sha256, \.sha256)] {
        try append(leaf, pages, to: &parquet) { index in
          let text = Array(photos[index][keyPath: text].utf8)
          return UInt32(text.count).littleEndianBytes + text
        }
      }
    }
    try parquet.finish(
      schema: schema, topCount: addsProvenance ? 4 : 2, metadata: metadata(dataset.classNames))
    return pictureByteCount
  }

  /// Appends a column of values that are there.
  private func append(
    _ leaf: ParquetFile.Leaf, _ pages: [Range<Int>], to parquet: inout ParquetFile,
    _ value: (Int) -> [UInt8]
  ) throws(FileSystemError) {
    parquet.beginColumn(leaf)
    for page in pages {
      try parquet.appendPage(
        rowCount: page.count,
        body: ParquetFile.pageBody(rowCount: page.count, level: 1, values: page.flatMap(value)))
    }
  }

  private var schema: [ParquetFile.Element] {
    let columns = [
      ParquetFile.Element(name: "image", type: nil, childCount: 2),
      ParquetFile.Element(name: "bytes", type: .byteArray),
      ParquetFile.Element(name: "path", type: .byteArray, isText: true),
      ParquetFile.Element(name: "label", type: .int64),
    ]
    guard addsProvenance else { return columns }
    return columns + ["source", "sha256"].map { .init(name: $0, type: .byteArray, isText: true) }
  }

  /// The key by which `datasets` knows what the columns are, without a card.
  private func metadata(_ classNames: [String]) -> [(String, String)] {
    var features: [(String, JSONDocument)] = [
      ("image", .object([("_type", .text("Image"))])),
      ("label", .object([("names", .array(classNames.map { .text($0) })), ("_type", .text("ClassLabel"))])),
    ]
    if addsProvenance {
      for name in ["source", "sha256"] {
        features.append((name, .object([("dtype", .text("string")), ("_type", .text("Value"))])))
      }
    }
    let document = JSONDocument.object([("info", .object([("features", .object(features))]))])
    return [("huggingface", document.encoded(.python))]
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    [
      "import datasets", "data = datasets.load_dataset(\(place.quoted()))",
      "image, label = data[\"train\"][0][\"image\"], data[\"train\"][0][\"label\"]",
      "names = data[\"train\"].features[\"label\"].names",
    ]
  }
}
