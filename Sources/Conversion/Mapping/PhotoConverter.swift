internal import Checksums
package import DatasetFormat
package import FileSystem
internal import ImageCodecs
internal import ImageCore
internal import ImageStages

/// The image of a photo, and all that its conversion says beside.
struct ConvertedPhoto: Sendable {
  /// The SHA-256 of the photo's file.
  let sha256: SHA256Digest
  /// The photo's size in pixels after its orientation is applied.
  let photoSize: Size
  /// The measurements of the stages.
  let stages: StageRecord
  /// The smallest and the largest byte before the contrast was stretched, or of the image if the pipeline does not
  /// stretch.
  let levels: ClosedRange<UInt8>
  /// The decoder's warnings about the file, in words.
  let warnings: [String]
  /// The image, by rows.
  let pixels: [UInt8]
}

/// Converts photos into images one by one: reads, hashes, decodes, and runs the pipeline.
///
/// A photo's image does not depend on other photos. Each worker has its own converter, because the reader, the hasher
/// and the decoder reuse memory from photo to photo.
struct PhotoConverter: ~Copyable {
  private let root: String
  private let settings: MapSettings
  private let options: DecodingOptions
  private let memory: MemoryBudget
  private var reader = FileBuffer()
  private var hasher: SHA256Hasher
  private var decoder = PhotoDecoder()
  /// The last photo's header, and the memory that a photo with it takes: most photos of a shop have the same.
  private var lastNeed: (header: PhotoHeader, byteCount: Int)?

  /// The image of a photo, or why there is none, with the SHA-256 of its file unless that is empty or cannot be read.
  enum Outcome: Sendable {
    case converted(ConvertedPhoto)
    case rejected(PhotoRejection, SHA256Digest?)
  }

  /// - Parameters:
  ///   - root: The folder of the photos that are converted by their paths.
  ///   - memory: The memory that this converter shares with others.
  init(root: String, settings: MapSettings, memory: MemoryBudget) {
    self.root = root.hasSuffix("/") ? root : root + "/"
    self.settings = settings
    self.memory = memory
    options = settings.effectiveDecoding
    hasher = SHA256Hasher()
  }

  /// Converts a photo of the folder.
  ///
  /// - Throws: `DatasetError` if the photo cannot be read for a reason that is not its own, such as a drive that went
  ///   away: a dataset of the photos that are left would not be what the user asked for.
  mutating func convert(_ source: String) throws(DatasetError) -> Outcome {
    do throws(FileBuffer.Failure) {
      try reader.read(root + source)
    } catch {
      return .rejected(try PhotoRejection(error, source, root: root), nil)
    }
    let buffer = reader.buffer
    return convert(buffer.span.extracting(0..<reader.byteCount))
  }

  /// Converts the bytes of a photo's file.
  mutating func convert(_ file: Span<UInt8>) -> Outcome {
    do throws(PhotoRejection) {
      return .converted(try image(of: file))
    } catch {
      return .rejected(error, file.isEmpty ? nil : hasher.digest(file))
    }
  }

  private mutating func image(of file: Span<UInt8>) throws(PhotoRejection) -> ConvertedPhoto {
    let decoded: DecodedPhoto
    var takenByteCount = 0
    defer { memory.giveBack(takenByteCount) }
    var need = lastNeed
    do {
      decoded = try decoder.decode(file, options: options) {
        [settings, memory] header throws(ImageCodecs.DecodingError) in
        if need?.header != header { need = (header, try settings.byteCount(of: header)) }
        takenByteCount = (need?.byteCount ?? 0) + file.count
        memory.take(takenByteCount)
      }
      lastNeed = need
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
    guard case .eightBit(let pixels) = made.image.samples else {
      preconditionFailure("a pipeline ends in bytes")
    }
    return ConvertedPhoto(
      sha256: hasher.digest(file),
      photoSize: isTurned ? Size(width: stored.height, height: stored.width) : stored, stages: made.stages,
      levels: made.levels, warnings: warnings, pixels: pixels)
  }
}

extension PhotoRejection {
  /// The rejection of a file that is larger than photos are read.
  init(tooLarge byteCount: Int) {
    self.init(
      .tooLarge, "the file has \(byteCount) bytes; a photo has at most \(FileBuffer.maximumByteCount)")
  }

  /// The rejection of a photo whose file cannot be read.
  ///
  /// - Throws: `DatasetError` if the failure is not this photo's own.
  package init(_ failure: FileBuffer.Failure, _ source: String, root: String) throws(DatasetError) {
    switch failure {
    case .notAFile:
      self.init(
        .unreadable, "this is a folder, a pipe or a device, not a file; put the photo back, or remove this")
    case .tooLarge(let byteCount):
      self.init(tooLarge: byteCount)
    case .system(let number):
      guard FileSystemError.concernsOneFile(number) else {
        throw DatasetError(reading: source, below: root, failedWith: number)
      }
      self.init(
        .unreadable, "the file cannot be read (\(errorText(number))); check its permissions")
    }
  }
}
