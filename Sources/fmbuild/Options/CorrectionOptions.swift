internal import ArgumentParser
internal import DatasetBuilding

/// What people who looked at a dataset found wrong with its labels.
struct CorrectionOptions: ParsableArguments {
  @Option(
    name: .customLong("corrections"),
    help: ArgumentHelp(
      "Photos to relabel or to drop, as marked in a report: columns source, action, new_class.",
      valueName: "file.csv"))
  var file: String?

  func corrections() throws -> Corrections? {
    try file.map { try Corrections(reading: $0) }
  }
}
