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
        let array = isImages ? try images(items) : try labels(items)
        let name = isImages ? split.imagesName(rank: array.header.dimensions.count) : split.labelsName
        let payload = try digest([array.header.encoded(), array.payload])
        for isCompressed in addsRaw ? [true, false] : [layout.isCompressed] {
          let bytes =
            isCompressed
            ? [try await array.gzipped(name: name, concurrency: jobCount)]
            : [array.header.encoded(), array.payload]
          let file = isCompressed ? name + ".gz" : name
          try OutputFile.write(bytes, to: archiveFolder + "/" + file)
          description.archives.append(
            DatasetDescription.Archive(
              path: layout.archiveFolder.isEmpty ? file : layout.archiveFolder + "/" + file, split: split,
              content: content, byteCount: bytes.reduce(0) { $0 + $1.count },
              sha256: isCompressed ? "\(try digest(bytes))" : "\(payload)", payloadSHA256: "\(payload)"))
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
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(description), as: UTF8.self)
    try write(json + "\n", to: folder + "/" + DatasetFile.description)
  }

  /// count x height x width, and x 3 for colour.
  private func images(_ items: [Int]) throws -> IDXArray {
    var payload: [UInt8] = []
    payload.reserveCapacity(items.count * store.itemByteCount)
    for item in items { payload += store.pixels(of: item) }
    let dimensions =
      [items.count, itemSize.height, itemSize.width] + (channels == .grey ? [] : [channels.rawValue])
    return try IDXArray(header: IDXHeader(elementType: .uint8, dimensions: dimensions), payload: payload)
  }

  private func labels(_ items: [Int]) throws -> IDXArray {
    try IDXArray(
      header: IDXHeader(elementType: .uint8, dimensions: [items.count]),
      payload: items.map { UInt8(store.records[$0].photo.label) })
  }

  private func digest(_ pieces: [[UInt8]]) throws -> SHA256Digest {
    var hasher = try SHA256Hasher()
    return hasher.digest(pieces)
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
