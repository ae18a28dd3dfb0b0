internal import ArgumentParser
internal import DatasetBuilding

/// A table of photos and labels, and how to read it.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A table of photos and their labels, instead of class folders.", valueName: "file.csv")
  )
  var labels: String?

  @Option(help: ArgumentHelp("Heading of the column with the photo's path.", valueName: "heading"))
  var pathColumn: String = LabelFile.Columns().path

  @Option(help: ArgumentHelp("Heading of the column with the label.", valueName: "heading"))
  var labelColumn: String = LabelFile.Columns().label

  @Option(
    help: ArgumentHelp(
      "Heading of the column with the product; photos of one product stay in one split.", valueName: "heading"
    ))
  var groupColumn: String = LabelFile.Columns().group

  @Option(help: ArgumentHelp("Heading of the column that says train or test.", valueName: "heading"))
  var splitColumn: String = LabelFile.Columns().split

  func validate() throws {
    let columns = LabelFile.Columns()
    let isNamed =
      pathColumn != columns.path || labelColumn != columns.label || groupColumn != columns.group
      || splitColumn != columns.split
    guard labels != nil || !isNamed else {
      throw ValidationError("The column options say how to read a table; name it with --labels FILE.csv.")
    }
  }

  func labelSource() throws -> PhotoCollection.Labels {
    guard let labels else { return .folders }
    var columns = LabelFile.Columns()
    columns.path = pathColumn
    columns.label = labelColumn
    columns.group = groupColumn
    columns.split = splitColumn
    return .file(try LabelFile(reading: labels, columns: columns))
  }
}
