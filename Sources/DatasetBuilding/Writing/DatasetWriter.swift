internal import FileSystem
internal import IDX
internal import ImageCodecs
internal import ImageCore

/// Writes a dataset's folder.
struct DatasetWriter {
  let archives: PlannedArchives
  let classes: ClassMap
  let layout: DatasetLayout
  /// Whether the uncompressed archives are written as well.
  let addsRaw: Bool
  let jobCount: Int

  /// Writes all files into `folder`, which exists and is empty.
  ///
  /// - Parameter description: completed by the archives that were written.
  func write(to folder: String, description: inout DatasetDescription, rejects: [Reject]) async throws {
    let archiveFolder = layout.archiveFolder.isEmpty ? folder : folder + "/" + layout.archiveFolder
    try makeFolder(archiveFolder)
    let (plan, store) = (archives.plan, archives.store)
    for split in Split.allCases {
      for content in ["images", "labels"] {
        let isImages = content == "images"
        let file = isImages ? try archives.images(of: split) : try archives.labels(of: split)
        let name = isImages ? split.imagesName(rank: archives.imageRank) : split.labelsName
        let payloadDigest = try file.digest()
        for isCompressed in addsRaw ? [true, false] : [layout.isCompressed] {
          let bytes =
            isCompressed
            ? try await Gzip.compress(
              byteCount: file.byteCount, name: name, concurrency: jobCount, part: file.part)
            : file.part(0..<file.byteCount)
          let fileName = isCompressed ? name + ".gz" : name
          try OutputFile.write([bytes], to: archiveFolder + "/" + fileName)
          let digest = isCompressed ? try SHA256Hasher.digest(bytes) : payloadDigest
          description.archives.append(
            DatasetDescription.Archive(
              path: layout.archiveFolder.isEmpty ? fileName : layout.archiveFolder + "/" + fileName,
              split: split,
              content: content, byteCount: bytes.count, sha256: "\(digest)", payloadSHA256: "\(payloadDigest)"
            ))
        }
      }
    }
    try write(
      classes.classes.reduce(into: "") { $0 += $1.name + "\n" }, to: folder + "/" + DatasetFile.classes)
    try write(Manifest.text(plan, store, classes: classes), to: folder + "/" + DatasetFile.manifest)
    try write(Manifest.text(rejects), to: folder + "/" + DatasetFile.rejects)
    if let sheet = SpriteSheet.image(
      plan, store, classCount: classes.classes.count, item: archives.itemSize,
      channels: archives.channels)
    {
      try OutputFile.write([try ImageEncoder.png(sheet)], to: folder + "/" + DatasetFile.sprite)
    }
    try write(JSONText.encode(description) + "\n", to: folder + "/" + DatasetFile.description)
  }

  private func write(_ text: String, to path: String) throws {
    try OutputFile.write([Array(text.utf8)], to: path)
  }
}
