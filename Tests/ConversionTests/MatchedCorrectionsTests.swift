import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of the effect of corrections on photos.
struct MatchedCorrectionsTests {
  static let files = ["Bag/1.jpg", "Bag/2.jpg", "Coat/1.jpg", "Coat/2.jpg", "Hat/1.jpg"]

  /// Returns the collection of `files`, each of which contains its own name, after corrections.
  static func collection(
    _ lines: String, of files: [String] = files, labels: String? = nil, classes: String? = nil,
    at file: String = "corrections.csv"
  ) async throws -> PhotoCollection {
    try await withTemporaryFolder { folder in
      for file in files { try folder.write(file, to: "photos/" + file) }
      try folder.write("source,action,new_class,class,sha256\n" + lines, to: file)
      let source: PhotoCollection.Labels =
        if let labels { .file(try LabelFile(parsing: labels, file: "labels.csv")) } else { .folders }
      return try PhotoCollection(
        root: folder("photos"), labels: source,
        classes: try classes.map { try ClassMap.parsing($0, file: "classes.yaml") },
        corrections: Corrections(reading: folder(file)))
    }
  }

  /// Returns the names of the photos' classes, by source.
  static func classNames(_ collection: PhotoCollection) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: collection.photos.map { ($0.source, collection.classes.classes[$0.label].name) })
  }

  // MARK: - Effects of corrections

  @Test func relabelledPhotoHasTheNewClassAndRemembersItsLabel() async throws {
    let collection = try await Self.collection("Bag/2.jpg,relabel,Coat\n")
    #expect(
      Self.classNames(collection) == [
        "Bag/1.jpg": "Bag", "Bag/2.jpg": "Coat", "Coat/1.jpg": "Coat", "Coat/2.jpg": "Coat",
        "Hat/1.jpg": "Hat",
      ])
    #expect(collection.photos.map(\.formerLabel) == [nil, "Bag", nil, nil, nil])
    #expect(collection.rejectedPhotos.isEmpty && collection.warnings.isEmpty)
  }

  @Test func droppedPhotoIsARejectThatIsNoFaultAndNamesTheLine() async throws {
    let collection = try await Self.collection("Hat/9.jpg,drop\nCoat/1.jpg,drop\n")
    #expect(collection.photos.map(\.source) == ["Bag/1.jpg", "Bag/2.jpg", "Coat/2.jpg", "Hat/1.jpg"])
    let reject = try #require(collection.rejectedPhotos.first)
    #expect(collection.rejectedPhotos.count == 1)
    #expect(reject.source == "Coat/1.jpg" && reject.label == "Coat")
    #expect(reject.reason == .dropped && !reject.reason.isFault)
    #expect(reject.detail == "nothing is wrong with the file: line 3 of corrections.csv drops it")
  }

  @Test func classThatLosesItsLastPhotoKeepsItsNumber() async throws {
    for lines in ["Bag/1.jpg,drop\nBag/2.jpg,relabel,Hat\n", "Bag/1.jpg,drop\nBag/2.jpg,drop\n"] {
      let collection = try await Self.collection(lines)
      #expect(collection.classes.classes.map(\.name) == ["Bag", "Coat", "Hat"])
      #expect(collection.photos.first { $0.source == "Hat/1.jpg" }?.label == 2)
      #expect(collection.warnings == ["no photo for Bag; the number stays, and no image has it"])
    }
  }

  @Test func labelsOfATableAreCorrectedAndGroupsAndSplitsStay() async throws {
    let collection = try await Self.collection(
      "Bag/1.jpg,relabel,Coat,Hat\n", labels: "path,label,group,split\nBag/1,Hat,p1,test\nBag/2,Coat,p2,\n")
    #expect(
      collection.photos == [
        Photo(source: "Bag/1.jpg", label: 0, group: "p1", split: .test, formerLabel: "Hat"),
        Photo(source: "Bag/2.jpg", label: 0, group: "p2"),
      ])
  }

  @Test(arguments: [
    ("Bag", "Bag"), ("coat", "Coat"), ("Head-wear", "Head wear"), ("Cap", "Head wear"), ("hat", "Head wear"),
  ])
  func classIsFoundBySpellingAsideAndByALabelThatItGathers(_ name: String, _ className: String) async throws {
    let collection = try await Self.collection(
      "Gloves/1.jpg,relabel,\(name)\n", of: Self.files + ["Gloves/1.jpg"],
      classes: "Bag:\nCoat:\nHead wear: [Hat, Cap]\n")
    #expect(Self.classNames(collection)["Gloves/1.jpg"] == className)
    #expect(collection.photos.first { $0.source == "Gloves/1.jpg" }?.formerLabel == "Gloves")
  }

  @Test(arguments: [("ankle-boot", 9), ("T-SHIRT/TOP", 0)])
  func classOfFashionMNISTWithoutAPhotoMayGetOne(_ name: String, _ number: Int) async throws {
    let collection = try await Self.collection(
      "Bag/1.jpg,relabel,\(name)\n", of: ["Bag/1.jpg", "Coat/1.jpg"])
    #expect(collection.photos.map(\.label) == [number, 4])
  }

  @Test func numberIsTheClassOfThatNumberThoughFoldersHaveOtherDigits() async throws {
    let collection = try await Self.collection(
      "00/1.jpg,relabel,3,0\n03/1.jpg,relabel,2,03\n", of: ["00/1.jpg", "03/1.jpg"])
    #expect(collection.photos.map(\.label) == [3, 2])
  }

  @Test func classesThatDifferInSpellingAloneAreToldApart() async throws {
    let files = ["Hat-box/1.jpg", "Hat box/1.jpg", "Cup/1.jpg"]
    let collection = try await Self.collection("Cup/1.jpg,relabel,Hat box\n", of: files)
    #expect(Self.classNames(collection)["Cup/1.jpg"] == "Hat box")
    await #expect(throws: DatasetError.self) {
      try await Self.collection("Cup/1.jpg,relabel,Hatbox\n", of: files)
    }
  }

  @Test func lineThatStandsTwiceCountsOnce() async throws {
    let collection = try await Self.collection(
      "Bag/1.jpg,relabel,Coat\nHat/1.jpg,drop\nBag/1.jpg,relabel,coat,Bag\nHat/1.jpg,drop,,Hat\n")
    #expect(collection.photos.map(\.formerLabel) == ["Bag", nil, nil, nil])
    #expect(
      collection.rejectedPhotos.map(\.detail) == [
        "nothing is wrong with the file: line 3 of corrections.csv drops it"
      ])
  }

  @Test func photoThatHasTheNewClassAlreadyIsLeftAsItIs() async throws {
    let collection = try await Self.collection("Coat/1.jpg,relabel,Coat,Bag\nCoat/2.jpg,relabel,Coat\n")
    #expect(collection.photos.allSatisfy { $0.formerLabel == nil })
    #expect(collection.warnings.isEmpty && collection.rejectedPhotos.isEmpty)
  }

  @Test func photosThatAreGoneAreAWarningThatNamesTheFirst() async throws {
    let one = try await Self.collection("Bag/1.jpg,drop\nBag/9.jpg,relabel,Coat\n")
    #expect(one.warnings.count == 1)
    #expect(
      one.warnings[0].hasPrefix("Bag/9.jpg, which line 3 of corrections.csv names, is not among the photos"))
    let two = try await Self.collection("Bag/9.jpg,drop\nBag/9.jpg,drop\n9.jpg,drop\n")
    #expect(two.warnings.count == 1 && two.photos.count == 5)
    #expect(two.warnings[0].hasPrefix("2 photos that corrections.csv names are not among"))
    #expect(two.warnings[0].contains("such as Bag/9.jpg (line 2); "))
  }

  @Test func photoIsFoundInAnotherFormOfUnicode() async throws {
    let collection = try await Self.collection(
      "Bag/\u{E9}.jpg,relabel,Coat\n", of: ["Bag/e\u{301}.jpg", "Coat/1.jpg"])
    #expect(collection.photos.map(\.label) == [4, 4])
  }

  // Two files with such names cannot coexist on other systems.
  #if os(Linux)
    @Test func photosWhoseNamesOnlyLookAlikeAreToldApart() async throws {
      let (composed, decomposed) = ("Bag/\u{E9}.jpg", "Bag/e\u{301}.jpg")
      let collection = try await Self.collection(
        "\(composed),relabel,Coat\n\(decomposed),drop\n", of: [composed, decomposed, "Coat/1.jpg"])
      #expect(collection.photos.map(\.label) == [4, 4])
      #expect(collection.photos.map { Array($0.source.utf8) }.contains(Array(composed.utf8)))
      #expect(collection.rejectedPhotos.map { Array($0.source.utf8) } == [Array(decomposed.utf8)])
    }
  #endif

  @Test func fileOfCorrectionsAmongThePhotosIsNoPhoto() async throws {
    for place in ["photos/corrections.csv", "photos/Bag/corrections.csv"] {
      let collection = try await Self.collection("Bag/1.jpg,drop\n", at: place)
      #expect(collection.rejectedPhotos.map(\.reason) == [.dropped])
      #expect(collection.photos.map(\.source) == Array(Self.files.dropFirst()))
    }
  }

  // MARK: - Invalid corrections

  @Test(arguments: [
    (
      "Bag/1.jpg,relabel,Cot\n",
      ":2: Bag/1.jpg is to be relabelled, but there is no class 'Cot'; write one of these into 'new_class': "
        + "Bag, Coat, Hat"
    ),
    ("Bag/9.jpg,relabel,Cot\n", ":2: Bag/9.jpg is to be relabelled, but there is no class 'Cot'"),
    (
      "Bag/1.jpg,relabel,Coat\nCoat/1.jpg,drop\nBag/1.jpg,drop\n",
      ":4: Bag/1.jpg is dropped here and relabelled 'Coat' in line 2; keep one"
    ),
    (
      "Bag/1.jpg,relabel,Coat\nBag/1.jpg,relabel,Hat\n",
      ":3: Bag/1.jpg is relabelled 'Hat' here and relabelled 'Coat' in line 2; keep one"
    ),
    (
      "Bag/9.jpg,drop\nBag/9.jpg,relabel,Hat\n",
      ":3: Bag/9.jpg is relabelled 'Hat' here and dropped in line 2"
    ),
    (
      "Bag/1.jpg,relabel,Coat,Hat\n",
      ":2: Bag/1.jpg had the class 'Hat' when it was marked, and has 'Bag' now; look at it again, "
    ),
    ("Bag/1.jpg,drop,,Coat\n", ":2: Bag/1.jpg had the class 'Coat' when it was marked, and has 'Bag' now"),
    (
      "Bag/1.jpg,drop,,Gloves\n", ":2: Bag/1.jpg had the class 'Gloves' when it was marked, and has 'Bag' now"
    ),
    (
      "Bag/1.jpg,drop,,,\(String(repeating: "0", count: 64))\n",
      ":2: Bag/1.jpg has changed since it was marked (SHA-256 \(sha256(Array("Bag/1.jpg".utf8)).prefix(8))…, then 00000000…); look at it again, "
    ),
    ("Coat/1.jpg,relabel,Coat,,\(String(repeating: "0", count: 64))\n", ":2: Coat/1.jpg has changed since"),
    (
      files.map { "\($0),drop\n" }.joined(),
      ": no photo is left after these corrections; keep some"
    ),
  ])
  func whatDoesNotFitThePhotosIsAnErrorWithFileAndLine(_ lines: String, _ message: String) async throws {
    let error = await #expect(throws: DatasetError.self) { try await Self.collection(lines) }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.contains("/corrections.csv" + message) == true, "\(error?.message ?? "")")
  }

  @Test func markedPhotoWithTheSameBytesAndClassIsCorrected() async throws {
    let collection = try await Self.collection(
      "Bag/1.jpg,relabel,Hat,bag,\(sha256(Array("Bag/1.jpg".utf8)).uppercased())\n")
    #expect(Self.classNames(collection)["Bag/1.jpg"] == "Hat")
  }

  @Test func photoWhoseLabelBelongsToNoClassAnyMoreIsNotWhatWasMarked() async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection("Hat/1.jpg,relabel,Coat,Bag\n", classes: "- Bag\n- Coat\n")
    }
    #expect(error?.message.contains("had the class 'Bag' when it was marked, and has 'Hat' now") == true)
  }
}
