internal import Conversion
internal import DatasetFormat
internal import Wording

/// The output of `convert` after a conversion.
struct ConversionSummary: CommandSummary {
  private let conversion: Conversion
  /// The dataset's folder as the user wrote it, without a slash at the end; nil if nothing was written.
  private let target: String?

  init(_ conversion: Conversion, target: String?) {
    self.conversion = conversion
    self.target = target.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  private var description: DatasetDescription { conversion.description }

  /// The lines about corrections, rejected photos and warnings, for standard error.
  var noticeLines: [String] {
    let faults = conversion.rejectedPhotos.filter(\.reason.isFault)
    // Photos with the same unknown label share one line.
    let byLabel = faults.filter { $0.reason == .unknownLabel }.groupedByFrequency(of: \.label)
    let others = faults.filter { $0.reason != .unknownLabel }
    let place = target.map { "in \($0)/\(DatasetFile.rejectedPhotos)" } ?? "with --json"
    var lines = ShortList.lines(
      others.map { "\($0.source): \($0.detail)" }, more: "more rejected photo", place: place)
    lines += ShortList.lines(
      byLabel.map { _, photos in
        "\(photos[0].source)\(photos.count > 1 ? " and \(grouped(photos.count - 1)) more" : ""): \(photos[0].detail)"
      }, more: "more label of no class", plural: "more labels of no class", place: place)
    if let corrections = description.recipe.corrections {
      let counts = description.counts
      lines.insert(
        "\(counted(counts.relabelled, "photo")) relabelled, \(grouped(counts.dropped)) dropped "
          + "(\(corrections.name))", at: 0)
    }
    return lines + conversion.warnings.map { "warning: \($0)" }
  }

  var lines: [String] {
    let splits = description.splits
    var table = TextTable(
      [("label", .right), ("class", .left)] + splits.map { ($0.rawValue, .right) } + [("from", .left)])
    let sources = description.recipe.classes?.list.map(\.sources) ?? []
    let shownSourceCount = 20
    func ownSources(_ entry: DatasetDescription.ClassEntry) -> [String] {
      sources.indices.contains(entry.label) ? sources[entry.label] : []
    }
    let showsSources = description.classes.contains { ownSources($0) != [$0.name] && !ownSources($0).isEmpty }
    // Numbers that Fashion-MNIST or the labels leave out are no classes.
    let gaps = description.recipe.classes?.gaps ?? []
    for entry in description.classes where !gaps.contains(entry.label) || entry.images.total > 0 {
      table.add(
        ["\(entry.label)", entry.name] + splits.map { grouped(entry.images[$0] ?? 0) }
          + [showsSources ? shortList(ownSources(entry), shown: shownSourceCount) : ""])
    }
    let counts = description.counts
    table.add(["", "all"] + splits.map { grouped(counts.images[$0] ?? 0) } + [""])
    var lines = table.lines
    if !showsSources, lines[0].hasSuffix("  from") { lines[0].removeLast("  from".count) }
    let recipe = description.recipe
    lines += [
      "",
      "\(counted(counts.images.total, "image")) of \(description.image) from \(counted(counts.photos, "photo")), "
        + "\(grouped(counts.rejected)) rejected"
        + (counts.leftOut > 0 ? ", \(grouped(counts.leftOut)) left out" : "")
        + " (pipeline \(recipe.pipeline.name)\(recipe.isFast ? ", fast" : ""), seed \(recipe.split.seed))",
    ]
    // The rejected photos are in the last line, so that they are not overlooked.
    let rejected = "\(grouped(counts.rejected)) of \(counted(counts.photos, "photo")) rejected"
    guard let target else {
      return lines + ["nothing was written (--dry-run)"]
        + (counts.rejected > 0 ? ["\(rejected): --json says why"] : [])
    }
    lines += description.files.map { "  \(target)/\($0.path)  \(grouped($0.byteCount)) bytes" }
    lines += [
      "  \(target)/\(DatasetFile.classes), \(DatasetFile.manifest), \(DatasetFile.rejectedPhotos), \(DatasetFile.description), \(DatasetFile.sprite)",
      "load it in Python:",
    ]
    lines += recipe.layout.loadingSnippet(folder: target, type: description.image).map { "  " + $0 }
    return counts.rejected > 0
      ? lines + ["\(rejected): \(target)/\(DatasetFile.rejectedPhotos) says why"] : lines
  }

  /// Returns a message that more photos were rejected than allowed, with the most frequent reason.
  ///
  /// - Precondition: at least one photo was rejected.
  func rejectionWarning(limit: RejectLimit) -> String {
    let faults = conversion.rejectedPhotos.filter(\.reason.isFault)
    let byReason = Dictionary(grouping: faults, by: \.reason)
    let most = byReason.values.max { ($0.count, $1[0].source) < ($1.count, $0[0].source) } ?? []
    let example = most.first.map { " \($0.source): \($0.detail)" } ?? ""
    let reason = most.first?.reason.rawValue ?? ""
    let (counts, allowed) = (description.counts, "more than --max-rejected \(limit.text) allows")
    return "warning: \(grouped(counts.rejected)) of \(counted(counts.photos, "photo")) rejected, \(allowed); "
      + (most.count == faults.count ? "the reason of all is" : "the most frequent reason is")
      + " \(reason)\(most.count == faults.count ? "" : " (\(counted(most.count, "photo")))"), such as"
      + example
  }

  private struct Document: Encodable {
    struct RejectedEntry: Encodable {
      let source: String
      let sha256: String
      let label: String
      let reason: String
      let detail: String
    }
    let target: String?
    let dataset: DatasetDescription
    let rejectedPhotos: [RejectedEntry]
    let warnings: [String]
    let notes: [String]
  }

  /// Returns the JSON document of `--json`: `dataset.json` with rejected photos, warnings and the target folder.
  func json() throws -> String {
    let document = Document(
      target: target, dataset: description,
      rejectedPhotos: conversion.rejectedPhotos.map {
        .init(
          source: $0.source, sha256: $0.sha256, label: $0.label, reason: $0.reason.rawValue, detail: $0.detail
        )
      },
      warnings: conversion.warnings, notes: conversion.notes)
    return try JSONText.encode(document)
  }
}
