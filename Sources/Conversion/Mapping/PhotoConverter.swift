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
  private var reader = FileBuffer()
  private var hasher: SHA256Hasher
  private var decoder = PhotoDecoder()

  init(root: String, classes: ClassMap, settings: MapSettings) {
    self.root = root.hasSuffix("/") ? root : root + "/"
    self.settings = settings
    self.classes = classes
    options = settings.effectiveDecoding
    hasher = SHA256Hasher()
  }

  /// Adds the image of `photo` to `batch`, or a rejected photo.
  mutating func convert(_ photo: Photo, into batch: inout ExampleStore.Batch) {
    do {
      let (record, image) = try convert(photo)
      guard case .eightBit(let pixels) = image.samples else {
        preconditionFailure("a pipeline ends in bytes")
      }
      batch.records.append(record)
      batch.pixels.append(contentsOf: pixels)
    } catch {
      batch.rejectedPhotos.append(
        RejectedPhoto(
          source: photo.source, sha256: reader.byteCount > 0 ? "\(digest())" : "",
          label: classes.classes[photo.label].name, error.reason, error.detail))
    }
  }

  /// Returns the SHA-256 of the file that was read last.
  private mutating func digest() -> SHA256Digest {
    let buffer = reader.buffer
    return hasher.digest(buffer.span.extracting(0..<reader.byteCount))
  }

  private mutating func convert(_ photo: Photo) throws(PhotoRejection) -> (ExampleRecord, Image) {
    do {
      try reader.read(root + photo.source)
    } catch {
      throw PhotoRejection(error)
    }
    let buffer = reader.buffer
    let file = buffer.span.extracting(0..<reader.byteCount)
    let decoded: DecodedPhoto
    do {
      decoded = try decoder.decode(file, options: options)
    } catch {
      throw PhotoRejection(.init(error.code), "\(error.message); \(error.remedy)")
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
  fileprivate init(_ failure: FileBuffer.Failure) {
    switch failure {
    case .tooLarge(let byteCount):
      self.init(
        .tooLarge, "the file has \(byteCount) bytes; a photo has at most \(FileBuffer.maximumByteCount)")
    case .system(let text):
      self.init(.unreadable, "the file cannot be read (\(text)); check its permissions")
    }
  }
}

extension RejectedPhoto.Reason {
  fileprivate init(_ code: DecodingError.Code) {
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
