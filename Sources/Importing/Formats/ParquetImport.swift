internal import Checksums
internal import Conversion
internal import DatasetFormat

/// Parquet files with a column of pictures and one of labels, as Hugging Face's Hub has datasets.
struct ParquetImport: ImportFormat {
  static let description = ImportDescription(
    name: "parquet", title: "Parquet with PNG or JPEG pictures: a file, or a folder with those of all splits",
    origins: "Hugging Face's Hub, `fmbuild export --to parquet`",
    notes: [
      "Files are found in the folder, in `data/` or in one folder a split; their names say the split. Of "
        + "`train-00000-of-00003.parquet` all three have to be there.",
      "Pictures are taken as they are, like those of folders. They are the only column of pictures or that which "
        + "`--image-column` names.",
      "Labels are the only ClassLabel, or the only column called `label` (or `class`, `target`, `y`, `digit`), or that which "
        + "`--label-column` names: whole numbers, or names, which are numbered as those of folders. The names of classes are "
        + "those that `datasets` writes into the file.",
      "Snappy, GZIP and no compression are read, and pages of both versions. For ZSTD and others, the message has a command "
        + "that writes the file again.",
    ])

  static func recognises(_ source: ImportSource) -> Bool {
    source.isFolder
      ? ParquetShards.areThere(in: source)
      : source.file(source.files[0], beginsWith: Array("PAR1".utf8))
  }

  /// The images and labels of a split, from all of its files.
  private struct Part {
    let split: Split?
    var images: [UInt8] = []
    var digests: [SHA256Digest] = []
    var labels: [ParquetTable.Label] = []
    /// The files, each with the number of its first image.
    var files: [(name: String, start: Int)] = []
  }

  static func read(_ source: ImportSource, _ options: ImportOptions) async throws -> ImportedExamples {
    var parts: [Part] = []
    var references: [Recipe.FileReference] = []
    var first: (columns: ParquetTable.Columns, type: ExampleType, file: String)?
    for (split, files) in try ParquetShards.find(in: source) {
      var part = Part(split: split)
      for file in files {
        try Task.checkCancellation()
        let bytes = try source.bytes(of: file)
        references.append(Recipe.FileReference(file, bytes))
        let table = try ParquetTable(bytes, file: file, options)
        if let first { try check(table.columns, file: file, isLike: first.columns, of: first.file) }
        guard table.rowCount > 0 else { continue }
        let type = try await add(
          table, of: file, to: &part, expected: first.map { ($0.type, $0.file + "#0") })
        if first == nil { first = (table.columns, type, file) }
      }
      if !part.labels.isEmpty { parts.append(part) }
    }
    guard let first else {
      throw ImportError(source.path, "there is no row with an image; is it the right file?")
    }
    let (labels, names) = try numbered(parts, first.columns, source, options, &references)
    return try ImportedExamples(
      zip(parts, labels).map { part, labels in
        let files = part.files
        return (
          first.type,
          ImportedDataset.Part(split: part.split, images: part.images, labels: labels, digests: part.digests)
          { index in
            guard let file = files.last(where: { $0.start <= index }) else { return "#\(index)" }
            return "\(file.name)#\(index - file.start)"
          }
        )
      }, classNames: names, files: references)
  }

  /// Adds the images and labels of a file.
  ///
  /// - Returns: the type of the images.
  private static func add(
    _ table: ParquetTable, of file: String, to part: inout Part, expected: (type: ExampleType, place: String)?
  ) async throws -> ExampleType {
    let pictures = table.pictures
    if let row = pictures.places.firstIndex(where: { $0 == nil }) {
      throw ImportError(
        "\(file)#\(row)",
        "the row has no picture, or only the path of one elsewhere; save the pictures themselves in the file, or leave the "
          + "row out")
    }
    // The row in which each picture is first, for messages.
    var rows = [Int](repeating: 0, count: pictures.values.count)
    for case (let row, let place?) in pictures.places.enumerated().reversed() { rows[place] = row }
    let (values, firstRows) = (pictures.values, rows)
    var decoded: [PlainPicture] = []
    decoded.reserveCapacity(values.count)
    var expected = expected
    try await PlainPicture.readAll(values.count) { index in
      ("\(file)#\(firstRows[index])", Array(values[index]))
    } consume: { index, picture in
      let place = "\(file)#\(firstRows[index])"
      if let expected, expected.type != picture.type {
        throw ImportError(
          place,
          "the picture is \(picture.type), but \(expected.place) is \(expected.type); the images of a dataset have one type: "
            + "save the pictures as files, and make images of one kind of them with 'fmbuild convert'")
      }
      if expected == nil { expected = (picture.type, place) }
      guard picture.samples.count <= ImportLimits.byteCount / (decoded.count + 1) else {
        throw ImportError(place, Self.tooMuch)
      }
      decoded.append(picture)
    }
    guard let type = expected?.type else {
      throw ImportError(file, "there is no picture; is it the right file?")
    }
    let (byteCount, overflows) = type.byteCount.multipliedReportingOverflow(by: table.rowCount)
    guard !overflows, byteCount <= ImportLimits.byteCount - part.images.count else {
      throw ImportError(file, tooMuch)
    }
    part.files.append((file, part.labels.count))
    for case let place? in pictures.places {
      part.images += decoded[place].samples
      part.digests.append(decoded[place].digest)
    }
    part.labels += table.labels
    return type
  }

  private static var tooMuch: String {
    "the images take more than \(ImportLimits.byteCount) bytes; use a machine with more memory, or fewer rows"
  }

  /// - Throws: `ImportError` if two files number their classes differently, or have other columns.
  private static func check(
    _ columns: ParquetTable.Columns, file: String, isLike other: ParquetTable.Columns, of otherFile: String
  ) throws(ImportError) {
    guard columns.image == other.image, columns.label == other.label, columns.hasNumbers == other.hasNumbers
    else {
      throw ImportError(
        file,
        "its columns are \(columns.image) and \(columns.label), but those of \(otherFile) are \(other.image) and "
          + "\(other.label), or have values of another type; put the files of one dataset into a folder of its own"
      )
    }
    guard columns.classNames == other.classNames else {
      throw ImportError(
        file,
        "its classes have other names, or other numbers, than those of \(otherFile); put the files of one dataset into a "
          + "folder of its own")
    }
  }

  /// Returns the labels of each part as numbers, and the names of the classes.
  private static func numbered(
    _ parts: [Part], _ columns: ParquetTable.Columns, _ source: ImportSource, _ options: ImportOptions,
    _ references: inout [Recipe.FileReference]
  ) throws -> (labels: [[UInt8]], names: [String]?) {
    if columns.hasNumbers {
      return (
        parts.map { part in part.labels.map { if case .number(let number) = $0 { number } else { 0 } } },
        columns.classNames
      )
    }
    let texts = parts.map { part in part.labels.map { if case .text(let text) = $0 { text } else { "" } } }
    let classes = try PictureClasses(
      Set(texts.flatMap(\.self)), source, options.classNames, files: &references)
    return (texts.map { $0.map { classes.labels[$0] ?? 0 } }, classes.names)
  }
}
