import Conversion
import DatasetFormat
import IDX
import Testing
import TestSupport

/// Tests of the validation split.
struct ValidationSplitTests {
  @Test(arguments: [0, 3, UInt64.max])
  func fractionsAreWhatWasAskedFor(_ seed: UInt64) throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [2000])) {
      $0.split.rule = .fractions(validation: 0.2, test: 0.1)
      $0.split.seed = seed
    }
    // Four standard deviations of a binomial are 72 and 54.
    #expect((328...472).contains(plan.images(of: .validation).count))
    #expect((146...254).contains(plan.images(of: .test).count))
    #expect(plan.plan.counts.total == 2000 && plan.plan.warnings.isEmpty)
  }

  @Test func validationTakesNothingFromTest() throws {
    let examples = syntheticExamples(counts: [500, 500])
    let without = try SyntheticPlan(examples) { $0.split.rule = .fractions(validation: 0, test: 0.2) }
    let with = try SyntheticPlan(examples) { $0.split.rule = .fractions(validation: 0.3, test: 0.2) }
    #expect(Set(without.test) == Set(with.test))
  }

  @Test func datasetWithoutTheSplitHasNoEntryForIt() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [50])).plan
    #expect(plan.splits == [.train, .test] && plan.counts[.validation] == nil)
  }

  @Test func classOfThreeHasAnImageInEachSplit() throws {
    for seed in 0..<30 as Range<UInt64> {
      let plan = try SyntheticPlan(syntheticExamples(counts: [3, 200])) {
        $0.split.rule = .fractions(validation: 0.1, test: 0.1)
        $0.split.seed = seed
      }
      for split in Split.allCases { #expect(plan.count(split, label: 0) == 1, "\(split), seed \(seed)") }
    }
  }

  @Test func eachClassGetsExactlyItsThreeNumbers() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [30, 41])) {
      $0.split.rule = .perClass([.train: 20, .validation: 4, .test: 6])
    }
    for label in 0..<2 {
      #expect(plan.count(.train, label: label) == 20 && plan.count(.validation, label: label) == 4)
      #expect(plan.count(.test, label: label) == 6)
    }
    #expect(plan.plan.rejectedPhotos.count == 11)
  }

  @Test func totalsAreSharedOutOverTheClasses() throws {
    let plan = try SyntheticPlan(syntheticExamples(counts: [5, 40, 40])) {
      $0.split.rule = .total([.train: 50, .validation: 9, .test: 11])
    }
    #expect(plan.plan.counts == [.train: 50, .validation: 9, .test: 11])
  }

  @Test func foldersOfTheUserAreKept() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("b", 6)], to: folder, under: "photos/train")
      try TestPhotos.write([("a", 2), ("b", 2)], to: folder, under: "photos/val", firstSeed: 100)
      try TestPhotos.write([("a", 3), ("b", 3)], to: folder, under: "photos/test", firstSeed: 200)
      let conversion = try await convert(folder)
      #expect(conversion.description.counts.images == [.train: 12, .validation: 4, .test: 6])
      #expect(conversion.description.splitsDecidedBy == [.folder: 22])
      let images = try IDXArray(contentsOf: folder("data/validation-images-idx3-ubyte.gz"))
      #expect(images.header.dimensions == [4, 28, 28])
      let labels = try IDXArray(contentsOf: folder("data/validation-labels-idx1-ubyte.gz"))
      #expect(labels.header.dimensions == [4])
      let manifest = try Manifest(parsing: folder.text("data/manifest.csv"), file: "manifest.csv")
      #expect(
        manifest.rows.filter { $0.source.hasPrefix("val/") }.allSatisfy {
          $0.position.split == .validation && $0.splitOrigin == .folder
        })
    }
  }

  @Test func imageThatFollowsItsGroupIsSaidToHaveDoneSo() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 12), ("b", 12)], to: folder)
      var table = "path,label,group,split\n"
      for label in ["a", "b"] {
        for number in 0..<12 {
          let group = label == "a" && number < 3 ? "shoe 1" : ""
          let split = label == "a" && number == 0 ? "validation" : ""
          table += "\(label)/\(number).png,\(label),\(group),\(split)\n"
        }
      }
      try folder.write(table, to: "shop.csv")
      let file = try LabelFile(reading: folder("shop.csv"))
      let conversion = try await convert(folder) { $0.labels = .file(file) }
      #expect(conversion.description.counts.images[.validation] == 3)
      #expect(conversion.description.splitsDecidedBy == [.table: 1, .group: 2, .rule: 21])
    }
  }

  @Test func recipeOfADatasetMakesItAgainByteForByte() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 20), ("b", 20)], to: folder)
      _ = try await convert(folder, pipeline: "fashion-mnist-64") {
        $0.recipe.split.rule = .fractions(validation: 0.2, test: 0.2)
        $0.recipe.split.seed = 9
        $0.recipe.addsRaw = true
        $0.recipe.selection.dropsDuplicates = true
      }
      let recipe = try DatasetDescription(parsing: folder.text("data/dataset.json"), file: "dataset.json")
        .recipe
      _ = try await Conversion.run(
        {
          var settings = try Conversion.Settings(
            following: recipe, photos: folder("photos"), labels: .folders, jobCount: 2)
          settings.target = folder("again")
          return settings
        }())
      #expect(try folder.files(in: "again") == folder.files(in: "data"))
    }
  }
}
