internal import DatasetFormat
internal import Wording

/// A check for labels without a class, and for missing and repeated class names.
struct LabelRange: Check {
  static let description = CheckDescription(
    "label-range", .container, .error,
    finds: "a label that names no class, or a list of classes that is no list",
    because:
      "a label beyond the classes is an index out of range in training, or a row of zeros in one-hot code")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    if let file = dataset.unreadableFiles.first(where: { $0.path == DatasetFile.classes }) {
      return CheckReport(
        summary: "\(DatasetFile.classes) cannot be read",
        findings: [Finding(file.reason, remedy: "write a name a line, in UTF-8", files: [file.path])])
    }
    guard let names = dataset.classNames, !names.isEmpty else { return Self.gaps(dataset) }
    let origin = dataset.hasClassFile ? DatasetFile.classes : "the classes"
    let beyond = context.examples { part, index, _ in
      let label = Int(part.labels[index])
      return label < names.count ? nil : "label \(label)"
    }
    var findings: [Finding] = []
    if !beyond.isEmpty {
      let labels = Set(beyond.map { dataset.label(of: $0.position) }).sorted().map { "\($0)" }
      findings.append(
        Finding(
          "\(counted(beyond.count, "image")) with the label \(labels.joined(separator: ", ")), but \(origin) "
            + "names \(counted(names.count, "class", plural: "classes")), 0 to \(names.count - 1)",
          remedy: "add the missing names to \(DatasetFile.classes), or mend the labels", examples: beyond))
    }
    let empty = names.indices.filter { names[$0].allSatisfy(\.isWhitespace) }
    if !empty.isEmpty {
      findings.append(
        Finding(
          "\(origin): no name for \(empty.map { "\($0)" }.joined(separator: ", "))",
          remedy: "write a name on each line; the line number, from 0, is the label",
          files: [DatasetFile.classes]))
    }
    let twice = Dictionary(grouping: names.indices, by: { names[$0] }).filter {
      $0.value.count > 1 && !$0.key.isEmpty
    }
    for (name, labels) in twice.sorted(by: { $0.key < $1.key }) {
      findings.append(
        Finding(
          "\(origin): '\(name)' is the name of labels \(labels.map { "\($0)" }.joined(separator: " and "))",
          remedy: "give each class a name of its own, or gather them with convert --classes",
          files: [DatasetFile.classes]))
    }
    return CheckReport(
      summary: "labels of \(counted(names.count, "class", plural: "classes")), 0 to \(names.count - 1)",
      findings: findings)
  }

  /// Returns the report on a dataset without class names: labels should run from 0 without a gap.
  private static func gaps(_ dataset: Dataset) -> CheckReport {
    var isUsed = [Bool](repeating: false, count: dataset.classCount)
    for part in dataset.splits { for label in part.labels.prefix(part.count) { isUsed[Int(label)] = true } }
    let unused = isUsed.indices.filter { !isUsed[$0] }
    guard !isUsed.isEmpty else { return .skipped("there are no labels") }
    let findings =
      unused.isEmpty
      ? []
      : [
        Finding(
          "labels go up to \(isUsed.count - 1), but no image has \(ranges(of: unused))",
          remedy: unused == [0]
            ? "count labels from 0, as loaders and one-hot code do: subtract 1"
            : "number the classes through from 0, or mend the labels that stand apart")
      ]
    return CheckReport(summary: "labels 0 to \(isUsed.count - 1), none left out", findings: findings)
      .withSummary("labels are left out")
  }

  /// Returns numbers as text, with ranges of consecutive ones, such as `0, 4 to 7, 9`.
  private static func ranges(of numbers: [Int]) -> String {
    consecutiveRanges(of: numbers)
      .map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
      .joined(separator: ", ")
  }
}
