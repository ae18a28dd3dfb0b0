internal import Checksums
internal import DatasetFormat
internal import FileSystem
internal import ImageStages

extension ExampleStore {
  /// The images of consecutive photos; a worker makes one batch at a time.
  package struct Batch: Sendable {
    struct Image: Sendable {
      let photo: DigestPrefix
      let fingerprint: UInt64
      let group: String?
      let formerLabel: String?
      /// The offset of the image in the bytes.
      let start: Int32
      let label: UInt8
      let split: Split?
    }

    private(set) var images: [Image] = []
    /// The images one after the other: the pixels, and the record with its length before it.
    private(set) var bytes: [UInt8] = []
    /// The bytes once they are kept elsewhere.
    private(set) var kept: KeptImages?
    private(set) var rejectedPhotos: [RejectedPhoto] = []
    /// The number of photos that are known to be on a background that cannot be trimmed.
    private(set) var untrimmableCount = 0

    package init() {}

    /// - Parameters:
    ///   - count: the number of images that the batch may get.
    ///   - exampleByteCount: the number of bytes of each.
    init(capacity count: Int, exampleByteCount: Int) {
      images.reserveCapacity(count)
      let usualRecordByteCount = 160
      bytes.reserveCapacity(count * (exampleByteCount + usualRecordByteCount))
    }

    package var count: Int { images.count }

    /// Adds an image.
    package mutating func add(_ record: ExampleRecord, pixels: [UInt8]) {
      images.append(
        Image(
          photo: record.sha256.prefix, fingerprint: pixels[...].fingerprint, group: record.photo.group,
          formerLabel: record.photo.formerLabel, start: Int32(bytes.count), label: UInt8(record.photo.label),
          split: record.photo.split))
      if record.stages.background?.isTrimmable == false { untrimmableCount += 1 }
      bytes.append(example: pixels, record)
    }

    /// Adds the image of a photo, or a rejected photo.
    mutating func add(_ photo: Photo, _ outcome: PhotoConverter.Outcome, _ classes: ClassMap) {
      switch outcome {
      case .converted(let converted):
        add(
          ExampleRecord(
            photo: photo, sha256: converted.sha256, photoSize: converted.photoSize, stages: converted.stages,
            levels: converted.levels, warnings: converted.warnings), pixels: converted.pixels)
      case .rejected(let rejection, let sha256):
        rejectedPhotos.append(
          RejectedPhoto(
            source: photo.source, sha256: sha256, label: classes.classes[photo.label].name, rejection))
      }
    }

    /// Hands the bytes over to where they are kept until the dataset is written.
    mutating func keep(in scratch: ImageScratch) throws(FileSystemError) {
      kept = try scratch.kept(bytes)
      bytes = []
    }
  }
}

extension [UInt8] {
  /// Appends an image as stores keep it: the pixels, the number of bytes of the record in four bytes, the record.
  mutating func append(example pixels: [UInt8], _ record: ExampleRecord) {
    self += pixels
    let start = count
    append(contentsOf: [0, 0, 0, 0])
    record.append(to: &self)
    let byteCount = UInt32(count - start - 4)
    for index in 0..<4 { self[start + index] = UInt8(truncatingIfNeeded: byteCount >> (8 * UInt32(index))) }
  }
}
