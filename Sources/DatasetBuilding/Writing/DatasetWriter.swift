internal import IDX
internal import ImageCodecs
internal import ImageCore

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Writes a dataset's folder.
struct DatasetWriter {
  let plan: DatasetPlan
  let store: ItemStore
  let classes: ClassMap
  let itemSize: Size
  let channels: Image.Channels
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
    for split in Split.allCases {
      let items = plan.items(of: split)
      for content in ["images", "labels"] {
        let isImages = content == "images"
        let file = isImages ? try images(items) : try labels(items)
        let name = isImages ? split.imagesName(rank: itemDimensions.count + 1) : split.labelsName
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
      plan, store, classCount: classes.classes.count, item: itemSize, channels: channels)
    {
      try OutputFile.write([try ImageEncoder.png(sheet)], to: folder + "/" + DatasetFile.sprite)
    }
    try write(JSONText.encode(description) + "\n", to: folder + "/" + DatasetFile.description)
  }

  /// Height, width, and 3 for colour.
  private var itemDimensions: [Int] {
    [itemSize.height, itemSize.width] + (channels == .grey ? [] : [channels.rawValue])
  }

  /// The file of an archive of items, uncompressed.
  private func images(_ items: [Int]) throws -> ArchiveFile {
    let header = try IDXHeader(elementType: .uint8, dimensions: [items.count] + itemDimensions)
    return ArchiveFile(header: header.encoded(), unitByteCount: store.itemByteCount, unitCount: items.count) {
      [store] in store.pixels(of: items[$0])
    }
  }

  /// The file of an archive of labels, uncompressed.
  private func labels(_ items: [Int]) throws -> ArchiveFile {
    let header = try IDXHeader(elementType: .uint8, dimensions: [items.count])
    let labels = items.map { UInt8(store.records[$0].photo.label) }
    return ArchiveFile(header: header.encoded(), unitByteCount: 1, unitCount: items.count) {
      labels[$0...$0]
    }
  }

  private func write(_ text: String, to path: String) throws {
    try OutputFile.write([Array(text.utf8)], to: path)
  }

  private func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw DatasetError(.inputOutput, "\(path): the folder cannot be made (\(errorText()))")
    }
  }
}
