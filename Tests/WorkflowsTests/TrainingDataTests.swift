import Conversion
import DatasetFormat
import Testing
import TestSupport
import Training
import Workflows

/// Tests of the images that a training reads from a dataset.
struct TrainingDataTests {
  @Test func validationSplitOfTheDatasetJudgesTheEpochs() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 40), ("b", 40)], to: folder)
      let conversion = try await convert(folder) {
        $0.recipe.split.rule = .fractions(validation: 0.2, test: 0.2)
      }
      let data = try await TrainingData(reading: folder("data"))
      let counts = conversion.description.counts.images
      #expect(data.train.count == counts[.train] && data.test.count == counts[.test])
      // The dataset's own validation split is used whatever the fraction.
      let (train, validation) = data.split(validation: 0.5, seed: 1)
      #expect(train.count == counts[.train] && validation?.count == counts[.validation])
    }
  }

  @Test func imagesOfOneGroupAreNeverDividedByValidation() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 60), ("b", 60)], to: folder)
      var table = "path,label,group\n"
      for label in ["a", "b"] {
        for number in 0..<60 { table += "\(label)/\(number).png,\(label),\(label) \(number / 4)\n" }
      }
      try folder.write(table, to: "shop.csv")
      let file = try LabelFile(reading: folder("shop.csv"))
      _ = try await convert(folder) { $0.labels = .file(file) }
      let dataset = try await DatasetReader.read(folder("data"))
      let data = try TrainingData(dataset)
      let groups = try #require(data.trainingGroups)
      let manifest = try #require(dataset.manifest)
      for seed in 0..<20 as Range<UInt64> {
        let (train, validation) = data.split(validation: 0.2, seed: seed)
        let held = try #require(validation)
        #expect(train.count + held.count == data.train.count && held.count > 0)
        // Every image is different, so that its bytes identify its group.
        func names(_ images: LabelledImages) -> Set<String> {
          Set(
            (0..<images.count).compactMap { place in
              let bytes = images.images[(place * 784)..<((place + 1) * 784)]
              let index = (0..<data.train.count).first {
                data.train.images[($0 * 784)..<(($0 + 1) * 784)] == bytes
              }
              return index.flatMap { manifest.row(at: ExamplePosition(.train, $0))?.group }
            })
        }
        #expect(names(train).isDisjoint(with: names(held)))
      }
      #expect(Set(groups).count < data.train.count)
    }
  }

  @Test func groupsLargerThanTheShareStillJudgeTheEpochsAsAWhole() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 48), ("b", 48)], to: folder)
      var table = "path,label,group,split\n"
      for label in ["a", "b"] {
        for number in 0..<48 {
          let split = number < 40 ? "train" : "test"
          table += "\(label)/\(number).png,\(label),\(label) \(number / 8),\(split)\n"
        }
      }
      try folder.write(table, to: "shop.csv")
      let file = try LabelFile(reading: folder("shop.csv"))
      _ = try await convert(folder) { $0.labels = .file(file) }
      let data = try await TrainingData(reading: folder("data"))
      // Each class has 5 groups of 8 images, and a tenth are 4.
      let (train, validation) = data.split(validation: 0.1, seed: 0)
      #expect(train.classCounts == [32, 32] && validation?.classCounts == [8, 8])
    }
  }

  @Test func datasetOfDifferentImagesWithoutGroupsHasNone() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 10), ("b", 10)], to: folder)
      _ = try await convert(folder)
      #expect(try await TrainingData(reading: folder("data")).trainingGroups == nil)
    }
  }
}
