internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

/// Are the files still those that `dataset.json` records?
struct RecordedChecksums: Check {
  static let description = CheckDescription(
    "recorded-checksums", .identity, .error,
    finds: "archives that are not those of dataset.json, and counts and classes that differ from it",
    because: "a dataset that was changed after it was made is not what its description says")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    let unreadable = dataset.unreadableFiles.filter {
      ![DatasetFile.manifest, DatasetFile.classes].contains($0.path)
    }.map {
      Finding($0.reason, remedy: "put the file back as it was, or convert the photos again", files: [$0.path])
    }
    guard let record = dataset.description else {
      guard !unreadable.isEmpty else { return .skipped("there is no \(DatasetFile.description)") }
      return CheckReport(
        summary: "\(counted(unreadable.count, "file")) cannot be read", findings: unreadable)
    }
    guard record.schema <= DatasetDescription.currentSchema else {
      let finding = Finding(
        "\(DatasetFile.description): its schema is \(record.schema), and this version knows schemas up to "
          + "\(DatasetDescription.currentSchema)",
        remedy: "verify it with the version that made it, \(record.program.name) \(record.program.version)",
        files: [DatasetFile.description])
      return CheckReport(summary: "a schema of a newer version", findings: unreadable + [finding])
    }
    let archives = RecordedArchives(record.archives, found: dataset.archives)
    let repacked =
      archives.repackedCount == 0
      ? "" : ", \(grouped(archives.repackedCount)) of them packed anew, which changes nothing"
    return CheckReport(
      summary: "\(counted(record.archives.count, "archive")) as recorded" + repacked,
      findings: unreadable + archives.findings + Self.disagreements(record, dataset)
    )
    .withSummary("not what \(DatasetFile.description) records")
  }

  /// Where counts, sizes and classes differ from what is there.
  private static func disagreements(_ record: DatasetDescription, _ dataset: Dataset) -> [Finding] {
    var differences: [String] = []
    var names: [String] = []
    for part in dataset.splits {
      let recorded = part.split == .train ? record.counts.train : record.counts.t10k
      if recorded != part.count {
        differences.append(
          "\(part.split.rawValue) has \(counted(part.count, "item")), \(grouped(recorded)) recorded")
      }
      let item = DatasetDescription.ItemEntry(
        width: part.size.width, height: part.size.height, channels: part.channelCount)
      if item != record.item {
        differences.append(
          "\(part.split.rawValue) has items of \(described(item)), \(described(record.item)) recorded")
      }
      let counts = ClassCounts(part, classCount: max(dataset.classCount, record.classes.count)).counts
      for entry in record.classes where counts.indices.contains(entry.label) {
        let recorded = part.split == .train ? entry.train : entry.t10k
        guard recorded != counts[entry.label] else { continue }
        differences.append(
          "\(part.split.rawValue) has \(grouped(counts[entry.label])) of '\(entry.name)', \(grouped(recorded)) recorded"
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

  private static func described(_ item: DatasetDescription.ItemEntry) -> String {
    "\(item.width)x\(item.height) \(item.channels == 1 ? "grey" : "colour")"
  }
}
