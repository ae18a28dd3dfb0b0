public import DatasetFormat
internal import FileSystem

/// The pixels and the records of the images of all photos, in the order of the photos.
public struct ExampleStore: Sendable {
  /// The images of consecutive photos; a worker makes one batch at a time.
  package struct Batch: Sendable {
    package var records: [ExampleRecord] = []
    /// The pixels of the images, one image after the other.
    package var pixels: [UInt8] = []
    package var rejectedPhotos: [RejectedPhoto] = []
    /// The pixels once they are kept elsewhere.
    fileprivate var kept: KeptPixels?

    package init() {}

    /// Hands the pixels over to where they are kept until the dataset is written.
    mutating func keepPixels(in scratch: PixelScratch) throws(FileSystemError) {
      kept = try scratch.kept(pixels)
      pixels = []
    }

    /// Adds the image of a photo, or a rejected photo.
    mutating func add(_ photo: Photo, _ outcome: PhotoConverter.Outcome, _ classes: ClassMap) {
      switch outcome {
      case .converted(let converted):
        records.append(
          ExampleRecord(
            photo: photo, sha256: converted.sha256, photoSize: converted.photoSize, stages: converted.stages,
            levels: converted.levels, warnings: converted.warnings))
        pixels += converted.pixels
      case .rejected(let rejection, let sha256):
        rejectedPhotos.append(
          RejectedPhoto(
            source: photo.source, sha256: sha256.map { "\($0)" } ?? "",
            label: classes.classes[photo.label].name, rejection.reason, rejection.detail))
      }
    }
  }

  /// The number of bytes of each image.
  public let exampleByteCount: Int
  public private(set) var records: [ExampleRecord]
  /// The photos without an image, in the order of the photos.
  public let rejectedPhotos: [RejectedPhoto]

  private var batchPixels: [KeptPixels]
  /// The batch of each image and the offset of its first byte.
  private let places: [(batch: Int32, start: Int32)]

  package init(_ batches: consuming [Batch], exampleByteCount: Int) {
    self.exampleByteCount = exampleByteCount
    let count = batches.reduce(0) { $0 + $1.records.count }
    var records: [ExampleRecord] = []
    var places: [(batch: Int32, start: Int32)] = []
    records.reserveCapacity(count)
    places.reserveCapacity(count)
    rejectedPhotos = batches.flatMap(\.rejectedPhotos)
    batchPixels = batches.map { $0.kept ?? .memory($0.pixels) }
    for index in batches.indices {
      for number in batches[index].records.indices {
        places.append((Int32(index), Int32(number * exampleByteCount)))
      }
      records += batches[index].records
      // Otherwise all records would be in memory twice.
      batches[index] = Batch()
    }
    self.records = records
    self.places = places
  }

  /// Creates a store of images in any order of batches.
  ///
  /// - Parameters:
  ///   - records: the records in the order of the photos.
  ///   - places: the batch of each image in `pixels`, and its number there.
  init(
    records: [ExampleRecord], rejectedPhotos: [RejectedPhoto], pixels: [KeptPixels],
    places: [(batch: Int, number: Int)], exampleByteCount: Int
  ) {
    self.exampleByteCount = exampleByteCount
    self.records = records
    self.rejectedPhotos = rejectedPhotos
    batchPixels = pixels
    self.places = places.map { (Int32($0.batch), Int32($0.number * exampleByteCount)) }
  }

  public var count: Int { records.count }

  /// Replaces the bytes of an image, and notes why in its record.
  mutating func replace(_ example: Int, by pixels: [UInt8], note: String) throws(FileSystemError) {
    precondition(pixels.count == exampleByteCount, "all images have one size")
    let place = places[example]
    let start = Int(place.start)
    try batchPixels[Int(place.batch)].replace(start..<start + exampleByteCount, by: pixels)
    records[example].warnings.append(note)
  }

  /// Returns the bytes of one image.
  public func pixels(of example: Int) -> ArraySlice<UInt8> {
    let place = places[example]
    return batchPixels[Int(place.batch)].bytes(
      Int(place.start)..<(Int(place.start) + exampleByteCount))
  }

  /// - Throws: `FileSystemError` if pixels could not be read again that were kept in a file.
  func checkReads() throws(FileSystemError) {
    for pixels in batchPixels.reversed() {
      // There is one file; the batches in it come last.
      guard case .file(let file, _) = pixels else { continue }
      return try file.checkReads()
    }
  }
}
