package import Conversion
internal import DatasetFormat
internal import FileSystem
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Processors
internal import Reporting
internal import Synchronization

/// Reads the photos of a heap on all cores; the result does not depend on their number.
package enum HeapReader {
  /// The longest side of a small picture in pixels, and its quality on libjpeg's scale.
  private static let (side, quality) = (120, 72)
  private static let pieceLength = 16

  package enum Outcome: Sendable {
    case photo(HeapPhoto)
    case unreadable(UnreadablePhoto)
  }

  /// Returns what became of each photo, in the order of the paths.
  ///
  /// - Parameters:
  ///   - paths: relative to the root.
  ///   - settings: the pipeline, and how photos are decoded. JPEGs are reduced during decoding as far as it allows.
  ///   - report: called with the number of photos that have been read, from any thread.
  /// - Throws: `DatasetError` if a photo cannot be read for a reason that is not its own; `CancellationError`.
  package static func read(
    _ paths: [String], root: String, settings: MapSettings,
    report: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [Outcome] {
    var reducing = settings
    reducing.shrinksOnLoad = settings.obstacleToShrinking == nil
    let settings = reducing
    let memory = MemoryBudget()
    let count = Mutex(0)
    return try await Parallel.map(paths.count, pieceLength: pieceLength) { range in
      var reader = FileBuffer()
      var decoder = PhotoDecoder()
      var outcomes: [Outcome] = []
      for index in range {
        try Task.checkCancellation()
        outcomes.append(
          try outcome(of: paths[index], root: root, settings: settings, &reader, &decoder, memory))
      }
      report(
        count.withLock {
          $0 += range.count
          return $0
        })
      return outcomes
    }.flatMap { $0 }
  }

  private static func outcome(
    of path: String, root: String, settings: MapSettings, _ reader: inout FileBuffer,
    _ decoder: inout PhotoDecoder, _ memory: MemoryBudget
  ) throws -> Outcome {
    do throws(FileBuffer.Failure) {
      try reader.read(root + "/" + path)
    } catch {
      return .unreadable(
        UnreadablePhoto(path: path, problem: try PhotoRejection(error, path, root: root).detail))
    }
    let buffer = reader.buffer
    let file = buffer.span.extracting(0..<reader.byteCount)
    var takenByteCount = 0
    defer { memory.giveBack(takenByteCount) }
    let decoded: DecodedPhoto
    do throws(ImageCodecs.DecodingError) {
      decoded = try decoder.decode(file, options: settings.effectiveDecoding) {
        header throws(ImageCodecs.DecodingError) in
        let byteCount = try settings.byteCount(of: header) + file.count
        memory.take(byteCount)
        takenByteCount = byteCount
      }
    } catch {
      return .unreadable(UnreadablePhoto(path: path, problem: "\(error.message); \(error.remedy)"))
    }
    var picture: Image?
    var image: Image?
    var isOnOtherBackground = false
    var warning: String?
    do throws(PhotoRejection) {
      let made = try PhotoImage(decoded, settings: settings) { stage, made in
        if stage == Decode.description.name { picture = made }
      }
      image = made.image
      isOnOtherBackground = made.stages.background.map { !$0.isTrimmable } ?? false
    } catch {
      warning = error.detail
    }
    let upright = picture ?? settings.pipeline.decode.image(from: decoded.image)
    let small = upright.fitted(into: side)
    return .photo(
      HeapPhoto(
        path: path, picture: try ImageEncoder.jpeg(small, quality: quality), size: small.size,
        features: PhotoFeatures(of: small, image: image), time: CaptureTime.seconds(of: file),
        isOnOtherBackground: isOnOtherBackground, warning: warning))
  }
}
