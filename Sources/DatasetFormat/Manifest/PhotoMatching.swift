/// The pairs of photos in two lists, such as the manifests of two versions of a dataset.
///
/// A photo is recognised by its path. The photos that are left then are recognised by their SHA-256, as they were
/// renamed; of several with the same SHA-256, which are equal in every byte, those with the same label come first, and
/// the first of one list belongs to the first of the other. No photo belongs to two others. The time grows with the
/// number of photos, not with its square.
package struct PhotoMatching {
  /// What a photo is recognised by.
  package struct Photo {
    /// The path below the folder of the photos.
    package let source: String
    /// The SHA-256 of the file, in hexadecimal digits; empty if it is not known.
    package let sha256: String
    /// The label, in the numbers of the second list; -1 for a class that the second list does not have.
    package let label: Int

    package init(source: String, sha256: String, label: Int) {
      self.source = source
      self.sha256 = sha256
      self.label = label
    }
  }

  private let before: [Photo]
  private let after: [Photo]
  /// The index in the second list of each photo of the first; nil if it is not there.
  package private(set) var partners: [Int?]
  /// Whether each photo of the second list has a partner in the first.
  private var isTaken: [Bool]

  package init(_ before: [Photo], _ after: [Photo]) {
    (self.before, self.after) = (before, after)
    partners = Array(repeating: nil, count: before.count)
    isTaken = Array(repeating: false, count: after.count)
    // Two files may have names that look the same, so that the bytes of a name are compared first.
    match { Array($0.source.utf8) }
    // Another system may write the same name with accents that are joined to their letters, or not.
    match { $0.source }
    match { photo -> Labelled? in
      photo.sha256.isEmpty ? nil : Labelled(sha256: photo.sha256, label: photo.label)
    }
    match { $0.sha256.isEmpty ? nil : $0.sha256 }
  }

  private struct Labelled: Hashable {
    let sha256: String
    let label: Int
  }

  /// Joins the photos without partners that have the same key: the first with the first, the second with the second.
  private mutating func match<Key: Hashable>(by key: (Photo) -> Key?) {
    let open = before.indices.filter { partners[$0] == nil }
    guard !open.isEmpty else { return }
    var waiting: [Key: (photos: [Int], next: Int)] = [:]
    for photo in after.indices where !isTaken[photo] {
      if let key = key(after[photo]) { waiting[key, default: ([], 0)].photos.append(photo) }
    }
    guard !waiting.isEmpty else { return }
    for photo in open {
      guard let key = key(before[photo]), let place = waiting.index(forKey: key) else { continue }
      let (photos, next) = waiting.values[place]
      guard next < photos.count else { continue }
      waiting.values[place].next += 1
      partners[photo] = photos[next]
      isTaken[photos[next]] = true
    }
  }
}
