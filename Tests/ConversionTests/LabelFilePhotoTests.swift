import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of matching the lines of a table to photos.
struct LabelFilePhotoTests {
  /// Returns the collection of `files` below `photos`, labelled by a file named `table`.
  static func collection(
    _ files: [String], _ text: String, table: String = "labels.csv", root: String = "photos"
  ) async throws -> PhotoCollection {
    try await withTemporaryFolder { folder in
      for file in files { try folder.write("", to: "photos/" + file) }
      try folder.write(text.replacing("$FOLDER", with: folder.path), to: table)
      return try PhotoCollection(
        root: folder(root), labels: .file(LabelFile(reading: folder(table))))
    }
  }

  static let files = ["a/1.jpg", "a/2.jpg", "b/1.jpg", "b/three.png"]

  @Test(arguments: [
    ("a/2.jpg", "relative to the photos' folder"), ("./a/2.jpg", "with a dot"),
    ("a//2.jpg", "with two slashes"),
    ("b/../a/2.jpg", "with a detour"), ("a\\2.jpg", "with a backslash"),
    (".\\a\\2.jpg", "with dot and backslash"),
    ("\\a\\2.jpg", "with a leading backslash"), ("a/2", "without its ending"),
    ("a\\2", "without its ending, backslash"),
    ("photos/a/2.jpg", "relative to the table"), ("photos/a/2", "relative to the table, without its ending"),
    ("$FOLDER/photos/a/2.jpg", "absolute"), ("$FOLDER/photos/../photos/a/2", "absolute with a detour"),
    ("2.jpg", "by its name alone"), ("2", "by its number alone"), (" a/2.jpg ", "with spaces around"),
  ])
  func photoIsFound(_ path: String, _ how: String) async throws {
    let collection = try await Self.collection(Self.files, "path,label\n\(path),x\nb/1.jpg,y\n")
    #expect(collection.photos.map(\.source) == ["a/2.jpg", "b/1.jpg"], "\(how)")
    #expect(collection.rejectedPhotos.isEmpty, "\(how)")
  }

  @Test(arguments: ["photos/meta/labels.csv", "elsewhere/labels.csv", "photos/labels.csv"])
  func pathMayBeRelativeToTheTableWhereverItIs(_ table: String) async throws {
    let path =
      ["photos/meta/labels.csv": "../a/2.jpg", "elsewhere/labels.csv": "../photos/a/2.jpg"][table]
      ?? "a/2.jpg"
    let collection = try await Self.collection(Self.files, "path,label\n\(path),x\nb/1.jpg,y\n", table: table)
    #expect(collection.photos.map(\.source) == ["a/2.jpg", "b/1.jpg"])
    // The table is not counted as a forgotten photo.
    #expect(collection.warnings.count == 1)
    #expect(collection.warnings.first?.hasPrefix("2 files below") == true)
  }

  @Test(arguments: ["1", "1.jpg"])
  func nameThatTwoPhotosHaveIsARejectThatNamesBoth(_ path: String) async throws {
    let collection = try await Self.collection(Self.files, "path,label\n\(path),x\na/2.jpg,y\n")
    #expect(collection.photos.map(\.source) == ["a/2.jpg"])
    let reject = try #require(collection.rejectedPhotos.first)
    #expect(reject.source == path && reject.reason == .noSuchPhoto)
    #expect(reject.detail.contains("a/1.jpg") && reject.detail.contains("b/1.jpg"))
  }

  @Test(arguments: [
    "A/2.jpg", "a/2.JPG", "2.Jpg", "/a/2.jpg", "../a/2.jpg", "..\\photos\\a\\2.jpg", "C:\\a\\2.jpg",
    "C:\\data\\photos\\A\\2.JPG", "D:\u{2F}shop/photos/a/2", "C:a\\2.jpg", "\u{2F}elsewhere/photos/a/2.jpg",
    "Photos/a/2.jpg",
    "..\\..\\x\\a\\2.jpg",
  ])
  func photoIsFoundApartFromCaseDriveAndDots(_ path: String) async throws {
    let collection = try await Self.collection(Self.files, "path,label\n\(path),x\nb/1.jpg,y\n")
    #expect(collection.photos.map(\.source) == ["a/2.jpg", "b/1.jpg"])
    #expect(collection.rejectedPhotos.isEmpty)
  }

  @Test func fileThatAgreesInTheMostFoldersIsMeant() async throws {
    let collection = try await Self.collection(
      ["1.jpg", "a/1.jpg", "b/a/1.jpg"], "path,label\nC:\\x\\a\\1.JPG,x\nB/A/1.jpg,y\nC:\\1.JPG,z\n")
    #expect(collection.photos.map(\.source) == ["1.jpg", "a/1.jpg", "b/a/1.jpg"])
    #expect(collection.photos.map(\.label) == [2, 0, 1])
  }

  @Test func folderThatIsAnotherIsNotPassedOver() async throws {
    // The photo of the bag may be another than the one of the root.
    let collection = try await Self.collection(["1.jpg", "2.jpg"], "path,label\nbags/1.jpg,x\n2.jpg,y\n")
    #expect(collection.photos.map(\.source) == ["2.jpg"])
    #expect(collection.rejectedPhotos.first?.detail.contains("did you mean 1.jpg?") == true)
  }

  @Test(arguments: ["A/x.JPG", "x.Jpg", "C:\\a\\X.jpg"])
  func twoFilesThatDifferInCaseAreAnErrorThatNamesBoth(_ path: String) async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(["a/X.JPG", "a/x.jpg"], "path,label\na/x.jpg,y\n\(path),x\n")
    }
    let message = try #require(error).message
    #expect(message.contains("labels.csv:3: ") && message.contains("a/X.JPG or a/x.jpg"), "\(message)")
  }

  @Test func fileWithANameLikeItIsSuggested() async throws {
    let collection = try await Self.collection(
      ["a/bag0.jpg", "b/dress.jpg"], "path,label\na/bag0.jpeg,x\ndres.jpg,x\nb/dress,y\n")
    #expect(collection.photos.map(\.source) == ["b/dress.jpg"])
    #expect(
      collection.rejectedPhotos.map { $0.detail.contains("did you mean") } == [true, true]
        && collection.rejectedPhotos[0].detail.contains("did you mean a/bag0.jpg?"))
  }

  @Test func fileThatCannotBeAPhotoIsSaidToBeNone() async throws {
    let collection = try await Self.collection(
      ["a/1.jpg", "a/1.mov", "b/notes.txt"], "path,label\na/1,x\nb/notes.txt,y\n")
    #expect(collection.photos.map(\.source) == ["a/1.jpg"])
    #expect(collection.rejectedPhotos.first?.detail.contains("cannot be a photo") == true)
  }

  @Test(arguments: [
    "a/9.jpg", "a", "$FOLDER/elsewhere/2.jpg", "x/y/2.jpg", "C:\\b\\2.jpg",
  ])
  func pathOfNoPhotoIsARejectWithItsLine(_ path: String) async throws {
    let collection = try await Self.collection(Self.files, "path,label\nb/1.jpg,x\n\(path),y\n")
    #expect(collection.photos.map(\.source) == ["b/1.jpg"])
    #expect(collection.rejectedPhotos.map(\.reason) == [.noSuchPhoto])
    #expect(collection.rejectedPhotos.first?.detail.contains("line 3 of ") == true)
  }

  @Test func accentComposedInTheTableFindsTheFileWhereItIsNot() async throws {
    let file = "a/e\u{301}te\u{301}.jpg"
    let collection = try await Self.collection(
      [file, "b/1.jpg"], "path,label\na/\u{E9}t\u{E9}.jpg,x\nb/1.jpg,y\n")
    // The source is the file's name byte for byte, because the other spelling could not be opened.
    #expect(collection.photos.first.map { Array($0.source.utf8) } == Array(file.utf8))
  }

  @Test func lineThatStandsTwiceCountsOnce() async throws {
    let collection = try await Self.collection(Self.files, "path,label\na/1.jpg,x\na/1,x\nb/1.jpg,y\n")
    #expect(collection.photos.map(\.source) == ["a/1.jpg", "b/1.jpg"])
  }

  @Test func onePhotoWithTwoLabelsIsAnErrorThatNamesBothLines() async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(Self.files, "path,label\na/1.jpg,x\nb/1.jpg,y\na/1,y\n")
    }
    let message = try #require(error).message
    #expect(message.contains("labels.csv:4: a/1.jpg has the label 'y' here and 'x' in line 2"))
  }

  @Test func onePhotoInTwoSplitsIsAnError() async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(Self.files, "path,label,split\na/1.jpg,x,train\na/1.jpg,x,test\n")
    }
    #expect(error?.message.contains("split 'test' here and 'train' in line 2") == true)
  }

  @Test func onePhotoInTwoGroupsIsAnError() async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(Self.files, "path,label,group\na/1.jpg,x,p1\na/1.jpg,x,p2\n")
    }
    #expect(error?.message.contains("group 'p2' here and 'p1' in line 2") == true)
  }

  @Test func spellingsOfOnePhotoWithTwoLabelsAreAnError() async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(Self.files, "path,label\na/2.jpg,x\nC:\\photos\\A\\2.JPG,y\n")
    }
    #expect(error?.message.contains("a/2.jpg has the label 'y' here and 'x' in line 2") == true)
  }

  @Test func wholeNumbersWithADecimalPartAreLabels() async throws {
    let collection = try await Self.collection(
      Self.files, "path,label\na/1.jpg,8.0\na/2.jpg,3.0\nb/1.jpg,0.0\nb/three.png,\n")
    #expect(collection.photos.map(\.label) == [8, 3, 0])
    #expect(collection.classes.origin == .numeric && collection.classes.classes[8].name == "8")
  }

  @Test func groupsSplitsAndLabelsArriveAtThePhotos() async throws {
    let collection = try await Self.collection(
      Self.files, "path,label,group,split\nb/1.jpg,Zebra,p1,test\na/1.jpg,Ape,p1,train\na/2.jpg,Ape,,\n")
    #expect(collection.classes.classes.map(\.name) == ["Ape", "Zebra"])
    #expect(
      collection.photos == [
        Photo(source: "a/1.jpg", label: 0, group: "p1", split: .train),
        Photo(source: "a/2.jpg", label: 0), Photo(source: "b/1.jpg", label: 1, group: "p1", split: .test),
      ])
  }

  @Test func tableThatNamesNoPhotoIsAnError() async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(Self.files, "path,label\nx.jpg,y\n")
    }
    #expect(error?.message.contains("x.jpg: line 2 of") == true)
  }
}
