internal import Checksums
internal import DatasetFormat

/// What a plan needs of each image, and where the image is: in arrays of small numbers, some 40 bytes an image, because
/// there may be ten million.
struct ImageKeys: Sendable {
  /// The beginning of the SHA-256 of each photo's file.
  private(set) var photos: [DigestPrefix] = []
  /// The fingerprint of each image's pixels.
  private(set) var fingerprints: [UInt64] = []
  /// The number of each photo's group; -1 for none.
  private(set) var groups: [Int32] = []
  private(set) var places: [Place] = []

  /// Where an image is.
  struct Place: Sendable {
    /// The number of the batch.
    let batch: Int32
    /// The offset of the image's first byte in the batch.
    let start: Int32
  }

  var count: Int { places.count }

  mutating func reserveCapacity(_ count: Int) {
    photos.reserveCapacity(count)
    fingerprints.reserveCapacity(count)
    groups.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  mutating func append(_ photo: DigestPrefix, fingerprint: UInt64, group: Int32?, _ place: Place) {
    photos.append(photo)
    fingerprints.append(fingerprint)
    groups.append(group ?? -1)
    places.append(place)
  }

  /// Keeps the keys of some images, in another order.
  mutating func select(_ order: [Int32]) {
    // One array after the other, so that only one is in memory twice.
    photos = order.map { photos[Int($0)] }
    fingerprints = order.map { fingerprints[Int($0)] }
    groups = order.map { groups[Int($0)] }
    places = order.map { places[Int($0)] }
  }
}
