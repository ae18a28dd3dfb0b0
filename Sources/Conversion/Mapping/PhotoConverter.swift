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
      let rejection = try PhotoRejection(error, photo, root: root)
      batch.rejectedPhotos.append(rejected(photo, rejection))
      return
    }
    do throws(PhotoRejection) {
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

  private mutating func rejected(_ photo: Photo, _ rejection: PhotoRejection) -> RejectedPhoto {
    RejectedPhoto(
      source: photo.source, sha256: reader.byteCount > 0 ? "\(digest())" : "",
      label: classes.classes[photo.label].name, rejection.reason, rejection.detail)
  }

  /// Returns the SHA-256 of the file that was read last.
  private mutating func digest() -> SHA256Digest {
    let buffer = reader.buffer
    return hasher.digest(buffer.span.extracting(0..<reader.byteCount))
  }

  /// Converts the photo that was read last.
  private mutating func convert(_ photo: Photo) throws(PhotoRejection) -> (ExampleRecord, Image) {
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
      throw PhotoRejection(error)
    }

    let warnings = decoded.warnings.map { "\($0)" }
    let stored = decoded.storedSize
    let isTurned = decoded.image.orientation.swapsWidthAndHeight
    let made: PhotoImage
    do throws(PhotoRejection) {
      made = try PhotoImage(decoded, settings: settings)
    } catch {
      let waiver = error.reason == .nothingToSee ? ", or keep it with --keep-blank" : ""
      throw PhotoRejection(error.reason, error.detail + waiver)
    }
    let size = isTurned ? Size(width: stored.height, height: stored.width) : stored
    let record = ExampleRecord(
      photo: photo, sha256: hasher.digest(file), photoSize: size, stages: made.stages, levels: made.levels,
      warnings: warnings)
    return (record, made.image)
  }
}

extension PhotoRejection {
  /// - Throws: `DatasetError` if the failure is not this photo's own.
  fileprivate init(_ failure: FileBuffer.Failure, _ photo: Photo, root: String) throws(DatasetError) {
    switch failure {
    case .notAFile:
      self.init(
        .unreadable, "this is a folder, a pipe or a device, not a file; put the photo back, or remove this")
    case .tooLarge(let byteCount):
      self.init(
        .tooLarge, "the file has \(byteCount) bytes; a photo has at most \(FileBuffer.maximumByteCount)")
    case .system(let number):
      guard FileSystemError.concernsOneFile(number) else {
        throw DatasetError(reading: photo.source, below: root, failedWith: number)
      }
      self.init(
        .unreadable, "the file cannot be read (\(errorText(number))); check its permissions")
    }
  }
}
