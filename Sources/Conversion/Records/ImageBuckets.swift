internal import FileSystem

/// Gathers images that come in any order into batches of those that will be near each other in the dataset, so that it
/// is written from few places of a large file at a time.
struct ImageBuckets {
  /// The number of buckets: of ten million images of 28x28 each has 40 MB.
  static let count = 256
  /// The number of bytes at which a batch of a bucket ends.
  private static let batchByteCount = 1 << 16

  private struct Bucket {
    /// The number of the batch that is being filled.
    var batch = 0
    var bytes: [UInt8] = []
  }

  private let scratch: ImageScratch
  private var buckets = [Bucket](repeating: Bucket(), count: Self.count)
  /// The batches; those that are being filled have no bytes yet.
  private var batches: [KeptImages] = []

  init(_ scratch: ImageScratch) { self.scratch = scratch }

  /// Adds an image.
  ///
  /// - Parameter number: decides which images are together; 0..<`count`.
  mutating func add(_ pixels: [UInt8], _ record: ExampleRecord, to number: Int) throws(FileSystemError)
    -> ImageKeys.Place
  {
    if buckets[number].bytes.isEmpty {
      buckets[number].batch = batches.count
      batches.append(.memory([]))
    }
    let place = ImageKeys.Place(
      batch: Int32(buckets[number].batch), start: Int32(buckets[number].bytes.count))
    buckets[number].bytes.append(example: pixels, record)
    if buckets[number].bytes.count >= Self.batchByteCount { try end(number) }
    return place
  }

  private mutating func end(_ number: Int) throws(FileSystemError) {
    batches[buckets[number].batch] = try scratch.kept(buckets[number].bytes)
    buckets[number].bytes.removeAll(keepingCapacity: true)
  }

  /// Returns all batches.
  mutating func finish() throws(FileSystemError) -> [KeptImages] {
    for number in buckets.indices where !buckets[number].bytes.isEmpty { try end(number) }
    buckets = []
    return batches
  }
}
