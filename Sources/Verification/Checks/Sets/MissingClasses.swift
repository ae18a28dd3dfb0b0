internal import DatasetFormat
internal import Wording

/// A check for classes without images in one of the splits, or in all of them.
struct MissingClasses: Check {
  static let description = CheckDescription(
    "missing-classes", .sets, .error,
    finds: "a class without an image in one of the splits (without any image at all: a warning)",
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
      let missing = used.filter { counts[$0] == 0 }
      guard !missing.isEmpty else { continue }
      let them = missing.count == 1 ? "it" : "them"
      findings.append(
        Finding(
          "\(part.split.rawValue): no image of \(missing.map(dataset.className).joined(separator: ", "))",
          remedy: dataset.description == nil
            ? "put images of \(them) into \(part.split.rawValue), images and labels alike"
            : "add photos of \(them) and convert again; a class needs two photos at least for each split"))
    }
    // Numbers that begin at 1 leave an output that is never learned, and are seldom meant.
    let empty = expected.filter { !used.contains($0) } + (gaps == [0] ? gaps : [])
    if !empty.isEmpty { findings.append(Self.finding(empty, used, dataset)) }
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
    ).withSummary(
      "\(counted(used.count, "class", plural: "classes")) of \(Set(expected + empty).count) with images, not all in every split"
    )
  }

  /// Returns the finding about classes that have a name, and no image in any split.
  private static func finding(_ empty: [Int], _ used: [Int], _ dataset: Dataset) -> Finding {
    let names = empty.map(dataset.className).joined(separator: ", ")
    let (them, lines) = empty.count == 1 ? ("it", "line") : ("them", "\(empty.count) lines")
    let last = used.last ?? 0
    let remedy =
      if let description = dataset.description {
        "add photos of \(them) and convert again, or leave \(them) out: "
          + (description.recipe.classes?.origin == .file
            ? "take \(them) out of the file of convert --classes, and convert again"
            : "convert --classes FILE.yaml, whose text is [\(used.map { quoted(dataset.className($0)) }.joined(separator: ", "))]")
      } else if empty.allSatisfy({ $0 > last }) {
        "add images of \(them), or take the last \(lines) out of \(DatasetFile.classes)"
      } else {
        "add images of \(them), or number the labels anew without a gap, in the files of the labels and in \(DatasetFile.classes)"
      }
    return Finding(
      "no split has an image of \(names): a network gets \(empty.count == 1 ? "an output" : "outputs") that it never learns"
        + (empty == [0] && dataset.className(0) == "0" ? "; the classes are numbered from 1" : ""),
      remedy: remedy, severity: .warning)
  }

  /// Returns a class name as a YAML text.
  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
