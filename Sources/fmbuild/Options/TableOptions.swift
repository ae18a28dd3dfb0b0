internal import ArgumentParser
internal import Conversion
internal import DatasetFormat

/// The options for a table of photos and labels.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A table of photos and their labels, instead of class folders.", valueName: "file.csv")
  )
  var labels: String?

  @Option(
    help: ArgumentHelp("Heading of the column with the photo's path. (default: path)", valueName: "heading"))
  var pathColumn: String?

  @Option(help: ArgumentHelp("Heading of the column with the label. (default: label)", valueName: "heading"))
  var labelColumn: String?

  @Option(
    help: ArgumentHelp(
      "Heading of the column with the product; photos of one product stay in one split. (default: group)",
      valueName: "heading"))
  var groupColumn: String?

  @Option(
    help: ArgumentHelp(
      "Heading of the column that says train, validation or test. (default: split)", valueName: "heading"))
  var splitColumn: String?

  func validate() throws {
    let isNamed = [pathColumn, labelColumn, groupColumn, splitColumn].contains { $0 != nil }
    guard labels != nil || !isNamed else {
      throw ValidationError("The column options say how to read a table; name it with --labels FILE.csv.")
    }
  }

  /// Returns the origin of the labels: the table if there is one, otherwise the folders.
  ///
  /// - Parameter recorded: the columns of a recipe's table, for headings that were not given.
  func labelSource(recorded: Recipe.Labels.Columns? = nil) throws -> PhotoCollection.Labels {
    guard let labels else { return .folders }
    var columns = recorded ?? Recipe.Labels.Columns()
    if let pathColumn { columns.path = pathColumn }
    if let labelColumn { columns.label = labelColumn }
    if let groupColumn { columns.group = groupColumn }
    if let splitColumn { columns.split = splitColumn }
    return .file(try LabelFile(reading: labels, columns: columns))
  }
}
