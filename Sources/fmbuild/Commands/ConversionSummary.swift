internal import DatasetBuilding
internal import DatasetReading

/// What `convert` says at its end.
struct ConversionSummary {
  private let conversion: Conversion
  /// The dataset's folder as the user named it; nil if nothing was written.
  private let target: String?
  private let layout: DatasetLayout

  init(_ conversion: Conversion, target: String?, layout: DatasetLayout) {
    self.conversion = conversion
    self.target = target.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    self.layout = layout
  }

  /// Corrections, rejects and warnings, for the person who watches.
  var noticeLines: [String] {
    let faults = conversion.rejects.filter(\.reason.isFault)
    // One line a label says more than one a photo.
    let byLabel = Dictionary(grouping: faults.filter { $0.reason == .unknownLabel }, by: \.label)
    let others = faults.filter { $0.reason != .unknownLabel }
    let shown = 10
    var lines = others.prefix(shown).map { "\($0.source): \($0.detail)" }
    let place = target.map { "in \($0)/\(DatasetFile.rejects)" } ?? "with --json"
    if others.count > shown { lines.append("… and \(counted(others.count - shown, "more reject")) \(place)") }
    lines += byLabel.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(shown).map {
      label, rejects in
      "\(rejects[0].source)\(rejects.count > 1 ? " and \(grouped(rejects.count - 1)) more" : ""): \(rejects[0].detail)"
    }
    if byLabel.count > shown {
      lines.append("… and \(counted(byLabel.count - shown, "more label")) of no class \(place)")
    }
    if let corrections = conversion.description.corrections {
      lines.insert(
        "\(counted(corrections.relabelled, "photo")) relabelled, \(grouped(corrections.dropped)) dropped "
          + "(\(corrections.file))", at: 0)
    }
    return lines + conversion.warnings.map { "warning: \($0)" }
  }

  var resultLines: [String] {
    let description = conversion.description
    var table = TextTable([
      ("label", .right), ("class", .left), ("train", .right), ("t10k", .right), ("from", .left),
    ])
    let showsSources = description.classes.contains { $0.sources != [$0.name] && !$0.sources.isEmpty }
    for entry in description.classes {
      let sources = showsSources ? entry.sources.joined(separator: ", ") : ""
      table.add(["\(entry.label)", entry.name, grouped(entry.train), grouped(entry.t10k), sources])
    }
    let counts = description.counts
    table.add(["", "all", grouped(counts.train), grouped(counts.t10k), ""])
    var lines = table.lines
    if !showsSources, lines[0].hasSuffix("  from") { lines[0].removeLast("  from".count) }
    let item = description.item
    let kind = "\(item.width)x\(item.height) \(item.channels == 1 ? "grey" : "colour")"
    lines += [
      "",
      "\(counted(counts.items, "item")) of \(kind) from \(counted(counts.photos, "photo")), "
        + "\(counted(counts.rejects, "reject"))"
        + (counts.leftOut > 0 ? ", \(grouped(counts.leftOut)) left out" : "")
        + " (pipeline \(description.pipeline.name)\(description.pipeline.isFast ? ", fast" : ""), seed \(description.split.seed))",
    ]
    guard let target else { return lines + ["nothing was written (--dry-run)"] }
    lines += description.archives.map { "  \(target)/\($0.path)  \(grouped($0.byteCount)) bytes" }
    lines += [
      "  \(target)/\(DatasetFile.classes), \(DatasetFile.manifest), \(DatasetFile.rejects), \(DatasetFile.description), \(DatasetFile.sprite)"
    ]
    lines += ["load it:"] + layout.loadingSnippet(folder: target, item: item).map { "  " + $0 }
    return lines
  }

  private struct Document: Encodable {
    struct RejectEntry: Encodable {
      let source: String
      let label: String
      let reason: String
      let detail: String
    }
    let target: String?
    let dataset: DatasetDescription
    let rejects: [RejectEntry]
    let warnings: [String]
  }

  /// `dataset.json` with rejects, warnings and where it was written.
  func json() throws -> String {
    let document = Document(
      target: target, dataset: conversion.description,
      rejects: conversion.rejects.map {
        .init(source: $0.source, label: $0.label, reason: $0.reason.rawValue, detail: $0.detail)
      },
      warnings: conversion.warnings)
    return try JSONText.encode(document)
  }
}
