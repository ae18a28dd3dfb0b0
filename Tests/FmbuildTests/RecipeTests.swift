import Foundation
import IDX
import Testing
import TestSupport

/// Tests of `--recipe`, and of datasets made by the previous version.
struct RecipeTests {
  static let sampleImages = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "SampleImages").path

  @Test func recipeOfADatasetWithAValidationSplitMakesItAgain() async throws {
    try await ConvertTests.withPhotos { folder in
      let first = try await Program.run(
        [
          "convert", "photos", "--out", "data", "--validation-fraction", "0.2", "--seed", "9", "--raw",
          "--drop-duplicates", "--quiet",
        ], in: folder)
      #expect(first.exitCode == 0, "\(first.errors)")
      for recipe in ["data", "data/dataset.json"] {
        let again = try await Program.run(
          ["convert", "photos", "--out", "again", "--recipe", recipe, "--overwrite", "--quiet"], in: folder)
        #expect(again.exitCode == 0, "\(again.errors)")
        #expect(try folder.files(in: "again") == folder.files(in: "data"))
      }
    }
  }

  @Test func optionsChangeARecipe() async throws {
    try await ConvertTests.withPhotos { folder in
      _ = try await Program.run(
        ["convert", "photos", "--out", "data", "--seed", "9", "--pipeline", "rgb-32", "--quiet"], in: folder)
      let result = try await Program.run(
        ["convert", "photos", "--out", "again", "--recipe", "data", "--seed", "4", "--quiet"], in: folder)
      #expect(result.exitCode == 0)
      let text = try folder.text("again/dataset.json")
      #expect(text.contains("\"seed\" : 4") && text.contains("\"name\" : \"rgb-32\""))
    }
  }

  @Test func recipeOfAModelIsThePipelineOfItsTrainingImages() async throws {
    try await ConvertTests.withPhotos { folder in
      for arguments in [
        ["convert", "photos", "--out", "data", "--pipeline", "rgb-32", "--quiet"],
        [
          "train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--quiet", "--out",
          "model",
        ],
        ["convert", "photos", "--out", "again", "--recipe", "model", "--quiet"],
      ] {
        let result = try await Program.run(arguments, in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
      }
      #expect(try folder.files(in: "again") == folder.files(in: "data"))
      try folder.makeFolder("empty")
      let empty = try await Program.run(
        ["convert", "photos", "--out", "none", "--recipe", "empty"], in: folder)
      #expect(empty.exitCode == 2 && empty.errors.contains("empty/dataset.json"))
      let description = try folder.text("model/model.json")
      try folder.write(description.replacing("\"pipeline\"", with: "\"formerly\""), to: "model/model.json")
      let unknown = try await Program.run(
        ["convert", "photos", "--out", "none", "--recipe", "model"], in: folder)
      #expect(unknown.exitCode == 2 && unknown.errors.contains("name a pipeline with --pipeline"))
    }
  }

  @Test func fractionsOfRecipeAndOptionsTogetherLeaveEnoughForTrain() async throws {
    try await ConvertTests.withPhotos { folder in
      let first = try await Program.run(
        ["convert", "photos", "--out", "data", "--test-fraction", "0.8", "--quiet"], in: folder)
      #expect(first.exitCode == 0, "\(first.errors)")
      let second = try await Program.run(
        ["convert", "photos", "--out", "again", "--recipe", "data", "--validation-fraction", "0.3"],
        in: folder)
      #expect(second.exitCode == 64 && second.errors.contains("too little to train with"), "\(second.errors)")
      #expect(!folder.exists("again"))
    }
  }

  @Test func recipeThatWantsATableSaysSo() async throws {
    try await ConvertTests.withPhotos { folder in
      var table = "path,label\n"
      for number in 0..<9 { table += "hat/\(number).png,\(number % 2 == 0 ? "even" : "odd")\n" }
      try folder.write(table, to: "shop.csv")
      let first = try await Program.run(
        ["convert", "photos", "--out", "data", "--labels", "shop.csv", "--quiet"], in: folder)
      #expect(first.exitCode == 0, "\(first.errors)")
      let without = try await Program.run(
        ["convert", "photos", "--out", "again", "--recipe", "data"], in: folder)
      #expect(without.exitCode == 64 && without.errors.contains("the table 'shop.csv'"))
      let with = try await Program.run(
        ["convert", "photos", "--out", "again", "--recipe", "data", "--labels", "shop.csv", "--quiet"],
        in: folder)
      #expect(with.exitCode == 0, "\(with.errors)")
      #expect(try folder.files(in: "again") == folder.files(in: "data"))
    }
  }

  @Test func datasetOfTheVersionBeforeIsReadVerifiedAndRebuilt() async throws {
    try await withTemporaryFolder { folder in
      let fixture = Bundle.module.bundleURL.appending(path: "Fixtures/schema-1").path
      let verified = try await Program.run(
        [
          "verify", fixture, "--rebuild", Self.sampleImages, "--only",
          "rebuild,recorded-checksums,manifest-agreement",
        ],
        in: folder)
      #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")
      #expect(verified.output.contains("identical: 200 photos give the same 4 files, byte for byte"))
      let again = try await Program.run(
        ["convert", Self.sampleImages, "--out", "again", "--recipe", fixture, "--quiet"], in: folder)
      #expect(again.exitCode == 0, "\(again.errors)")
      for name in ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"] {
        // The compressed bytes depend on the version of libdeflate.
        #expect(
          try IDXArray(contentsOf: folder("again/\(name)-ubyte.gz"))
            == IDXArray(contentsOf: fixture + "/\(name)-ubyte.gz"))
      }
      let shown = try await Program.run(["show", fixture, "t10k:0"], in: folder)
      #expect(shown.exitCode == 0 && shown.output.contains("test 0: "))
    }
  }
}
