internal import DatasetFormat
internal import ImageCore
internal import Wording

/// A check for differences between the files and the record in `dataset.json`.
struct RecordedChecksums: Check {
  static let description = CheckDescription(
    "recorded-checksums", .identity, .error,
    finds: "files that are not those of dataset.json, and counts and classes that differ from it",
    because: "a dataset that was changed after it was made is not what its description says")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    let unreadable = dataset.unreadableFiles.filter {
      ![DatasetFile.manifest, DatasetFile.classes, DatasetFile.rejectedPhotos].contains($0.path)
    }.map {
      Finding($0.reason, remedy: "put the file back as it was, or convert the photos again", files: [$0.path])
    }
    guard let record = dataset.description else {
      guard !unreadable.isEmpty else { return .skipped("there is no \(DatasetFile.description)") }
      return CheckReport(
        summary: "\(counted(unreadable.count, "file")) cannot be read", findings: unreadable)
    }
    let idxFiles = RecordedFiles(record.files, found: dataset.idxFiles)
    let repacked =
      idxFiles.repackedCount == 0
      ? "" : ", \(grouped(idxFiles.repackedCount)) of them packed anew, which changes nothing"
    return CheckReport(
      summary: "\(counted(record.files.count, "file")) as recorded" + repacked,
      findings: unreadable + idxFiles.findings + Self.disagreements(record, dataset)
    )
    .withSummary("not what \(DatasetFile.description) records")
  }

  /// Returns findings about counts, image types and classes that differ from the record.
  private static func disagreements(_ record: DatasetDescription, _ dataset: Dataset) -> [Finding] {
    var differences: [String] = []
    var names: [String] = []
    for data in dataset.splits {
      let split = data.split
      let recorded = record.counts.images[split] ?? 0
      if recorded != data.count {
        differences.append(
          "\(split.rawValue) has \(counted(data.count, "image")), \(grouped(recorded)) recorded")
      }
      if data.type != record.image {
        differences.append("\(split.rawValue) has images of \(data.type), \(record.image) recorded")
      }
      let counts = ClassCounts(data, classCount: max(dataset.classCount, record.classes.count)).counts
      for entry in record.classes where counts.indices.contains(entry.label) {
        let recorded = entry.images[split] ?? 0
        guard recorded != counts[entry.label] else { continue }
        differences.append(
          "\(split.rawValue) has \(grouped(counts[entry.label])) of '\(entry.name)', \(grouped(recorded)) recorded"
        )
      }
    }
    if dataset.hasClassFile, let found = dataset.classNames, found != record.classes.map(\.name) {
      let recorded = record.classes.map(\.name)
      if found.count != recorded.count {
        names.append("\(counted(found.count, "class", plural: "classes")), \(recorded.count) recorded")
      }
      for (label, (found, recorded)) in zip(found, recorded).enumerated() where found != recorded {
        names.append("\(label) is '\(found)', '\(recorded)' recorded")
      }
    }
    return [(DatasetFile.description, differences), (DatasetFile.classes, names)].compactMap { file, texts in
      guard !texts.isEmpty else { return nil }
      return Finding(
        "\(file): \(texts.prefix(3).joined(separator: "; "))" + (texts.count > 3 ? "; …" : ""),
        remedy: "one of the files was edited: put back what was, or convert the photos again", files: [file])
    }
  }
}
