internal import ImageCodecs
internal import ImageCore
internal import ImageStages

/// Turns photos into items, one after the other: reads, hashes, decodes, runs the pipeline.
///
/// Knows nothing of other photos. Each worker has one of its own, because reader, hasher and decoder keep memory
/// from photo to photo.
struct PhotoConverter: ~Copyable {
  private let root: String
  private let settings: MapSettings
  private let options: DecodingOptions
  private let classes: ClassMap
  private var reader = FileReader()
  private var hasher: SHA256Hasher
  private var decoder = PhotoDecoder()

  init(root: String, classes: ClassMap, settings: MapSettings) throws(DatasetError) {
    self.root = root.hasSuffix("/") ? root : root + "/"
    self.settings = settings
    self.classes = classes
    options = settings.effectiveDecoding
    hasher = try SHA256Hasher()
  }

  /// Adds the item of `photo`, or its reject, to `chunk`.
  mutating func convert(_ photo: Photo, into chunk: inout ItemStore.Chunk) {
    do {
      let (record, item) = try convert(photo)
      guard case .eightBit(let pixels) = item.samples else { preconditionFailure("a pipeline ends in bytes") }
      chunk.records.append(record)
      chunk.pixels.append(contentsOf: pixels)
    } catch {
      let label = classes.classes[photo.label].name
      chunk.rejects.append(Reject(source: photo.source, label: label, error.reason, error.detail))
    }
  }

  private struct Rejection: Error {
    let reason: Reject.Reason
    let detail: String

    init(reason: Reject.Reason, detail: String) {
      self.reason = reason
      self.detail = detail
    }

    init(_ failure: FileReader.Failure) {
      switch failure {
      case .tooLarge(let byteCount):
        self.init(
          reason: .tooLarge,
          detail: "the file has \(byteCount) bytes; a photo has at most \(FileReader.maximumByteCount)")
      case .system(let text):
        self.init(reason: .unreadable, detail: "the file cannot be read (\(text)); check its permissions")
      }
    }
  }

  private mutating func convert(_ photo: Photo) throws(Rejection) -> (ItemRecord, Image) {
    do {
      try reader.read(root + photo.source)
    } catch {
      throw Rejection(error)
    }
    let buffer = reader.buffer
    let file = buffer.span.extracting(0..<reader.byteCount)
    let decoded: DecodedPhoto
    do {
      decoded = try decoder.decode(file, options: options)
    } catch {
      throw Rejection(reason: .init(error.code), detail: "\(error.message); \(error.remedy)")
    }

    var trace = Trace(
      isShrunkOnLoad: decoded.image.size != decoded.storedSize, measuresContrast: settings.minimumContrast > 0
    )
    let stored = decoded.storedSize
    let isTurned = decoded.image.orientation.swapsWidthAndHeight
    let warnings = decoded.warnings.map { "\($0)" }
    let item = settings.pipeline.item(from: decoded.image, trace: &trace)
    // `Pipeline` tries itself on pictures of many shapes; what depends on a photo's content shows only here.
    let itemSize = settings.pipeline.itemSize
    guard item.size == itemSize else {
      throw Rejection(
        reason: .otherSize,
        detail:
          "pipeline '\(settings.pipeline.name)' makes \(item.size) of this photo and \(itemSize) of others; end "
          + "it with the stage 'extend'")
    }
    // `stretch` has seen them; without it, the item's own are meant.
    let levels = trace.levels ?? item.levels
    if trace.foundNothing || levels.count == 1, !settings.keepsBlank {
      throw Rejection(
        reason: .nothingToSee,
        detail:
          "nothing to see: the item would be blank, one colour all over; take the photo again, or keep it "
          + "with --keep-blank")
    }
    let contrast = settings.minimumContrast > 0 ? trace.contrast ?? item.contrast : .infinity
    guard contrast >= Double(settings.minimumContrast) else {
      throw Rejection(
        reason: .lowContrast,
        detail: "the product differs from its ground by \(Int(contrast)) of 255 levels on average, less than "
          + "\(settings.minimumContrast); a darker ground would show it")
    }
    let size = isTurned ? Size(width: stored.height, height: stored.width) : stored
    let record = ItemRecord(
      photo: photo, sha256: hasher.digest(file), photoSize: size, trace: trace, levels: levels,
      warnings: warnings)
    return (record, item)
  }
}

extension Reject.Reason {
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
