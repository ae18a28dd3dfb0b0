import DatasetFormat
import Testing

struct SplitTests {
  @Test(arguments: [
    ("train", Split.train), ("training", .train), ("Train", .train), ("TRAINING", .train),
    ("validation", .validation), ("Validation", .validation), ("val", .validation), ("Val", .validation),
    ("valid", .validation), ("dev", .validation), ("test", .test), ("TEST", .test), ("testing", .test),
    ("t10k", .test), ("T10K", .test),
  ])
  func splitIsNamedAsPeopleCallIt(_ name: String, _ split: Split) {
    #expect(Split(named: name) == split)
  }

  @Test(arguments: ["", " train", "train ", "trains", "t10", "10k", "holdout", "eval", "all", "tes"])
  func otherNamesNameNoSplit(_ name: String) {
    #expect(Split(named: name) == nil)
  }

  @Test(arguments: [
    ("train", Split.train), ("validation", .validation), ("test", .test), ("t10k", .test),
  ])
  func splitIsRecordedUnderOneNameAndTestAlsoAsT10k(_ name: String, _ split: Split) {
    #expect(Split(recorded: name) == split)
  }

  @Test(arguments: ["", "Train", "training", "val", "Test", "testing", "T10K", "t10k ", "dev"])
  func whatPeopleSayIsNotWhatIsRecorded(_ name: String) {
    #expect(Split(recorded: name) == nil)
  }

  @Test func filesOfTestAreCalledT10k() {
    #expect(Split.allCases.map(\.fileStem) == ["train", "validation", "t10k"])
    #expect(Split.allCases.map(\.rawValue) == ["train", "validation", "test"])
    #expect(Split.test.imagesName() == "t10k-images-idx3-ubyte")
    #expect(Split.test.labelsName == "t10k-labels-idx1-ubyte")
    #expect(Split.validation.imagesName(rank: 4) == "validation-images-idx4-ubyte")
    #expect(Split.validation.fileName(.labels, rank: 4) == "validation-labels-idx1-ubyte")
  }

  @Test func nameOfEverySplitsFileSaysWhatTheFileIs() throws {
    for split in Split.allCases {
      for content in IDXFileName.Content.allCases {
        let name = try #require(IDXFileName(split.fileName(content, rank: 3)))
        #expect(name.split == split && name.content == content)
      }
    }
  }

  @Test func splitsStandInTheOrderTrainValidationTest() {
    #expect(Split.allCases.shuffled().sorted() == [.train, .validation, .test])
    #expect(
      [ExamplePosition(.test, 0), ExamplePosition(.validation, 9), ExamplePosition(.train, 5)].sorted()
        == [ExamplePosition(.train, 5), ExamplePosition(.validation, 9), ExamplePosition(.test, 0)])
    #expect("\(ExamplePosition(.test, 17))" == "test 17")
  }

  @Test func countsAreListedInTheOrderOfTheSplits() {
    let counts: [Split: Int] = [.test: 31, .train: 60_000, .validation: 7]
    #expect(counts.text == "60,000 train, 7 validation, 31 test")
    #expect(counts.total == 60_038)
    #expect([Split.test: 31, .train: 169].text == "169 train, 31 test")
    #expect([Split: Int]().text.isEmpty && [Split: Int]().total == 0)
  }
}
