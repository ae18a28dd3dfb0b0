internal import DatasetBuilding

/// Does every label name a class?
struct LabelRange: Check {
  static let description = CheckDescription(
    "label-range", .container, .error,
    finds: "a label that names no class, or a list of classes that is no list",
    because:
      "a label beyond the classes is an index out of range in training, or a row of zeros in one-hot code")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    guard let names = dataset.classNames, !names.isEmpty else {
      return .skipped("nothing says which classes there are (classes.txt, a name a line)")
    }
    let origin = dataset.hasClassFile ? DatasetFile.classes : "the classes"
    let beyond = examination.items { part, index, _ in
      let label = Int(part.labels[index])
      return label < names.count ? nil : "label \(label)"
    }
    var findings: [Finding] = []
    if !beyond.isEmpty {
      let labels = Set(beyond.map { dataset.label(of: $0.position) }).sorted().map { "\($0)" }
      findings.append(
        Finding(
          "\(counted(beyond.count, "item")) with the label \(labels.joined(separator: ", ")), but \(origin) "
            + "names \(counted(names.count, "class", plural: "classes")), 0 to \(names.count - 1)",
          remedy: "add the missing names to \(DatasetFile.classes), or mend the labels", items: beyond))
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
}
