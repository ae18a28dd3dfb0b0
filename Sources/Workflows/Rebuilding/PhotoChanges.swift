internal import Checksums
internal import Conversion
internal import DatasetFormat
internal import FileSystem

/// The changes to the photos since a dataset was made from them.
struct PhotoChanges {
  /// A photo with the same bytes as when it gave an image, under its old name or another.
  struct Survivor {
    let row: ManifestRow
    /// The index in the store of the image that the photo gives now; nil if it gives none.
    let image: Int?
    let isRenamed: Bool
    /// The reason why the photo gives no image now; empty if it gives one.
    let note: String
  }

  /// A photo that was changed, renamed, removed or added.
  struct Change {
    let source: String
    /// The present name of a renamed photo; nil otherwise.
    var newSource: String?
    /// The position of the image that the photo gave; nil if it gave none.
    var position: ExamplePosition?
    /// A further note in a few words; may be empty.
    var detail = ""
  }

  private(set) var survivors: [Survivor] = []
  private(set) var changed: [Change] = []
  private(set) var renamed: [Change] = []
  private(set) var vanished: [Change] = []
  private(set) var appeared: [Change] = []

  var isEmpty: Bool { changed.isEmpty && renamed.isEmpty && vanished.isEmpty && appeared.isEmpty }

  init(_ record: RebuildRecord, _ now: Rebuild) {
    let photos = Photos(now)
    let formerRejected = record.rejectedPhotos.rows.filter { $0.reason != .noSuchPhoto }
    // A photo's name may have been written by another system, with accents that are joined to their letters or not.
    let formerNames = Set(
      (record.manifest.rows.map(\.source) + formerRejected.map(\.source)).map { source in
        name(photos[source]?.source ?? source)
      })
    var missing: [Missing] = []
    for row in record.manifest.rows {
      switch photos[row.source] {
      case nil: missing.append(Missing(source: row.source, sha256: row.sha256, row: row))
      case let photo? where photos.sha256(of: photo) == row.sha256:
        survivors.append(
          Survivor(row: row, image: photo.image, isRenamed: false, note: photo.rejectionNote))
      case let photo?:
        changed.append(Change(source: row.source, position: row.position, detail: photo.rejectionNote))
      }
    }
    for row in formerRejected {
      switch photos[row.source] {
      // Early versions rejected what cannot be a photo; it is passed over now.
      case nil where now.collection.otherFiles.contains(row.source): continue
      case nil: missing.append(Missing(source: row.source, sha256: row.sha256))
      case let photo? where !row.sha256.isEmpty && photos.sha256(of: photo) != row.sha256:
        changed.append(Change(source: row.source, detail: photo.rejectionNote))
      case let photo?:
        // For photos without a recorded checksum, as in early versions, the only visible change is whether the photo
        // gives an image.
        let gaveImage = row.reason.map { $0 == .duplicate || $0 == .notNeeded } ?? (photo.image != nil)
        guard gaveImage != (photo.image != nil) else { continue }
        let detail = gaveImage ? photo.rejectionNote : "gives an image now, and gave none"
        changed.append(Change(source: row.source, detail: detail))
      }
    }

    let new = photos.all.filter { !formerNames.contains(name($0.source)) }
    // Hashing rejected photos takes time, and is only needed to recognise missing photos under other names.
    var byDigest: [String: [Photos.Photo]] = [:]
    for photo in new where !missing.isEmpty {
      if let digest = photos.sha256(of: photo) { byDigest[digest, default: []].append(photo) }
    }
    var taken: Set<[UInt8]> = []
    for former in missing {
      let photo = byDigest[former.sha256]?.first { !taken.contains(name($0.source)) }
      guard let photo else {
        vanished.append(Change(source: former.source, position: former.row?.position))
        continue
      }
      taken.insert(name(photo.source))
      if let row = former.row {
        survivors.append(Survivor(row: row, image: photo.image, isRenamed: true, note: photo.rejectionNote))
      }
      renamed.append(
        Change(
          source: former.source, newSource: photo.source, position: former.row?.position,
          detail: photo.rejectionNote))
    }
    appeared = new.filter { !taken.contains(name($0.source)) }
      .sorted { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }
      .map { Change(source: $0.source, detail: $0.rejectionNote) }
  }
}

/// A photo whose recorded name no longer exists.
private struct Missing {
  let source: String
  /// The SHA-256 of the photo's file, 64 lower-case hexadecimal digits; empty if it was not recorded.
  let sha256: String
  /// The manifest's row for the photo's image; nil if the photo gave none.
  var row: ManifestRow?
}

/// The photos that exist now, with those that give no image.
private struct Photos {
  struct Photo {
    let source: String
    /// The index in the store of the photo's image; nil if the photo gives none.
    let image: Int?
    let rejected: RejectedPhoto?

    var rejectionNote: String { rejected.map { "rejected now: \($0.reason.rawValue)" } ?? "" }
  }

  let all: [Photo]
  private let byName: [[UInt8]: Int]
  /// The photos by names as texts, for which it does not matter how accents are written.
  private let byText: [String: [Int]]
  private let now: Rebuild

  init(_ now: Rebuild) {
    self.now = now
    // Lines of a label table that name no photo do not belong to any file.
    let rejectedPhotos = (now.collection.rejectedPhotos + now.store.rejectedPhotos).filter {
      $0.reason != .noSuchPhoto
    }
    all =
      (0..<now.store.count).map { image in
        Photo(source: now.store.record(of: image).photo.source, image: image, rejected: nil)
      }
      + rejectedPhotos.map { Photo(source: $0.source, image: nil, rejected: $0) }
    byName = Dictionary(all.enumerated().map { (name($1.source), $0) }) { first, _ in first }
    byText = Dictionary(grouping: all.indices) { [all] in all[$0].source }
  }

  subscript(source: String) -> Photo? {
    if let place = byName[name(source)] { return all[place] }
    guard let places = byText[source], places.count == 1 else { return nil }
    return all[places[0]]
  }

  /// Returns the SHA-256 of a photo's file, 64 lower-case hexadecimal digits; nil if the file cannot be read.
  func sha256(of photo: Photo) -> String? {
    if let image = photo.image { return "\(now.store.record(of: image).sha256)" }
    if let digest = photo.rejected?.sha256, !digest.isEmpty { return digest }
    return (try? SHA256Digest(ofFile: now.collection.root + "/" + photo.source)).map { "\($0)" }
  }
}

/// Returns the bytes of a name. Names are compared by bytes, as file systems compare them, because two different files
/// may have names that look the same.
private func name(_ source: String) -> [UInt8] { Array(source.utf8) }
