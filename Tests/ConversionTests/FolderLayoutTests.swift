import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of what folders mean: classes, splits with classes inside, or classes with splits inside.
struct FolderLayoutTests {
  /// Returns paths of two photos of two classes for each folder.
  static func photos(_ folders: [String], classes: [String] = ["Bag", "Dress"]) -> [String] {
    folders.flatMap { folder in classes.flatMap { ["\(folder)/\($0)/1.jpg", "\(folder)/\($0)/2.jpg"] } }
  }

  /// Returns the message with which the folders of photos are refused.
  static func refusal(_ names: [String], emptyFolders: [String] = []) async throws -> String {
    let error = await #expect(throws: DatasetError.self) {
      try await FolderLabelTests.collection(names, emptyFolders: emptyFolders)
    }
    #expect(error?.code == .invalidInput)
    return try #require(error).message
  }

  // MARK: - Splits with classes inside

  @Test(arguments: [
    ("train", "test"), ("Training", "Testing"), ("train_images", "t10k_images"), ("seg_train", "seg_test"),
    ("train", "eval"), ("training-set", "test-set"), ("TRAIN", "Test"), ("trainset", "testset"),
    ("x_train", "x_test"),
    ("train2017", "test2017"), ("shoes_train", "shoes_test"), ("train-images", "test.images"),
  ])
  func splitsAreKnownByTheirNames(_ train: String, _ test: String) async throws {
    let collection = try await FolderLabelTests.collection(Self.photos([train, test]))
    #expect(Set(collection.photos.map(\.label)) == [3, 8])
    #expect(collection.photos.allSatisfy { $0.split == ($0.source.hasPrefix(train) ? .train : .test) })
    #expect(collection.photos.count == 8)
  }

  @Test(arguments: ["valid", "val", "dev", "Validation", "val_images"])
  func validationWithoutTestIsTakenForTestAndSaid(_ name: String) async throws {
    let collection = try await FolderLabelTests.collection(Self.photos(["train", name]))
    #expect(collection.photos.allSatisfy { $0.split == ($0.source.hasPrefix("train") ? .train : .test) })
    #expect(collection.warnings.contains { $0.contains("\(name)/ is taken for test") })
  }

  @Test func evalBesideTestIsValidation() async throws {
    let collection = try await FolderLabelTests.collection(Self.photos(["train", "eval", "test"]))
    #expect(collection.photos.count { $0.split == .validation && $0.source.hasPrefix("eval") } == 4)
    #expect(!collection.warnings.contains { $0.contains("taken for") })
  }

  @Test(arguments: [
    ["seg_train/seg_train", "seg_test/seg_test"], ["train/images", "test/images"],
    ["train/train", "test/test/photos"],
  ])
  func foldersBetweenSplitAndClassesAreNoClasses(_ folders: [String]) async throws {
    // Only levels that all splits have are passed over.
    guard folders[0].split(separator: "/").count == folders[1].split(separator: "/").count else {
      #expect(try await Self.refusal(Self.photos(folders)).contains("splits"))
      return
    }
    let collection = try await FolderLabelTests.collection(Self.photos(folders))
    #expect(Set(collection.photos.map(\.label)) == [3, 8])
    #expect(collection.photos.count { $0.split == .test } == 4)
  }

  @Test(arguments: [
    (["train", "test", "extra"], "mixture"), (["train", "training", "test"], "mixture"),
    (["train", "extra"], "mixture"),
    (["val", "test"], "none of them is train"), (["train"], "is that of a split"),
    (["test"], "is that of a split"),
    (["seg_train", "seg_test", "seg_pred"], "mixture"),
    (["shoes_train", "shoes_test", "bags_train", "bags_test"], "mixture"),
    (["train", "valid", "eval", "test"], "mixture"),
    (["fold1", "fold2"], "folders of the same names (Bag, Dress)"),
    (["part_a", "part_b", "part_c"], "folders of the same names (Bag, Dress)"),
    (["learn", "exam"], "of the same names"),
    (["trainval", "test"], "mixture"), (["all"], "all photos are in all/"),
  ])
  func foldersThatMayMeanSeveralThingsAreRefused(_ folders: [String], _ words: String) async throws {
    let message = try await Self.refusal(Self.photos(folders))
    #expect(message.contains(words), "\(message)")
    #expect(message.contains("--classes"), "\(message)")
  }

  @Test func folderThatRepeatsTheClassesBesideItIsRefused() async throws {
    let names = ["hat/1.jpg", "shoe/1.jpg", "archive/hat/2.jpg", "archive/shoe/2.jpg"]
    #expect(
      try await Self.refusal(names).contains(
        "archive/ holds folders with the names of classes beside it (hat, shoe)"))
    #expect(
      try await Self.refusal(["hat/1.jpg", "shoe/1.jpg", "old/hat/2.jpg"]).contains("old/ holds folders"))
  }

  @Test func foldersOfNearlyTheSameNamesAreRefusedToo() async throws {
    let names =
      Self.photos(["part_a"], classes: ["Hat", "Shoe", "Sock"])
      + Self.photos(["part_b"], classes: ["Hat", "Shoe"])
    #expect(try await Self.refusal(names).contains("of the same names (Hat, Shoe)"))
  }

  @Test(arguments: [
    ["train/1.jpg", "train/2.jpg", "test/3.jpg"], ["train/images/1.jpg", "test/images/2.jpg"],
  ])
  func splitsWithoutClassFoldersAreRefused(_ names: [String]) async throws {
    _ = try await Self.refusal(names)
  }

  @Test func folderWithoutPhotosBesideSplitsDoesNoHarm() async throws {
    let collection = try await FolderLabelTests.collection(
      Self.photos(["train", "test"]), emptyFolders: ["New folder", "train/Hat", "@eaDir"])
    #expect(Set(collection.photos.map(\.label)) == [3, 8])
    #expect(collection.warnings.contains { $0.contains("no photo in 1 folder: Hat") })
  }

  // MARK: - Classes with splits inside

  @Test(arguments: [
    ("train", "test"), ("Training", "valid"), ("train_images", "test_images"), ("train", "eval"),
  ])
  func splitsMayBeInsideTheClasses(_ train: String, _ test: String) async throws {
    let names = ["Hat", "Shoe"].flatMap {
      ["\($0)/\(train)/1.jpg", "\($0)/\(train)/2.jpg", "\($0)/\(test)/3.jpg"]
    }
    let collection = try await FolderLabelTests.collection(names)
    #expect(collection.classes.classes.map(\.name) == ["Hat", "Shoe"])
    #expect(collection.photos.allSatisfy { $0.split == ($0.source.hasSuffix("3.jpg") ? .test : .train) })
    #expect(collection.photos.map(\.label) == [0, 0, 0, 1, 1, 1])
  }

  @Test(arguments: [
    ["Hat/train/1.jpg", "Hat/test/2.jpg", "Shoe/3.jpg"],
    ["Hat/train/1.jpg", "Hat/test/2.jpg", "Shoe/red/3.jpg"],
    ["Hat/train/1.jpg", "Hat/test/2.jpg", "Hat/4.jpg", "Shoe/train/3.jpg"],
    ["Hat/val/1.jpg", "Hat/test/2.jpg"],
    ["shop/train/Hat/1.jpg", "shop/train/Shoe/1.jpg", "shop/test/Hat/1.jpg", "shop/test/Shoe/1.jpg"],
  ])
  func mixtureInsideTheClassesIsRefused(_ names: [String]) async throws {
    _ = try await Self.refusal(names)
  }

  // MARK: - Classes

  @Test(arguments: [
    ("train", "plane"), ("valid", "invalid"), ("test tube", "dev board"), ("toy train", "steam train"),
  ])
  func classMayHaveTheNameOfASplit(_ name: String, _ other: String) async throws {
    let collection = try await FolderLabelTests.collection(["\(name)/1.jpg", "\(other)/2.jpg"])
    #expect(collection.classes.classes.map(\.name) == [name, other].sorted())
    #expect(collection.photos.allSatisfy { $0.split == nil })
    let isSplitName = ["train", "valid"].contains(name)
    #expect(collection.warnings.contains { $0.hasPrefix("\(name)/ is taken for a class") } == isSplitName)
  }

  @Test func listedClassesAreClassesWhateverTheirNames() async throws {
    let classes = try ClassMap.parsing("[train, plane]", file: "c.yaml")
    let names = Self.photos(["train", "plane"], classes: ["red", "blue"])
    let collection = try await FolderLabelTests.collection(names, classes: classes)
    #expect(collection.photos.map(\.label) == [1, 1, 1, 1, 0, 0, 0, 0])
    #expect(collection.photos.allSatisfy { $0.split == nil })
    #expect(try await Self.refusal(names).contains("--classes"))
  }

  @Test(arguments: [
    ["Bag", "Dress"], ["Bag", "Hat", "Shoe"],
  ])
  func classesMayHaveFoldersInside(_ classes: [String]) async throws {
    let names = classes.map { "\($0)/\($0) folder/1.jpg" } + classes.map { "\($0)/other/2.jpg" }
    let collection = try await FolderLabelTests.collection(names)
    #expect(collection.photos.count == 2 * classes.count)
    #expect(Set(collection.photos.map(\.label)).count == classes.count)
  }

  @Test func foldersOfFashionMNISTAreClassesWhateverIsInside() async throws {
    let collection = try await FolderLabelTests.collection(
      Self.photos(["Bag", "Dress"], classes: ["front", "back"]))
    #expect(Set(collection.photos.map(\.label)) == [3, 8])
  }
}
