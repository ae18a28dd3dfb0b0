internal import Checksums
package import DatasetFormat
package import FileSystem
internal import Wording

/// The images and rejections of all photos, read from streams of records in any order.
package struct RecordedPhotos {
  /// A photo as its record has it.
  struct Entry {
    let source: String
    let label: String?
    let group: String?
    let split: String?
    /// The number of the stream in which the record stood.
    let stream: Int
    /// The number of the record among all, in the order in which they were read.
    let number: Int
  }

  /// What came of a photo; its pixels are in `pixels`.
  enum Content {
    case image(ExampleRecord, batch: Int, number: Int)
    case rejected(PhotoRejection, SHA256Digest?)
  }

  let type: ExampleType
  private let recipe: String
  private var names: [String] = []
  /// The photos, in the order of their sources once `sort` was called.
  private(set) var entries: [Entry] = []
  /// What came of each photo, by the number of its record.
  private(set) var contents: [Content] = []
  /// The pixels of the images of each batch.
  private(set) var pixels: [KeptPixels] = []
  private let scratch: PixelScratch

  /// - Parameter scratchFolder: a folder in which the pixels of very many images may be kept.
  package init(_ recipe: Recipe, _ type: ExampleType, scratchFolder: String) throws {
    self.type = type
    scratch = PixelScratch(folder: scratchFolder)
    self.recipe = try RecordRecipe(recipe).digits
  }

  /// Reads a stream to its end.
  ///
  /// - Parameter needsEndMark: whether the stream must end with its end mark; a pipe tells by its exit code that it is
  ///   whole, a file does not.
  /// - Throws: `DatasetError` if the stream is damaged, cut off, or of another recipe.
  package mutating func read(_ source: some ByteSource, needsEndMark: Bool) throws(DatasetError) {
    let stream = names.count
    names.append(source.name)
    var reader = try ArrowStreamReader(source, wanted: ImageRecord.wanted)
    if let version = reader.schema.metadata["fmbuild.records"], version != ImageRecord.version {
      throw DatasetError(
        .unreadable,
        "\(names[stream]): these are records '\(printable(version))', and this version reads '\(ImageRecord.version)'; map the "
          + "photos again with this version")
    }
    while let batch = try reader.next() {
      if Task.isCancelled { throw DatasetError(.cancelled, "interrupted; nothing was written") }
      do throws(RecordFault) {
        try add(batch, stream)
      } catch {
        throw error.error(in: names[stream])
      }
    }
    guard reader.hasEndMark || !needsEndMark else {
      throw DatasetError(
        .unreadable, "\(names[stream]): the stream is cut off (it has no end mark); make it again")
    }
  }

  private mutating func add(_ batch: ArrowBatch, _ stream: Int) throws(RecordFault) {
    var batchPixels: [UInt8] = []
    for row in 0..<batch.rowCount {
      let record = try ImageRecord(batch, row: row, type: type, recipe: recipe)
      switch record.outcome {
      case .converted(let photo):
        let example = ExampleRecord(
          photo: Photo(source: record.source, label: 0), sha256: photo.sha256, photoSize: photo.photoSize,
          stages: photo.stages, levels: photo.levels, warnings: photo.warnings)
        contents.append(
          .image(example, batch: pixels.count, number: batchPixels.count / type.byteCount))
        batchPixels += photo.pixels
      case .rejected(let rejection, let sha256):
        contents.append(.rejected(rejection, sha256))
      }
      entries.append(
        Entry(
          source: record.source, label: record.label, group: record.group, split: record.split,
          stream: stream,
          number: contents.count - 1))
    }
    do throws(FileSystemError) {
      pixels.append(try scratch.kept(batchPixels))
    } catch {
      throw RecordFault(error.problem)
    }
  }

  /// Brings the photos into the order of their sources.
  ///
  /// - Throws: `DatasetError` that names a photo with two records.
  mutating func sort() throws(DatasetError) {
    entries = NameOrder.sorted(entries) { $0.source }
    for (one, other) in zip(entries, entries.dropFirst())
    where one.source.utf8.elementsEqual(other.source.utf8) {
      let place =
        one.stream == other.stream
        ? "twice in \(names[one.stream])" : "in \(names[one.stream]) and in \(names[other.stream])"
      throw DatasetError(
        .invalidInput,
        "\(printable(one.source)) has two records, \(place); every photo has one: leave one out")
    }
  }
}
