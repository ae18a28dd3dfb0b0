internal import Checksums
public import DatasetFormat
internal import FileSystem
internal import IDX

/// The images of all photos, in the order of the photos, with their records.
///
/// What plans need of each image is in memory. Pixels and records are in batches, which are in memory as long as there
/// is room, and then in a file.
public struct ExampleStore: Sendable {
  /// The number of bytes of each image.
  public let exampleByteCount: Int
  /// The photos without an image, in the order of the photos.
  public let rejectedPhotos: [RejectedPhoto]
  /// The number of photos that are known to be on a background that cannot be trimmed.
  let untrimmableCount: Int

  private let keys: ImageKeys
  private let groups: GroupNumbers
  private let labels: [UInt8]
  private let splits: [Split?]
  /// The original labels of photos to which a correction gave another class, by image.
  private let formerLabels: [Int: String]
  private var batches: [KeptImages]
  private var mirroredLabels: Set<Int> = []

  package init(_ batches: consuming [Batch], exampleByteCount: Int) {
    self.exampleByteCount = exampleByteCount
    let count = batches.reduce(0) { $0 + $1.count }
    var (keys, groups, kept) = (ImageKeys(), GroupNumbers(), [KeptImages]())
    var (labels, splits, formerLabels): ([UInt8], [Split?], [Int: String]) = ([], [], [:])
    keys.reserveCapacity(count)
    labels.reserveCapacity(count)
    splits.reserveCapacity(count)
    rejectedPhotos = batches.flatMap(\.rejectedPhotos)
    untrimmableCount = batches.reduce(0) { $0 + $1.untrimmableCount }
    for index in batches.indices {
      for image in batches[index].images {
        if let label = image.formerLabel { formerLabels[labels.count] = label }
        labels.append(image.label)
        splits.append(image.split)
        keys.append(
          image.photo, fingerprint: image.fingerprint, group: image.group.map { groups.number(of: $0) },
          ImageKeys.Place(batch: Int32(index), start: image.start))
      }
      kept.append(batches[index].kept ?? .memory(batches[index].bytes))
      // Otherwise the keys of all images would be in memory twice.
      batches[index] = Batch()
    }
    (self.keys, self.groups, self.batches) = (keys, groups, kept)
    (self.labels, self.splits, self.formerLabels) = (labels, splits, formerLabels)
  }

  /// Creates a store of images that are kept already.
  ///
  /// - Parameters:
  ///   - keys, labels, splits: those of each image, in the order of the photos.
  ///   - formerLabels: the original labels of corrected photos, by image.
  init(
    _ keys: ImageKeys, _ groups: GroupNumbers, labels: [UInt8], splits: [Split?], formerLabels: [Int: String],
    rejectedPhotos: [RejectedPhoto], batches: [KeptImages], untrimmableCount: Int, exampleByteCount: Int
  ) {
    self.exampleByteCount = exampleByteCount
    self.rejectedPhotos = rejectedPhotos
    self.untrimmableCount = untrimmableCount
    (self.keys, self.groups, self.batches) = (keys, groups, batches)
    (self.labels, self.splits, self.formerLabels) = (labels, splits, formerLabels)
  }

  // MARK: - What plans need

  public var count: Int { keys.count }

  /// The number of groups of photos.
  var groupCount: Int { groups.count }

  /// Returns the number of the class of an image.
  public func label(of example: Int) -> Int { Int(labels[example]) }

  /// Returns the split that the user gave to an image's photo; nil if the rule decides.
  func split(of example: Int) -> Split? { splits[example] }

  /// Returns the number of the group of an image's photo; nil if it has none.
  func group(of example: Int) -> Int? { keys.groups[example] < 0 ? nil : Int(keys.groups[example]) }

  /// Returns the beginning of the SHA-256 of an image's photo.
  func photoDigest(of example: Int) -> DigestPrefix { keys.photos[example] }

  /// Returns the beginning of the SHA-256 of a group's name.
  ///
  /// - Parameter first: the first image of the group.
  func groupDigest(of group: Int, first: Int) -> DigestPrefix {
    groups.digest(of: Int32(group)) { record(of: first).photo.group ?? "" }
  }

  /// The images with equal pixels.
  package var equalImages: EqualImages { EqualImages(fingerprints: keys.fingerprints, bytes: pixels) }

  // MARK: - Pixels and records

  /// Returns the bytes of one image.
  public func pixels(of example: Int) -> ArraySlice<UInt8> {
    let place = keys.places[example]
    return batches[Int(place.batch)].bytes(Int(place.start)..<Int(place.start) + exampleByteCount)
  }

  /// Returns the record of one image.
  public func record(of example: Int) -> ExampleRecord {
    let place = keys.places[example]
    let batch = batches[Int(place.batch)]
    let start = Int(place.start) + exampleByteCount
    // Nearly all records are in one piece of this size.
    let usualByteCount = 400
    let end = min(start + usualByteCount, batch.byteCount)
    var bytes = batch.bytes(start..<end)
    let byteCount = Int(UInt32(littleEndianBytes: bytes.prefix(4)))
    bytes = bytes.dropFirst(4)
    if byteCount > bytes.count {
      bytes = batch.bytes(start + 4..<min(start + 4 + byteCount, batch.byteCount))
    }
    let label = label(of: example)
    var record = ExampleRecord(
      bytes.prefix(byteCount), label: label, formerLabel: formerLabels[example], split: splits[example])
    if mirroredLabels.contains(label) { record.warnings.append(ManifestRow.mirroredNote) }
    return record
  }

  /// Replaces the bytes of all images with some labels, and notes in their records that they are mirrored.
  ///
  /// - Parameter change: returns the new bytes of an image.
  mutating func mirror(_ labels: Set<Int>, by change: ([UInt8]) -> [UInt8]) throws(FileSystemError) {
    mirroredLabels = labels
    for example in 0..<count where labels.contains(label(of: example)) {
      let bytes = change(Array(pixels(of: example)))
      precondition(bytes.count == exampleByteCount, "all images have one size")
      let place = keys.places[example]
      let start = Int(place.start)
      try batches[Int(place.batch)].replace(start..<start + exampleByteCount, by: bytes)
    }
  }

  /// - Throws: `FileSystemError` if something could not be read again that was kept in a file.
  func checkReads() throws(FileSystemError) {
    for batch in batches.reversed() {
      // There is one file; the batches in it come last.
      guard case .file(let file, _) = batch else { continue }
      return try file.checkReads()
    }
  }
}
