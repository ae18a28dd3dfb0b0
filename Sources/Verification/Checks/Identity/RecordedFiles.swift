internal import DatasetFormat
internal import Wording

/// A comparison of a folder's IDX files with those that were recorded when the dataset was made.
struct RecordedFiles {
  private(set) var findings: [Finding] = []
  /// The number of files with the recorded content but another packaging: compressed again, or unpacked.
  private(set) var repackedCount = 0

  init(_ recorded: [DatasetDescription.File], found: [IDXFileSummary]) {
    let records = Dictionary(recorded.map { ($0.path, $0) }) { first, _ in first }
    let paths = Set(found.map(\.path))
    // Unpacking gives a file another name and removes the compressed one.
    let substitutes = found.filter { idxFile in
      records[idxFile.path] == nil && recorded.contains { Self.isContent(of: $0, idxFile) }
    }
    let changed = found.filter { idxFile in
      guard let record = records[idxFile.path], record.sha256 != idxFile.sha256.map({ "\($0)" }) else {
        return false
      }
      return !Self.isContent(of: record, idxFile)
    }
    let recompressed = found.filter { idxFile in
      guard let record = records[idxFile.path] else { return false }
      return record.sha256 != idxFile.sha256.map { "\($0)" } && Self.isContent(of: record, idxFile)
    }
    let missing = recorded.filter { record in
      !paths.contains(record.path) && !substitutes.contains { Self.isContent(of: record, $0) }
    }
    let unrecorded = found.filter { idxFile in
      records[idxFile.path] == nil && !substitutes.contains { $0.path == idxFile.path }
    }
    repackedCount = recompressed.count + substitutes.count

    add(
      changed.map(\.path), "changed since the dataset was made",
      remedy: "put back what was, or convert the photos again")
    add(missing.map(\.path), "recorded and missing", remedy: "put it back, or convert the photos again")
    add(
      unrecorded.map(\.path), "there and not recorded",
      remedy: "remove what does not belong to this dataset, or convert the photos again")
    let miscounted = found.filter { idxFile in
      guard let record = records[idxFile.path] else { return false }
      return record.sha256 == idxFile.sha256.map { "\($0)" } && record.byteCount != idxFile.byteCount
    }
    add(
      miscounted.map(\.path), "not as long as recorded, though the checksum is right",
      remedy: "\(DatasetFile.description) was edited; put back what was")
  }

  private static func isContent(of record: DatasetDescription.File, _ idxFile: IDXFileSummary) -> Bool {
    record.split == idxFile.name.split && record.content == idxFile.name.content
      && record.payloadSHA256 == idxFile.payloadSHA256.map { "\($0)" }
  }

  private mutating func add(_ paths: [String], _ what: String, remedy: String) {
    guard !paths.isEmpty else { return }
    findings.append(
      Finding(
        "\(paths.joined(separator: ", ")): \(counted(paths.count, "file")) \(what)", remedy: remedy,
        files: paths))
  }
}
