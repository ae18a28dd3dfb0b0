import Conversion
import DatasetFormat
import Testing
import TestSupport
import Workflows

/// Tests of the command that follows a recipe.
struct ConvertCommandTests {
  @Test func standardRecipeNeedsNoOption() throws {
    #expect(ConvertCommand(try recipe()).text == "fmbuild convert PHOTOS --out NEW")
  }

  static let cases: [(@Sendable (inout Recipe) -> Void, String)] = [
    ({ $0.pipeline.name = "emnist" }, "--pipeline emnist"),
    (
      {
        $0.pipeline.name = "my-shop"
        $0.pipeline.file = "my shop.yaml"
      }, "--pipeline 'my shop.yaml'"
    ),
    ({ $0.isFast = true }, "--fast"),
    ({ $0.selection.maximumPixels = 50_000_000 }, "--max-megapixels 50"),
    ({ $0.selection.keepsBlank = true }, "--keep-blank"),
    ({ $0.selection.acceptsTruncated = true }, "--accept-truncated"),
    ({ $0.selection.dropsDuplicates = true }, "--drop-duplicates"),
    ({ $0.selection.minimumContrast = 30 }, "--exclude-low-contrast --contrast-limit 30"),
    ({ $0.split.rule = .fractions(validation: 0, test: 0.25) }, "--test-fraction 0.25"),
    ({ $0.split.rule = .fractions(validation: 0.1, test: 1.0 / 7) }, "--validation-fraction 0.1"),
    ({ $0.split.rule = .perClass([.train: 60, .test: 10]) }, "--per-class 60,10"),
    ({ $0.split.rule = .perClass([.train: 60, .validation: 5, .test: 10]) }, "--per-class 60,5,10"),
    ({ $0.split.rule = .exactMNIST }, "--exact-mnist"),
    ({ $0.split.seed = 3 }, "--seed 3"),
    ({ $0.split.isShuffled = false }, "--no-shuffle"),
    ({ $0.base = Recipe.FileReference(name: "old data", sha256: "") }, "--base 'old data'"),
    ({ $0.layout = .keras }, "--layout keras"),
    ({ $0.addsRaw = true }, "--raw"),
    (
      {
        $0.labels.origin = .table
        $0.labels.file = Recipe.FileReference(name: "shop's.csv", sha256: "")
        var columns = Recipe.Labels.Columns()
        columns.label = "Sorte"
        $0.labels.columns = columns
      }, "--labels 'shop'\\''s.csv' --label-column Sorte"
    ),
  ]

  @Test(arguments: cases.indices)
  func everythingThatDiffersIsAnOption(_ index: Int) throws {
    var recipe = try recipe()
    Self.cases[index].0(&recipe)
    #expect(ConvertCommand(recipe).text == "fmbuild convert PHOTOS --out NEW " + Self.cases[index].1)
  }
}
