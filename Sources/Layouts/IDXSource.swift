internal import Checksums
internal import DatasetFormat
internal import Exporting
internal import FileSystem
internal import IDX
internal import Verification

/// The IDX files of a dataset, from which those of a layout are made.
struct IDXSource {
  private let source: Dataset
  private let parts: [Split: SplitData]

  init(_ source: Dataset, _ dataset: ExportedDataset) {
    self.source = source
    parts = Dictionary(uniqueKeysWithValues: dataset.parts.map { ($0.split, $0) })
  }

  /// The file of which there is only one, because all names for it lead to the same bytes.
  private struct Key: Hashable {
    let slot: FileSlot
    let form: IDXFileForm
    /// The name in the gzip header; empty for a raw file.
    let name: String
  }

  /// Puts IDX files into a folder: hard links to the dataset's files where the bytes are right, and otherwise one new file
  /// with links for all further places.
  ///
  /// - Returns: the number of files that are links to the dataset's own.
  /// - Throws: `FileSystemError`; `DatasetError` if a file was changed after it was read.
  func write(_ placements: [LayoutPlan.IDXPlacement], to folder: ExportFolder) async throws -> Int {
    var made: [Key: String] = [:]
    var linkCount = 0
    for placement in placements {
      try Task.checkCancellation()
      let stem = lastName(of: placement.path).map { $0.hasSuffix(".gz") ? String($0.dropLast(3)) : $0 }
      let key = Key(
        slot: placement.slot, form: placement.form, name: placement.form == .gzip ? stem ?? "" : "")
      if let file = own(key) {
        let path = source.path(file.path)
        if try folder.link(placement.path, toFileAt: path, byteCount: file.byteCount) { linkCount += 1 }
        try check(folder.path(of: placement.path), isStill: file)
      } else if let first = made[key] {
        try folder.link(placement.path, to: first)
      } else {
        try folder.write(try await bytes(key), to: placement.path)
        made[key] = placement.path
      }
    }
    return linkCount
  }

  /// Returns the dataset's file with the very bytes that are wanted; nil if there is none.
  private func own(_ key: Key) -> IDXFileSummary? {
    source.idxFiles.first { file in
      guard file.name.split == key.slot.split, file.name.content == key.slot.content, file.error == nil,
        file.sha256 != nil, file.header?.dimensions.count == rank(key.slot)
      else { return false }
      switch key.form {
      case .raw: return file.gzipMemberCount == 0
      // Programs unpack a file under the name in its header.
      case .gzip: return file.gzipMemberCount == 1 && [nil, key.name].contains(file.gzipHeader?.name)
      }
    }
  }

  /// Refuses a file that is not the one that was read, because images and labels of two datasets would be mixed.
  private func check(_ path: String, isStill file: IDXFileSummary) throws {
    guard try SHA256Digest(ofFile: path) == file.sha256 else {
      throw DatasetError(
        .inputOutput, "\(source.path(file.path)): the file was changed while it was used; try again")
    }
  }

  private func rank(_ slot: FileSlot) -> Int {
    slot.content == .labels ? 1 : parts[slot.split]?.type.rank ?? 0
  }

  private func bytes(_ key: Key) async throws -> [UInt8] {
    guard let part = parts[key.slot.split] else {
      preconditionFailure("a dataset that can be exported has the splits of MNIST")
    }
    let header = try part.idxHeader(key.slot.content).encoded()
    let elements = part.elements(key.slot.content)
    return key.form == .raw
      ? header + elements
      : try await Gzip.compress(elements, precededBy: header, name: key.name)
  }
}
