internal import DatasetFormat

/// A check for files that are unchanged files of a published dataset.
struct KnownDatasetCheck: Check {
  static let description = CheckDescription(
    "known-dataset", .identity, .note, finds: "files that are those of a published dataset, unchanged",
    because:
      "MNIST, Fashion-MNIST and KMNIST have the same names and sizes, and people have trained on the wrong one"
  )

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) -> CheckReport {
    let provenance = Provenance(of: context.dataset.idxFiles)
    guard let sentence = provenance.sentence else {
      return CheckReport(summary: "none of the published datasets")
    }
    let isWhole = provenance.known.count == 1 && provenance.others.isEmpty
    let remedy =
      isWhole
      ? "nothing to do if you meant it; if you meant another, its files have the same names: copy them here anew"
      : "if they were edited, give the set a name of its own; if files of two sets stand together, keep those of one"
    return CheckReport(
      summary: isWhole ? provenance.known[0].name : "partly a published dataset",
      findings: [
        Finding(
          sentence, remedy: remedy, files: isWhole ? [] : provenance.known.flatMap { $0.idxFiles.map(\.path) }
        )
      ])
  }
}
