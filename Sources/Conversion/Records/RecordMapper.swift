package import DatasetFormat
package import FileSystem
internal import Wording

/// Turns photos into records of their images. It knows nothing of other photos, so that any number of programs can work
/// on parts of the photos.
package final class RecordMapper: Sendable {
  /// The size and channels of the images.
  let type: ExampleType
  /// The digits of the recipe.
  let recipe: String
  private let workers: [Worker]

  /// - Parameters:
  ///   - recipe: the recipe, of which only what decides images counts.
  ///   - root: the folder of the photos whose bytes are not in the records; nil if all are.
  ///   - jobCount: the number of photos that are converted at the same time.
  package init(_ recipe: Recipe, root: String?, jobCount: Int) throws {
    let settings = try MapSettings(recipe, jobCount: jobCount)
    type = settings.pipeline.exampleType
    self.recipe = try RecordRecipe(recipe).digits
    let memory = MemoryBudget()
    workers = (0..<max(jobCount, 1)).map { _ in Worker(settings, root: root, memory) }
  }

  /// Turns a stream of photos into a stream of images: for every batch one batch, with as many rows in the same order,
  /// written before the next is read.
  ///
  /// - Parameter write: called with the bytes of each message in order.
  /// - Throws: `DatasetError` if the stream is damaged, or a photo cannot be read for a reason that is not its own.
  package func map(_ source: some ByteSource, write: ([UInt8]) throws -> Void) async throws {
    let name = source.name
    var reader = try ArrowStreamReader(source, wanted: PhotoRecord.columns)
    let writer = ImageRecord.writer(type)
    try write(writer.schema)
    while let batch = try reader.next() {
      do {
        let photos = try (0..<batch.rowCount).map { try PhotoRecord(batch, row: $0) }
        try write(try await message(writer, photos, body: batch.body))
      } catch let fault as RecordFault {
        throw fault.error(in: name)
      }
    }
    try write(ArrowStreamWriter.endMark)
  }

  /// Returns the message with the images of some photos.
  ///
  /// - Parameter body: the bytes in which the photos' content lies.
  func message(_ writer: ArrowStreamWriter, _ photos: [PhotoRecord], body: [UInt8]) async throws -> [UInt8] {
    if Task.isCancelled { throw DatasetError.interrupted }
    var builders = ImageRecord.columns.map { ArrowColumnBuilder($0.content) }
    for record in try await records(photos, body) { record.append(to: &builders, recipe: recipe) }
    guard let message = writer.batch(rowCount: photos.count, builders) else {
      throw RecordFault("the images of a batch have more than 2 GiB; put fewer photos into each")
    }
    return message
  }

  /// Returns the images of photos, of which each worker makes consecutive ones.
  private func records(_ photos: [PhotoRecord], _ body: [UInt8]) async throws -> [ImageRecord] {
    let share = (photos.count + workers.count - 1) / workers.count
    guard workers.count > 1, share > 0 else { return try workers[0].records(photos[...], body) }
    return try await withThrowingTaskGroup(of: (Int, [ImageRecord]).self) { [workers] group in
      for (number, start) in stride(from: 0, to: photos.count, by: share).enumerated() {
        let own = photos[start..<min(start + share, photos.count)]
        group.addTask { (number, try workers[number].records(own, body)) }
      }
      var parts = [[ImageRecord]](repeating: [], count: workers.count)
      while let (number, records) = try await group.next() { parts[number] = records }
      return parts.flatMap(\.self)
    }
  }

  /// A converter that stays from batch to batch.
  ///
  /// It is safe although it changes: each batch gives a worker to one task, and is done before the next batch begins.
  private final class Worker: @unchecked Sendable {
    private var converter: PhotoConverter
    private let hasRoot: Bool

    init(_ settings: MapSettings, root: String?, _ memory: MemoryBudget) {
      converter = PhotoConverter(root: root ?? "", settings: settings, memory: memory)
      hasRoot = root != nil
    }

    func records(_ photos: ArraySlice<PhotoRecord>, _ body: [UInt8]) throws -> [ImageRecord] {
      try photos.map { photo in
        ImageRecord(
          source: photo.source, label: photo.label, group: photo.group, split: photo.split,
          outcome: try outcome(photo, body))
      }
    }

    private func outcome(_ photo: PhotoRecord, _ body: [UInt8]) throws -> PhotoConverter.Outcome {
      if let content = photo.content { return converter.convert(body.span.extracting(content)) }
      if let byteCount = photo.byteCount, byteCount > FileBuffer.maximumByteCount {
        return .rejected(PhotoRejection(tooLarge: byteCount), nil)
      }
      if let error = photo.error {
        return .rejected(
          PhotoRejection(.unreadable, "the file cannot be read (\(error)); check its permissions"), nil)
      }
      // Every photo would be rejected, and the dataset would be another.
      guard hasRoot else {
        throw RecordFault(
          "\(printable(photo.source)) has no content, and the folder of the photos is not known; name it with --root"
        )
      }
      guard isPathBelowFolder(photo.source) else {
        throw RecordFault(
          "\(printable(photo.source)) leads out of the folder of the photos; correct the path")
      }
      return try converter.convert(photo.source)
    }
  }
}
