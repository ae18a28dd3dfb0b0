public import DatasetFormat

/// The pixels and the records of the images of all photos, in the order of the photos.
public struct ExampleStore: Sendable {
  /// The images of consecutive photos; a worker makes one batch at a time.
  package struct Batch: Sendable {
    package var records: [ExampleRecord] = []
    /// The pixels of the images, one image after the other.
    package var pixels: [UInt8] = []
    package var rejectedPhotos: [RejectedPhoto] = []

    package init() {}
  }

  /// The number of bytes of each image.
  public let exampleByteCount: Int
  public private(set) var records: [ExampleRecord]
  /// The photos without an image, in the order of the photos.
  public let rejectedPhotos: [RejectedPhoto]

  private var batchPixels: [[UInt8]]
  /// The batch of each image and the offset of its first byte.
  private let places: [(batch: Int32, start: Int32)]

  package init(_ batches: [Batch], exampleByteCount: Int) {
    self.exampleByteCount = exampleByteCount
    var records: [ExampleRecord] = []
    records.reserveCapacity(batches.reduce(0) { $0 + $1.records.count })
    for batch in batches { records += batch.records }
    self.records = records
    rejectedPhotos = batches.flatMap(\.rejectedPhotos)
    batchPixels = batches.map(\.pixels)
    places = batches.enumerated().flatMap { batch, content in
      content.records.indices.map { (Int32(batch), Int32($0 * exampleByteCount)) }
    }
  }

  public var count: Int { records.count }

  /// Replaces the bytes of an image, and notes why in its record.
  mutating func replace(_ example: Int, by pixels: [UInt8], note: String) {
    precondition(pixels.count == exampleByteCount, "all images have one size")
    let place = places[example]
    let start = Int(place.start)
    batchPixels[Int(place.batch)].replaceSubrange(start..<start + exampleByteCount, with: pixels)
    records[example].warnings.append(note)
  }

  /// Returns the bytes of one image.
  public func pixels(of example: Int) -> ArraySlice<UInt8> {
    let place = places[example]
    return batchPixels[Int(place.batch)][Int(place.start)..<(Int(place.start) + exampleByteCount)]
  }
}
