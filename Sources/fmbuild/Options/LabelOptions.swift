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

  func labelSource() throws -> PhotoCollection.Labels { try table.labelSource() }

  func classMap() throws -> ClassMap? {
    try classes.map { try ClassMap.reading($0) }
  }
}
