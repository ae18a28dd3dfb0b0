internal import Checksums
internal import DatasetFormat
internal import FileSystem
internal import ImageCodecs
internal import ImageCore
internal import ImageStages

/// Converts photos into images one by one: reads, hashes, decodes, and runs the pipeline.
///
/// A photo's image does not depend on other photos. Each worker has its own converter, because the reader, the hasher
/// and the decoder reuse memory from photo to photo.
struct PhotoConverter: ~Copyable {
  private let root: String
  private let settings: MapSettings
  private let options: DecodingOptions
  private let classes: ClassMap
  private let memory: MemoryBudget
  private var reader = FileBuffer()
  private var hasher: SHA256Hasher
  private var decoder = PhotoDecoder()

  /// - Parameter memory: The memory that this converter shares with others.
  init(root: String, classes: ClassMap, settings: MapSettings, memory: MemoryBudget) {
    self.root = root.hasSuffix("/") ? root : root + "/"
    self.settings = settings
    self.classes = classes
    self.memory = memory
    options = settings.effectiveDecoding
    hasher = SHA256Hasher()
  }

  /// Adds the image of `photo` to `batch`, or a rejected photo.
  ///
  /// - Throws: `DatasetError` if the photo cannot be read for a reason that is not its own, such as a drive that went
  ///   away: a dataset of the photos that are left would not be what the user asked for.
  mutating func convert(_ photo: Photo, into batch: inout ExampleStore.Batch) throws(DatasetError) {
    do throws(FileBuffer.Failure) {
      try reader.read(root + photo.source)
    } catch {
      let rejection = try Rejection(error, photo, root: root)
      batch.rejectedPhotos.append(rejected(photo, rejection))
      return
    }
    do throws(Rejection) {
      let (record, image) = try convert(photo)
      guard case .eightBit(let pixels) = image.samples else {
        preconditionFailure("a pipeline ends in bytes")
      }
      batch.records.append(record)
      batch.pixels.append(contentsOf: pixels)
    } catch {
      batch.rejectedPhotos.append(rejected(photo, error))
    }
  }

  private mutating func rejected(_ photo: Photo, _ rejection: Rejection) -> RejectedPhoto {
    RejectedPhoto(
      source: photo.source, sha256: reader.byteCount > 0 ? "\(digest())" : "",
      label: classes.classes[photo.label].name, rejection.reason, rejection.detail)
  }

  /// Returns the SHA-256 of the file that was read last.
  private mutating func digest() -> SHA256Digest {
    let buffer = reader.buffer
    return hasher.digest(buffer.span.extracting(0..<reader.byteCount))
  }

  fileprivate struct Rejection: Error {
    let reason: RejectedPhoto.Reason
    let detail: String
  }

  /// Converts the photo that was read last.
  private mutating func convert(_ photo: Photo) throws(Rejection) -> (ExampleRecord, Image) {
    let buffer = reader.buffer
    let file = buffer.span.extracting(0..<reader.byteCount)
    let decoded: DecodedPhoto
    var takenByteCount = 0
    defer { memory.giveBack(takenByteCount) }
    do {
      decoded = try decoder.decode(file, options: options) {
        [settings, memory] header throws(ImageCodecs.DecodingError) in
        let byteCount = try settings.byteCount(of: header) + file.count
        memory.take(byteCount)
        takenByteCount = byteCount
      }
    } catch {
      throw Rejection(error)
    }

    let context = settings.context(isShrunkOnLoad: decoded.image.size != decoded.storedSize)
    var stages = StageRecord()
    let stored = decoded.storedSize
    let isTurned = decoded.image.orientation.swapsWidthAndHeight
    let warnings = decoded.warnings.map { "\($0)" }
    let image: Image
    do {
      image = try settings.pipeline.image(of: decoded.image, in: context, record: &stages)
    } catch {
      throw Rejection(ImageCodecs.DecodingError(error))
    }
    // `Pipeline` checks its output size with test pictures of many shapes; an effect of a photo's content shows only
    // here.
    let imageSize = settings.pipeline.imageSize
    guard image.size == imageSize else {
      throw Rejection(
        reason: .otherSize,
        detail:
          "pipeline '\(settings.pipeline.name)' makes \(image.size) of this photo and \(imageSize) of others; end "
          + "it with the stage 'extend'")
    }
    // `stretch` records the levels; without it, the image's own levels count.
    let levels = stages.levels ?? image.levels
    if stages.foundNothing || levels.count == 1, !settings.keepsBlank {
      throw Rejection(
        reason: .nothingToSee,
        detail:
          "nothing to see: the image would be blank, one colour all over; take the photo again, or keep it "
          + "with --keep-blank")
    }
    let contrast = settings.minimumContrast > 0 ? stages.contrast ?? image.contrast : .infinity
    guard contrast >= Double(settings.minimumContrast) else {
      throw Rejection(
        reason: .lowContrast,
        detail:
          "the product differs from its background by \(Int(contrast)) of 255 levels on average, less than "
          + "\(settings.minimumContrast); a darker background would show it")
    }
    let size = isTurned ? Size(width: stored.height, height: stored.width) : stored
    let record = ExampleRecord(
      photo: photo, sha256: hasher.digest(file), photoSize: size, stages: stages, levels: levels,
      warnings: warnings)
    return (record, image)
  }
}

extension PhotoConverter.Rejection {
  fileprivate init(_ error: ImageCodecs.DecodingError) {
    self.init(reason: .init(error.code), detail: "\(error.message); \(error.remedy)")
  }

  /// - Throws: `DatasetError` if the failure is not this photo's own.
  fileprivate init(_ failure: FileBuffer.Failure, _ photo: Photo, root: String) throws(DatasetError) {
    switch failure {
    case .notAFile:
      self.init(
        reason: .unreadable,
        detail: "this is a folder, a pipe or a device, not a file; put the photo back, or remove this")
    case .tooLarge(let byteCount):
      self.init(
        reason: .tooLarge,
        detail: "the file has \(byteCount) bytes; a photo has at most \(FileBuffer.maximumByteCount)")
    case .system(let number):
      guard FileSystemError.concernsOneFile(number) else {
        throw DatasetError(reading: photo.source, below: root, failedWith: number)
      }
      self.init(
        reason: .unreadable,
        detail: "the file cannot be read (\(errorText(number))); check its permissions")
    }
  }
}

extension RejectedPhoto.Reason {
  fileprivate init(_ code: ImageCodecs.DecodingError.Code) {
    self =
      switch code {
      case .emptyFile: .emptyFile
      case .notAnImage: .notAnImage
      case .unsupportedFormat: .unsupportedFormat
      case .unsupportedVariant: .unsupportedVariant
      case .truncated: .truncated
      case .damaged: .damaged
      case .tooLarge: .tooLarge
      }
  }
}
