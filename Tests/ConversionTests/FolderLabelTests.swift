import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of labels from folders. Listing opens no photo, so the files are empty.
struct FolderLabelTests {
  static func collection(
    _ names: [String], emptyFolders: [String] = [], classes: ClassMap? = nil
  ) async throws -> PhotoCollection {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("p")
      for name in names { try folder.write("", to: "p/" + name) }
      for name in emptyFolders { try folder.makeFolder("p/" + name) }
      return try PhotoCollection(root: folder("p"), labels: .folders, classes: classes)
    }
  }

  @Test func firstFolderIsTheClassAtAnyDepth() async throws {
    let collection = try await Self.collection(["b/1.jpg", "a/deep/er/2.jpg", "a/3.jpg"])
    #expect(collection.classes.classes.map(\.name) == ["a", "b"])
    #expect(collection.photos.map(\.source) == ["a/3.jpg", "a/deep/er/2.jpg", "b/1.jpg"])
    #expect(collection.photos.map(\.label) == [0, 0, 1])
    #expect(collection.photos.allSatisfy { $0.split == nil && $0.group == nil })
    #expect(collection.warnings.isEmpty)
  }

  @Test func folderWithoutAPhotoTakesNoNumberAndIsToldOf() async throws {
    let collection = try await Self.collection(
      ["c/1.jpg", "a/1.jpg", "b2/notes.txt", "b3/@eaDir/1.jpg"], emptyFolders: ["b"])
    #expect(collection.classes.classes.map(\.name) == ["a", "c"])
    #expect(collection.photos.map(\.label) == [0, 1])
    #expect(
      collection.warnings.contains { $0.contains("no photo in 3 folders: b, b2, b3; they are no class") })
  }

  @Test func whatIsPassedOverIsSaidInOneLineForEachKind() async throws {
    let collection = try await Self.collection(
      [
        "a/1.jpg", "a/2.MOV", "b/1.jpg", "b/3.mov", "b/n.txt", "b/Thumbs.db", "__MACOSX/a/._1.jpg", "x.csv",
        "a/@eaDir/1.jpg",
      ])
    #expect(collection.photos.map(\.source) == ["a/1.jpg", "b/1.jpg"] && collection.rejectedPhotos.isEmpty)
    #expect(
      collection.warnings == [
        "passed over 5 files that cannot be photos: 2 .mov, 1 .csv, 1 .db, 1 .txt",
        "passed over 2 folders of the system or of a program: __MACOSX, a/@eaDir",
      ])
  }

  @Test func accentsOfClassesAreJoinedHoweverTheyAreWritten() async throws {
    for name in ["caf\u{E9}", "cafe\u{301}"] {
      let collection = try await Self.collection(["\(name)/1.jpg", "cafz/1.jpg", "a/1.jpg"])
      #expect(
        collection.classes.classes.map { Array($0.name.utf8) }
          == ["a", "cafz", "caf\u{E9}"].map { Array($0.utf8) })
      #expect(collection.photos.map(\.label) == [0, 1, 2])
    }
    let both = try await Self.collection(["caf\u{E9}/1.jpg", "cafe\u{301}/2.jpg", "x/3.jpg"])
    #expect(both.photos.map(\.label) == [0, 0, 1])
  }

  @Test func oneClassOnlyIsAWarning() async throws {
    let collection = try await Self.collection(["a/1.jpg"])
    #expect(collection.photos.count == 1)
    #expect(collection.warnings.contains { $0.contains("one class only") })
  }

  @Test func threeHundredClassesAreAnError() async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection((0..<300).map { "class \($0)/1.jpg" })
    }
    #expect(error?.message.contains("300 classes") == true)
    #expect(error?.message.contains("--classes") == true)
  }

  @Test func twoHundredAndFiftySixClassesAreNot() async throws {
    let collection = try await Self.collection((0..<256).map { "class \($0)/1.jpg" })
    #expect(collection.photos.map(\.label).max() == 255)
  }

  @Test(arguments: [("train", "test"), ("Train", "TEST"), ("train", "test")])
  func trainAndTestAreSplitsWithClassesInside(_ train: String, _ test: String) async throws {
    let collection = try await Self.collection([
      "\(train)/a/1.jpg", "\(train)/b/2.jpg", "\(test)/a/x/3.jpg", "\(test)/b/4.jpg",
    ])
    #expect(collection.classes.classes.map(\.name) == ["a", "b"])
    for photo in collection.photos {
      #expect(photo.split == (photo.source.hasPrefix(train) ? .train : .test))
      #expect(photo.label == (photo.source.contains("/a/") ? 0 : 1))
    }
  }

  @Test(arguments: [
    ["train/a/1.jpg", "test/a/2.jpg", "b/3.jpg"], ["train/a/1.jpg", "test/a/1.jpg", "extra/a/1.jpg"],
  ])
  func splitsBesideOtherFoldersAreAnError(_ names: [String]) async throws {
    let error = await #expect(throws: DatasetError.self) { try await Self.collection(names) }
    #expect(error?.message.contains("mixture") == true)
  }

  @Test func twoFoldersOfOneSplitAreAnError() async throws {
    await #expect(throws: DatasetError.self) {
      try await Self.collection(["train/a/1.jpg", "test/a/1.jpg", "t10k/a/1.jpg"])
    }
  }

  @Test(arguments: ["train", "test"])
  func splitNameAloneIsAClass(_ name: String) async throws {
    let collection = try await Self.collection(["\(name)/1.jpg", "plane/2.jpg"])
    #expect(collection.classes.classes.map(\.name) == ["plane", name].sorted())
    #expect(collection.photos.allSatisfy { $0.split == nil })
  }

  @Test func filesOutsideClassFoldersAreRejectedPhotos() async throws {
    let collection = try await Self.collection(["a/1.jpg", "b/2.jpg", "stray.jpg"])
    #expect(collection.photos.count == 2)
    #expect(collection.rejectedPhotos.map(\.source) == ["stray.jpg"])
    #expect(collection.rejectedPhotos.first?.reason == .noLabel)
    let split = try await Self.collection(["train/a/1.jpg", "test/a/2.jpg", "train/stray.jpg"])
    #expect(split.rejectedPhotos.map(\.source) == ["train/stray.jpg"])
    #expect(split.rejectedPhotos.first?.detail.contains("train/<class>/") == true)
  }

  @Test func folderWithoutPhotosIsAnErrorThatSaysWhereTheyGo() async throws {
    for emptyFolders in [[], ["a"]] {
      let error = await #expect(throws: DatasetError.self) {
        try await Self.collection([], emptyFolders: emptyFolders)
      }
      #expect(error?.message.contains("/p/<class>/") == true)
    }
    let error = await #expect(throws: DatasetError.self) { try await Self.collection(["1.jpg", "2.jpg"]) }
    #expect(error?.message.contains("1.jpg: it is in no class folder") == true)
  }

  @Test func classWhoseNameHasALineEndHasOneLine() async throws {
    let collection = try await Self.collection(["a\nb/1.jpg", "c\r\nd/2.jpg"])
    #expect(collection.classes.classes.map(\.name) == ["a b", "c  d"])
    #expect(collection.photos.map(\.label) == [0, 1])
  }

  @Test func nameThatBeginsWithACombiningMarkIsOneOfItsFolder() async throws {
    let collection = try await Self.collection(["a/\u{301}x.jpg", "\u{301}b/y.jpg"])
    #expect(collection.rejectedPhotos.isEmpty)
    #expect(collection.photos.count == 2)
  }

  @Test func labelOfNoClassIsARejectWithItsName() async throws {
    let classes = try ClassMap.parsing("[a, b]", file: "c.yaml")
    let collection = try await Self.collection(["a/1.jpg", "x/2.jpg"], classes: classes)
    #expect(collection.photos.map(\.source) == ["a/1.jpg"])
    #expect(collection.rejectedPhotos.map(\.reason) == [.unknownLabel])
    #expect(collection.rejectedPhotos.first?.label == "x")
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(["x/2.jpg"], classes: classes)
    }
    #expect(error?.message.contains("gather, x") == true)
  }
}
