internal import ArgumentParser
internal import Conversion

/// The option for the corrections table.
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
