internal import DatasetBuilding
internal import DatasetReading

/// What became of the photos since a dataset was made of them.
struct PhotoChanges {
  /// A photo that has the same bytes as when it gave an item, under its name or another.
  struct Survivor {
    let row: ManifestTable.Row
    /// The item that it gives now, in the order of the store; nil if it gives none.
    let item: Int?
    let isRenamed: Bool
    /// Why it gives none; empty if it gives one.
    let note: String
  }

  /// A photo that is not what it was.
  struct Change {
    let source: String
    /// Its name now, where it has another.
    var newSource: String?
    /// Its item; nil if it gave none.
    var position: ItemPosition?
    /// In a few words; may be empty.
    var detail = ""
  }

  private(set) var survivors: [Survivor] = []
  private(set) var changed: [Change] = []
  private(set) var renamed: [Change] = []
  private(set) var vanished: [Change] = []
  private(set) var appeared: [Change] = []

  var isEmpty: Bool { changed.isEmpty && renamed.isEmpty && vanished.isEmpty && appeared.isEmpty }

  init(_ record: RebuildRecord, _ now: Reconversion) {
    let photos = Photos(now)
    let formerRejects = record.rejects.rows.filter { $0.reason != .noSuchPhoto }
    let formerNames = Set(
      record.manifest.rows.map { name($0.source) } + formerRejects.map { name($0.source) })
    var missing: [ManifestTable.Row] = []
    for row in record.manifest.rows {
      switch photos[row.source] {
      case nil: missing.append(row)
      case let photo? where photos.sha256(of: photo) == row.sha256:
        survivors.append(Survivor(row: row, item: photo.item, isRenamed: false, note: photo.rejectNote))
      case let photo?:
        changed.append(Change(source: row.source, position: row.position, detail: photo.rejectNote))
      }
    }
    for row in formerRejects {
      switch photos[row.source] {
      case nil: vanished.append(Change(source: row.source))
      case let photo?:
        // Of what was left out for other photos' sake there is no checksum: all that shows is whether it gives an item.
        let gaveItem = row.reason.map { $0 == .duplicate || $0 == .notNeeded } ?? (photo.item != nil)
        guard gaveItem != (photo.item != nil) else { continue }
        let detail = gaveItem ? photo.rejectNote : "gives an item now, and gave none"
        changed.append(Change(source: row.source, detail: detail))
      }
    }

    let new = photos.all.filter { !formerNames.contains(name($0.source)) }
    // Hashing what was rejected costs time, and only serves to recognise what is missing.
    var byDigest: [String: [Photos.Photo]] = [:]
    for photo in new where !missing.isEmpty {
      if let digest = photos.sha256(of: photo) { byDigest[digest, default: []].append(photo) }
    }
    var taken: Set<[UInt8]> = []
    for row in missing {
      guard let photo = byDigest[row.sha256]?.first(where: { !taken.contains(name($0.source)) }) else {
        vanished.append(Change(source: row.source, position: row.position))
        continue
      }
      taken.insert(name(photo.source))
      survivors.append(Survivor(row: row, item: photo.item, isRenamed: true, note: photo.rejectNote))
      renamed.append(
        Change(
          source: row.source, newSource: photo.source, position: row.position, detail: photo.rejectNote))
    }
    appeared = new.filter { !taken.contains(name($0.source)) }
      .sorted { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }
      .map { Change(source: $0.source, detail: $0.rejectNote) }
  }
}

/// The photos that there are now, whether they give items or not.
private struct Photos {
  struct Photo {
    let source: String
    /// Nil if it gives none.
    let item: Int?
    let reject: Reject?

    var rejectNote: String { reject.map { "rejected now: \($0.reason.rawValue)" } ?? "" }
  }

  let all: [Photo]
  private let byName: [[UInt8]: Int]
  private let now: Reconversion

  init(_ now: Reconversion) {
    self.now = now
    // Lines of a label table that name no photo are about no file.
    let rejects = (now.collection.rejects + now.store.rejects).filter { $0.reason != .noSuchPhoto }
    all =
      now.store.records.enumerated().map { Photo(source: $1.photo.source, item: $0, reject: nil) }
      + rejects.map { Photo(source: $0.source, item: nil, reject: $0) }
    byName = Dictionary(all.enumerated().map { (name($1.source), $0) }) { first, _ in first }
  }

  subscript(source: String) -> Photo? { byName[name(source)].map { all[$0] } }

  /// Of the photo's file; nil if it cannot be read.
  func sha256(of photo: Photo) -> String? {
    if let item = photo.item { return "\(now.store.records[item].sha256)" }
    return (try? SHA256Digest(ofFile: now.collection.root + "/" + photo.source)).map { "\($0)" }
  }
}

/// Names are compared byte by byte, as file systems do: text that looks the same may be two files.
private func name(_ source: String) -> [UInt8] { Array(source.utf8) }
