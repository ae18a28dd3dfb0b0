internal import ArgumentParser
internal import DatasetBuilding

/// Where labels come from and what becomes of them.
struct LabelOptions: ParsableArguments {
  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp(
      "Classes in order, and the labels that each gathers: 'Trouser: [Jeans, Leggings]'.",
      valueName: "file.yaml"))
  var classes: String?

  @OptionGroup var correction: CorrectionOptions

  func labelSource() throws -> PhotoCollection.Labels { try table.labelSource() }

  func corrections() throws -> Corrections? { try correction.corrections() }

  func classMap() throws -> ClassMap? {
    try classes.map { try ClassMap.reading($0) }
  }
}
