internal import DatasetBuilding
internal import DatasetReading

/// Does the manifest describe the archives that stand beside it?
struct ManifestAgreement: Check {
  static let description = CheckDescription(
    "manifest-agreement", .identity, .error,
    finds: "items without a row in the manifest or with several, rows without an item, labels that differ",
    because: "what is said of photos, groups and crops is then said of other items")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    let file = DatasetFile.manifest
    guard let manifest = dataset.manifest else {
      guard let reason = dataset.unreadableFiles.first(where: { $0.path == file })?.reason else {
        guard dataset.description != nil else { return .skipped("there is no \(file)") }
        return CheckReport(
          summary: "\(file) is missing",
          findings: [
            Finding(
              "\(file) is missing, though \(DatasetFile.description) is there: no item can be traced to its photo",
              remedy: "put it back, or convert the photos again", files: [file])
          ])
      }
      return CheckReport(
        summary: "\(file) cannot be read",
        findings: [Finding(reason, remedy: Self.remedy, files: [file])])
    }
    guard !dataset.splits.isEmpty else { return .skipped("no split can be read") }

    let missing = dataset.splits.flatMap { part in
      (0..<part.count).lazy.map { ItemPosition(part.split, $0) }.filter { manifest.row(at: $0) == nil }
        .map { Finding.Item($0) }
    }
    let rows = manifest.rows.filter { dataset.parts[$0.position.split] != nil }
    let (inside, beyond) = (rows.filter { exists($0, in: dataset) }, rows.filter { !exists($0, in: dataset) })
    let several = Dictionary(grouping: inside, by: \.position).filter { $0.value.count > 1 }
      .sorted { $0.key < $1.key }
      .map { Finding.Item($0, "lines \($1.map { "\($0.line)" }.joined(separator: ", "))") }
    let relabelled = inside.compactMap { row -> Finding.Item? in
      let label = dataset.label(of: row.position)
      guard label != row.label else { return nil }
      return Finding.Item(
        row.position,
        "\(dataset.className(row.label)) in line \(row.line), \(dataset.className(label)) in the archive")
    }

    var findings: [Finding] = []
    func add(_ message: String, _ items: [Finding.Item] = []) {
      findings.append(Finding("\(file): \(message)", remedy: Self.remedy, items: items, files: [file]))
    }
    if !missing.isEmpty { add("no row for \(counted(missing.count, "item"))", missing) }
    if !several.isEmpty { add("several rows for \(counted(several.count, "item"))", several) }
    if !beyond.isEmpty {
      let places = beyond.prefix(3).map {
        "\($0.position.split.rawValue) \($0.position.index) in line \($0.line)"
      }
      add(
        "\(counted(beyond.count, "row")) for items that are not there: \(places.joined(separator: ", "))"
          + (beyond.count > 3 ? ", …" : ""))
    }
    if !relabelled.isEmpty {
      add("another label than the archive for \(counted(relabelled.count, "item"))", relabelled)
    }
    return CheckReport(
      summary: "a row for each of \(counted(dataset.itemCount, "item")), with its label", findings: findings
    )
    .withSummary("\(file) and the archives differ")
  }

  private static let remedy =
    "one of them was edited, or belongs to another dataset: convert the photos again"

  private func exists(_ row: ManifestTable.Row, in dataset: Dataset) -> Bool {
    (0..<(dataset.parts[row.position.split]?.count ?? 0)).contains(row.position.index)
  }
}
