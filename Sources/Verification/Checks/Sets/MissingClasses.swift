internal import DatasetBuilding
internal import DatasetReading

/// Does every split have items of every class?
struct MissingClasses: Check {
  static let description = CheckDescription(
    "missing-classes", .sets, .error, finds: "a class without an item in one of the splits",
    because: "what was not trained cannot be recognised, and what is not tested is not known")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    guard !dataset.splits.isEmpty else { return .skipped("no split can be read") }
    let counts = dataset.splits.map { part in ClassCounts(part, classCount: dataset.classCount) }
    let used = dataset.classLabels.filter { label in counts.contains { $0[label] > 0 } }
    // Numbers that nobody named and nobody uses are gaps between labels, not classes.
    let expected = dataset.classNames == nil ? used : Array(dataset.classLabels)
    guard dataset.itemCount > 0 else {
      return CheckReport(
        summary: "there is no item",
        findings: [Finding("the archives hold no item at all", remedy: "make the dataset again, of photos")])
    }
    var findings: [Finding] = []
    for (part, counts) in zip(dataset.splits, counts) {
      let missing = expected.filter { counts[$0] == 0 }
      guard !missing.isEmpty else { continue }
      findings.append(
        Finding(
          "\(part.split.rawValue): no item of \(missing.map(dataset.className).joined(separator: ", "))",
          remedy:
            "add photos of \(missing.count == 1 ? "it" : "them"), or leave the class out of \(DatasetFile.classes)"
        ))
    }
    if used.count == 1 {
      findings.append(
        Finding(
          "all items are of one class, \(dataset.className(used[0]))",
          remedy: "add photos of other classes: there is nothing to tell apart"))
    }
    return CheckReport(
      summary: "\(counted(expected.count, "class", plural: "classes")) in every split", findings: findings
    ).withSummary("\(counted(findings.count, "split")) without all classes")
  }
}
