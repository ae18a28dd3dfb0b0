internal import Checksums
internal import DatasetFormat
internal import FileSystem
internal import IDX
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Processors

/// Writes the folder of a dataset.
struct DatasetWriter: Sendable {
  let files: PlannedIDXFiles
  let classes: ClassMap
  let layout: DatasetLayout
  /// Whether the uncompressed IDX files are written as well.
  let addsRaw: Bool
  let jobCount: Int

  /// Writes all files into `folder`, which exists and is empty.
  ///
  /// - Parameter description: the description, to which the IDX files are added.
  func write(
    to folder: String, description: inout DatasetDescription, rejectedPhotos: [RejectedPhoto]
  ) async throws {
    try makeFolder(folder + "/" + layout.idxFolder)
    let contents = files.plan.splits.flatMap { split in
      IDXFileName.Content.allCases.map { (split, $0) }
    }
    // The manifest and the sheet are made beside the IDX files, which come first, because they take longest. Each has a
    // file open at a time, and one stays free for reading.
    let fileCount = max(1, OpenFiles.freeCount - 1)
    do {
      let written = try await Parallel.map(contents.count + 2, jobCount: min(jobCount, fileCount)) { number in
        switch number - contents.count {
        case 0: try writeManifest(to: folder + "/" + DatasetFile.manifest)
        case 1: try writeSprite(to: folder + "/" + DatasetFile.sprite)
        default:
          let (split, content) = contents[number]
          return try await writeIDX(split, content, to: folder)
        }
        return []
      }
      description.files += written.flatMap { $0 }
    } catch is CancellationError {
      throw DatasetError.interrupted
    }
    try NewFile.write(
      classes.classes.reduce(into: "") { $0 += $1.name + "\n" }, to: folder + "/" + DatasetFile.classes)
    try NewFile.write(
      RejectedPhotoTable.text(rejectedPhotos), to: folder + "/" + DatasetFile.rejectedPhotos)
    try NewFile.write(JSONText.encode(description) + "\n", to: folder + "/" + DatasetFile.description)
  }

  /// Writes the images or labels of a split, in one file or in two, one of them compressed.
  private func writeIDX(
    _ split: Split, _ content: IDXFileName.Content, to folder: String
  ) async throws -> [DatasetDescription.File] {
    let prefix = layout.idxFolder.isEmpty ? "" : layout.idxFolder + "/"
    let source = try files.file(split, content)
    let name = split.fileName(content, rank: files.type.rank)
    var payload: SHA256Digest?
    var written: [DatasetDescription.File] = []
    for isCompressed in addsRaw ? [true, false] : [layout.isCompressed] {
      let path = prefix + (isCompressed ? name + ".gz" : name)
      let file = try GrowingFile(path: folder + "/" + path)
      let (digest, payloadDigest) =
        isCompressed
        ? try await write(source, compressedAs: name, to: file, payloadDigest: payload)
        : try write(source, to: file)
      payload = payloadDigest
      try file.close()
      written.append(
        DatasetDescription.File(
          path: path, split: split, content: content, byteCount: file.byteCount, sha256: "\(digest)",
          payloadSHA256: "\(payloadDigest)"))
    }
    return written
  }

  /// Writes a file piece by piece.
  ///
  /// - Returns: the SHA-256 of the file, twice: its bytes are the payload.
  private func write(_ source: IDXFileSource, to file: GrowingFile) throws -> (SHA256Digest, SHA256Digest) {
    let hasher = SHA256Hasher()
    hasher.begin()
    for piece in source.pieces {
      hasher.add(piece.span)
      try file.append(piece)
    }
    let digest = hasher.end()
    return (digest, digest)
  }

  /// Writes a compressed file piece by piece.
  ///
  /// - Parameter payloadDigest: the SHA-256 of the uncompressed bytes, if it is known.
  /// - Returns: the SHA-256 of the file and of the uncompressed bytes.
  private func write(
    _ source: IDXFileSource, compressedAs name: String, to file: GrowingFile, payloadDigest: SHA256Digest?
  ) async throws -> (SHA256Digest, SHA256Digest) {
    let hasher = SHA256Hasher()
    let payloadHasher = SHA256Hasher()
    hasher.begin()
    payloadHasher.begin()
    try await Gzip.compress(
      byteCount: source.byteCount, name: name, concurrency: jobCount, part: source.part,
      observe: { if payloadDigest == nil { payloadHasher.add($0.span) } }
    ) { bytes in
      hasher.add(bytes.span)
      try file.append(bytes)
    }
    return (hasher.end(), payloadDigest ?? payloadHasher.end())
  }

  private func writeSprite(to path: String) throws {
    guard let sheet = SpriteSheet.image(files, classCount: classes.classes.count) else { return }
    try NewFile.write([try ImageEncoder.png(sheet)], to: path)
  }

  private func writeManifest(to path: String) throws {
    let file = try GrowingFile(path: path)
    var text = CSV.line(ManifestRow.columns)
    for row in files.manifestRows(classes) {
      row.append(to: &text)
      guard text.utf8.count > 1 << 18 else { continue }
      try file.append(Array(text.utf8))
      text.removeAll(keepingCapacity: true)
    }
    try file.append(Array(text.utf8))
    try file.close()
  }
}

extension PlannedIDXFiles {
  /// Returns the rows of the manifest one by one, as all together would take much memory.
  func manifestRows(_ classes: ClassMap) -> some Sequence<ManifestRow> {
    plan.splits.lazy.flatMap { split in
      plan.images(of: split).enumerated().lazy.map { index, image in
        ManifestRow(
          store.record(of: image), at: ExamplePosition(split, index), classes: classes,
          origin: plan.origins[image])
      }
    }
  }
}

extension ManifestRow {
  init(_ record: ExampleRecord, at position: ExamplePosition, classes: ClassMap, origin: SplitOrigin?) {
    let photo = record.photo
    self.init(
      position: position, label: photo.label, className: classes.classes[photo.label].name,
      source: photo.source, digest: record.sha256, group: photo.group ?? "")
    splitOrigin = origin
    photoSize = record.photoSize
    thumbnail = record.stages.thumbnail
    crop = record.stages.crop.map { Crop($0, of: record.stages.thumbnail ?? record.photoSize) }
    levels = Int(record.levels.lowerBound)...Int(record.levels.upperBound)
    formerLabel = photo.formerLabel
    background = record.stages.background?.rawValue
    warnings = record.warnings
    if let found = record.stages.isolation {
      isolation = Isolation(
        method: found.method.rawValue, share: found.share, pieceCount: found.pieceCount)
      if found.method == ProductIsolation.Method.none {
        warnings.append("no product was found on its background; the photo stays whole")
      }
    }
  }
}
