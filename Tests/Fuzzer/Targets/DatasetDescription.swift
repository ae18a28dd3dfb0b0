internal import Conversion
internal import DatasetFormat

extension FuzzTarget {
  /// `dataset.json`, whose recipe becomes a pipeline and classes.
  static let datasetDescription = FuzzTarget(
    "description",
    words: [
      "\"schema\"", "\"recipe\"", "\"stages\"", "\"split\"", "\"counts\"", "\"selection\"",
      "9223372036854775807",
      "-9223372036854775808", "1e308", "null", "[]", "{}",
    ]
  ) { (text: String) in
    let description = try DatasetDescription(parsing: text, file: "dataset.json")
    if let classes = description.recipe.classes { _ = try ClassMap(classes) }
    _ = try MapSettings(description.recipe, jobCount: 1)
  }
}
