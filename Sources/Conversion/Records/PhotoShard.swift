package import DatasetFormat
internal import FileSystem
internal import Wording

/// One of several parts of a list of photos: every photo whose line, counted from 0, has a remainder.
package struct PhotoShard: Sendable, Hashable, CustomStringConvertible {
  package let number: Int
  package let count: Int

  /// The greatest number of shards.
  private static let largestCount = 1_000_000

  /// Reads a shard as number/count, such as `17/1000`, where 0 is the first; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      (1...Self.largestCount).contains(count),
      (0..<count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }

  package var description: String { "\(number)/\(count)" }

  /// The name of the shard's file: `part-00017-of-01000.arrows`.
  package var fileName: String {
    func padded(_ number: Int) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
    return "part-\(padded(number))-of-\(padded(count)).arrows"
  }

  /// Returns the shard's lines of a list.
  func lines(of listing: PhotoListing) -> [PhotoListing.Line] {
    stride(from: number, to: listing.lines.count, by: count).map { listing.lines[$0] }
  }
}

extension RecordMapper {
  /// What became of a shard.
  package struct ShardResult: Sendable {
    package let path: String
    package let photoCount: Int
    package let rejectedCount: Int
    /// Whether the file was there before, whole and of the same recipe and list, and was kept.
    package let isKept: Bool
  }

  /// The number of photos in a batch: some hundred kilobytes of images.
  private static let batchSize = 256

  /// Converts the photos of a shard and writes their images into a file, which appears when it is whole.
  ///
  /// Two runs of one shard do no harm, and a file that is there already is kept if it is what would be written.
  ///
  /// - Parameters:
  ///   - recipe: the recipe of the mapper.
  ///   - folder: the folder of the file, which is made.
  package func write(
    _ shard: PhotoShard, of listing: PhotoListing, _ recipe: Recipe, to folder: String,
    report: @Sendable (_ doneCount: Int, _ totalCount: Int) -> Void = { _, _ in }
  ) async throws -> ShardResult {
    let path = folder + "/" + shard.fileName
    let lines = shard.lines(of: listing)
    let writer = ImageRecord.writer(
      type,
      adding: [
        ("fmbuild.recipe", try RecordRecipe(recipe).text), ("fmbuild.shard", "\(shard)"),
        ("fmbuild.listing", listing.sha256),
      ])
    if let rejectedCount = rejectedCount(inWholeFile: path, lines, writer.metadata) {
      return ShardResult(path: path, photoCount: lines.count, rejectedCount: rejectedCount, isKept: true)
    }
    var pieces = [writer.schema]
    do {
      _ = try makeFolder(folder)
      try WholeFile.checkPlace(path)
      for start in stride(from: 0, to: lines.count, by: Self.batchSize) {
        let photos = lines[start..<min(start + Self.batchSize, lines.count)].map(PhotoRecord.init)
        pieces.append(try await message(writer, photos, body: []))
        report(min(start + Self.batchSize, lines.count), lines.count)
      }
      pieces.append(ArrowStreamWriter.endMark)
      try WholeFile.write(pieces, to: path)
    } catch let fault as RecordFault {
      throw fault.error(in: path)
    } catch let error as FileSystemError {
      throw DatasetError(error)
    }
    guard let rejectedCount = rejectedCount(inWholeFile: path, lines, writer.metadata) else {
      throw DatasetError(.inputOutput, "\(path): the file is not what was written; check the disk")
    }
    return ShardResult(path: path, photoCount: lines.count, rejectedCount: rejectedCount, isKept: false)
  }

  /// Returns the number of photos without an image in the file of a shard; nil if there is no such file, or it is not
  /// whole, or it is of other photos or another recipe.
  private func rejectedCount(
    inWholeFile path: String, _ lines: [PhotoListing.Line], _ metadata: [(key: String, value: String)]
  ) -> Int? {
    guard let source = try? FileSource(path: path),
      var reader = try? ArrowStreamReader(source, wanted: ImageRecord.wanted),
      metadata.allSatisfy({ reader.schema.metadata[$0.key] == $0.value })
    else { return nil }
    var (row, rejectedCount) = (0, 0)
    while let batch = try? reader.next() {
      for number in 0..<batch.rowCount {
        guard row < lines.count,
          let record = try? ImageRecord(batch, row: number, type: type, recipe: recipe),
          record.source.utf8.elementsEqual(lines[row].source.utf8)
        else { return nil }
        if case .rejected = record.outcome { rejectedCount += 1 }
        row += 1
      }
    }
    return reader.hasEndMark && row == lines.count ? rejectedCount : nil
  }
}

extension PhotoRecord {
  fileprivate init(_ line: PhotoListing.Line) {
    func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
    self.init(
      source: line.source, label: filled(line.label), group: filled(line.group), split: filled(line.split),
      content: nil, error: nil, byteCount: nil)
  }
}
