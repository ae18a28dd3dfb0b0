import DatasetFormat
import Testing

struct SplitNameTests {
  static func split(_ name: String) -> Split? {
    guard let name = SplitName(name), name.isPlain else { return nil }
    return SplitName.splits(of: [name])[name]
  }

  @Test(arguments: [
    "train", "Training", "TRAIN", "training-images", "train_images", "seg_train", "train set", "trainset",
    "TrainImages",
    "train2017", "train_1", "Train.images", "images_train", "x_train", "training data", "imagesTrain",
  ])
  func nameOfTrainIsRead(_ name: String) { #expect(Self.split(name) == .train) }

  @Test(arguments: [
    "valid", "val", "dev", "Validation", "val2017", "validation-set", "valset", "dev_set", "seg_val",
    "development",
  ])
  func nameOfValidationIsRead(_ name: String) { #expect(Self.split(name) == .validation) }

  @Test(arguments: [
    "test", "Testing", "test_set", "testset", "t10k", "T10K", "t10k-images", "seg_test", "test images",
    "test1", "y-test-x",
  ])
  func nameOfTestIsRead(_ name: String) {
    // A word that says nothing about splits makes a name that is about something else as well.
    #expect(Self.split(name) == (name == "y-test-x" ? nil : .test))
  }

  @Test(arguments: [
    "", "trains", "latest", "contest", "trousers", "restrain", "image", "images", "trainval", "train-test",
    "10k", "Dress",
    "invalid", "value", "device", "detest", "evaluate me", "42",
  ])
  func otherNamesNameNoSplit(_ name: String) { #expect(SplitName(name) == nil) }

  @Test func wordsThatAreNotAboutSplitsAreKept() {
    #expect(SplitName("shoes_train")?.rest == "shoes" && SplitName("Shoes-Test")?.rest == "shoes")
    #expect(SplitName("test tube")?.isPlain == false)
  }

  @Test(arguments: [
    (["train", "eval"], Split.test), (["train", "eval", "test"], .validation),
    (["train", "valid", "eval"], .test),
  ])
  func evalIsTestUnlessAnotherIs(_ names: [String], _ split: Split) throws {
    let splitNames = names.compactMap { SplitName($0) }
    #expect(splitNames.count == names.count)
    let eval = try #require(SplitName("Evaluation"))
    #expect(SplitName.splits(of: splitNames)[eval] == split)
  }
}
