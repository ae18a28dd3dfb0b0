internal import DatasetBuilding
internal import DatasetReading

/// The archives of a folder beside those that were recorded when it was made.
struct RecordedArchives {
  private(set) var findings: [Finding] = []
  /// Archives with other compressed bytes, or none, whose content is that recorded: somebody packed or unpacked them.
  private(set) var repackedCount = 0

  init(_ recorded: [DatasetDescription.Archive], found: [Archive]) {
    let records = Dictionary(recorded.map { ($0.path, $0) }) { first, _ in first }
    let paths = Set(found.map(\.path))
    // Unpacking gives a file another name, and takes the packed one away.
    let substitutes = found.filter { archive in
      records[archive.path] == nil && recorded.contains { Self.isContent(of: $0, archive) }
    }
    let changed = found.filter { archive in
      guard let record = records[archive.path], record.sha256 != archive.sha256.map({ "\($0)" }) else {
        return false
      }
      return !Self.isContent(of: record, archive)
    }
    let recompressed = found.filter { archive in
      guard let record = records[archive.path] else { return false }
      return record.sha256 != archive.sha256.map { "\($0)" } && Self.isContent(of: record, archive)
    }
    let missing = recorded.filter { record in
      !paths.contains(record.path) && !substitutes.contains { Self.isContent(of: record, $0) }
    }
    let unrecorded = found.filter { archive in
      records[archive.path] == nil && !substitutes.contains { $0.path == archive.path }
    }
    repackedCount = recompressed.count + substitutes.count

    add(
      changed.map(\.path), "changed since the dataset was made",
      remedy: "put back what was, or convert the photos again")
    add(missing.map(\.path), "recorded and missing", remedy: "put it back, or convert the photos again")
    add(
      unrecorded.map(\.path), "there and not recorded",
      remedy: "remove what does not belong to this dataset, or convert the photos again")
    let miscounted = found.filter { archive in
      guard let record = records[archive.path] else { return false }
      return record.sha256 == archive.sha256.map { "\($0)" } && record.byteCount != archive.byteCount
    }
    add(
      miscounted.map(\.path), "not as long as recorded, though the checksum is right",
      remedy: "\(DatasetFile.description) was edited; put back what was")
  }

  private static func isContent(of record: DatasetDescription.Archive, _ archive: Archive) -> Bool {
    record.split == archive.name.split && record.content == archive.name.content.rawValue
      && record.payloadSHA256 == archive.payloadSHA256.map { "\($0)" }
  }

  private mutating func add(_ paths: [String], _ what: String, remedy: String) {
    guard !paths.isEmpty else { return }
    findings.append(
      Finding(
        "\(paths.joined(separator: ", ")): \(counted(paths.count, "archive")) \(what)", remedy: remedy,
        files: paths))
  }
}
