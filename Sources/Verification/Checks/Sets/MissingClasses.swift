internal import DatasetFormat
internal import Wording

/// A check for classes without images in one of the splits.
struct MissingClasses: Check {
  static let description = CheckDescription(
    "missing-classes", .sets, .error, finds: "a class without an image in one of the splits",
    because: "what was not trained cannot be recognised, and what is not tested is not known")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    guard !dataset.splits.isEmpty else { return .skipped("no split can be read") }
    let counts = dataset.splits.map { part in ClassCounts(part, classCount: dataset.classCount) }
    let used = dataset.classLabels.filter { label in counts.contains { $0[label] > 0 } }
    // Labels without a name and without images are gaps between labels, not classes; and so are numbers that the recipe
    // records as no class of the photos.
    let gaps = (dataset.description?.recipe.classes?.gaps ?? []).filter { !used.contains($0) }
    let expected =
      dataset.classNames == nil ? used : dataset.classLabels.filter { !gaps.contains($0) }
    guard dataset.imageCount > 0 else {
      return CheckReport(
        summary: "there is no image",
        findings: [Finding("the files hold no image at all", remedy: "make the dataset again, of photos")])
    }
    var findings: [Finding] = []
    for (part, counts) in zip(dataset.splits, counts) {
      let missing = expected.filter { counts[$0] == 0 }
      guard !missing.isEmpty else { continue }
      findings.append(
        Finding(
          "\(part.split.rawValue): no image of \(missing.map(dataset.className).joined(separator: ", "))",
          remedy:
            "add photos of \(missing.count == 1 ? "it" : "them") and convert again, or convert without the class"
        ))
    }
    if used.count == 1 {
      findings.append(
        Finding(
          "all images are of one class, \(dataset.className(used[0]))",
          remedy: "add photos of other classes: there is nothing to tell apart"))
    }
    return CheckReport(
      summary: "\(counted(expected.count, "class", plural: "classes")) in every split"
        + (gaps.isEmpty ? "" : "; \(counted(gaps.count, "number")) without photos, as convert recorded"),
      findings: findings
    ).withSummary("\(counted(findings.count, "split")) without all classes")
  }
}
