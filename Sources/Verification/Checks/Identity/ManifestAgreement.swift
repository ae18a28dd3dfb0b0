internal import DatasetFormat
internal import Wording

/// A check for differences between the manifest and the IDX files.
struct ManifestAgreement: Check {
  static let description = CheckDescription(
    "manifest-agreement", .identity, .error,
    finds: "images without a row in the manifest or with several, rows without an image, labels that differ",
    because: "what is said of photos, groups and crops is then said of other images")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    let file = DatasetFile.manifest
    guard let manifest = dataset.manifest else {
      guard let reason = dataset.unreadableFiles.first(where: { $0.path == file })?.reason else {
        guard dataset.description != nil else { return .skipped("there is no \(file)") }
        return CheckReport(
          summary: "\(file) is missing",
          findings: [
            Finding(
              "\(file) is missing, though \(DatasetFile.description) is there: no image can be traced to its photo",
              remedy: "put it back, or convert the photos again", files: [file])
          ])
      }
      return CheckReport(
        summary: "\(file) cannot be read",
        findings: [Finding(reason, remedy: Self.remedy, files: [file])])
    }
    guard !dataset.splits.isEmpty else { return .skipped("no split can be read") }

    let missing = dataset.splits.flatMap { part in
      (0..<part.count).lazy.map { ExamplePosition(part.split, $0) }.filter { manifest.row(at: $0) == nil }
        .map { Finding.Example($0) }
    }
    let rows = manifest.rows.filter { dataset.data[$0.position.split] != nil }
    let (inside, beyond) = (
      rows.filter { dataset.holds($0.position) }, rows.filter { !dataset.holds($0.position) }
    )
    let several = Dictionary(grouping: inside, by: \.position).filter { $0.value.count > 1 }
      .sorted { $0.key < $1.key }
      .map { Finding.Example($0, "lines \(shortList($1.map { "\($0.line)" }, shown: 6))") }
    let relabelled = inside.compactMap { row -> Finding.Example? in
      let label = dataset.label(of: row.position)
      guard label != row.label else { return nil }
      return Finding.Example(
        row.position,
        "\(dataset.className(row.label)) in line \(row.line), \(dataset.className(label)) in the file")
    }

    var findings: [Finding] = []
    func add(_ message: String, _ examples: [Finding.Example] = []) {
      findings.append(Finding("\(file): \(message)", remedy: Self.remedy, examples: examples, files: [file]))
    }
    if !missing.isEmpty { add("no row for \(counted(missing.count, "image"))", missing) }
    if !several.isEmpty { add("several rows for \(counted(several.count, "image"))", several) }
    if !beyond.isEmpty {
      let places = beyond.lazy.map {
        "\($0.position.split.rawValue) \($0.position.index) in line \($0.line)"
      }
      add("\(counted(beyond.count, "row")) for images that are not there: \(shortList(places))")
    }
    if !relabelled.isEmpty {
      add("another label than the file for \(counted(relabelled.count, "image"))", relabelled)
    }
    return CheckReport(
      summary: "a row for each of \(counted(dataset.imageCount, "image")), with its label", findings: findings
    )
    .withSummary("\(file) and the files differ")
  }

  private static let remedy =
    "one of them was edited, or belongs to another dataset: convert the photos again"
}
