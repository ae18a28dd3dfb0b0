import DatasetFormat
import IDX
import Testing
import TestSupport
import VerificationTestSupport

/// Tests of finding datasets.
struct DatasetReaderTests {
  /// Writes the raw files of a small dataset into a folder, with a prefix in their names if there is one.
  static func write(
    _ folder: TemporaryFolder, in place: String = "", prefix: String = "", isCompressed: Bool = false
  ) async throws {
    for (name, array) in try CleanDataset.small.arrays() {
      let path = place + prefix + name
      if isCompressed {
        try folder.write(try await array.gzipped(name: prefix + name), to: path + ".gz")
      } else {
        try folder.write(array.encoded(), to: path)
      }
    }
  }

  @Test(arguments: [
    "", "FashionMNIST/raw/", "keras/datasets/fashion-mnist/", "a b/ü/", "a/b/c/",
  ])
  func idxFilesAreFoundWhereLoadersKeepThem(_ place: String) async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder, in: place)
      for slash in ["", "/"] {
        let dataset = try await DatasetReader.read(folder.path + slash)
        #expect(dataset.root == folder.path)
        #expect(dataset.idxFolder + (place.isEmpty ? "" : "/") == place)
        #expect(dataset.splits.map(\.count) == [30, 20])
        #expect(dataset.idxFiles.map { place + $0.name.stem } == dataset.idxFiles.map(\.path))
        #expect(dataset.idxFiles.allSatisfy { $0.error == nil && $0.gzipMemberCount == 0 })
      }
    }
  }

  @Test func imagesAreThoseOfTheIDXFiles() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder, prefix: "emnist-balanced-", isCompressed: true)
      let dataset = try await DatasetReader.read(folder.path)
      for split in Split.ofMNIST {
        let part = try #require(dataset.data[split])
        let expected = CleanDataset.small[split]
        #expect(part.size == expected.size)
        #expect(part.labels == expected.labels)
        #expect(part.images == expected.images.flatMap(\.self))
        #expect(part.levels == part.images)
        #expect(Array(part.levels(of: 3)) == expected.images[3])
      }
      #expect(dataset.idxFiles.allSatisfy { $0.name.prefix == "emnist-balanced-" && $0.gzipMemberCount == 1 })
      for idxFile in dataset.idxFiles {
        let array = try #require(try CleanDataset.small.arrays()[String(idxFile.name.stem.dropFirst(16))])
        #expect(idxFile.payloadSHA256.map { "\($0)" } == sha256(array.encoded()))
        #expect(idxFile.sha256.map { "\($0)" } == sha256(try folder.bytes(idxFile.path)))
      }
    }
  }

  @Test(arguments: [false, true])
  func validationIsReadWhereThereAreFilesOfIt(isCompressed: Bool) async throws {
    try await withTemporaryFolder { folder in
      let expected = CleanDataset.withValidation
      if isCompressed {
        try await expected.writeCompressed(to: folder)
      } else {
        try expected.writeRaw(to: folder)
      }
      let dataset = try await DatasetReader.read(folder.path)
      #expect(dataset.splits.map(\.split) == [.train, .validation, .test])
      #expect(dataset.splits.map(\.count) == [1040, 400, 400])
      #expect(dataset.imageCount == 1840)
      #expect(dataset.expectedSplits == [.train, .validation, .test])
      for part in dataset.splits {
        #expect(part.images == expected[part.split].images.flatMap(\.self))
        #expect(part.labels == expected[part.split].labels)
      }
      let name = try #require(dataset.idxFile(.validation, .images)).path
      #expect(name == "validation-images-idx3-ubyte" + (isCompressed ? ".gz" : ""))
      let position = ExamplePosition(.validation, 3)
      #expect(dataset.holds(position) && !dataset.holds(ExamplePosition(.validation, 400)))
      #expect(dataset.label(of: position) == Int(expected[.validation].labels[3]))
      let summary = DatasetSummary(dataset)
      #expect(
        summary.headline
          == "\(folder.path): 1,840 images of 28x28 grey, 1,040 in train, 400 in validation, 400 in test, 10 classes"
      )
    }
  }

  @Test func datasetWithoutValidationFilesHasNoValidation() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      let dataset = try await DatasetReader.read(folder.path)
      #expect(dataset.data[.validation] == nil && dataset.expectedSplits == [.train, .test])
      #expect(!dataset.holds(ExamplePosition(.validation, 0)))
      #expect(dataset.label(of: ExamplePosition(.validation, 0)) == -1)
    }
  }

  @Test(arguments: IDXFileName.Content.allCases)
  func oneValidationFileAloneMakesNoSplitButLetsTheOtherBeExpected(_ content: IDXFileName.Content)
    async throws
  {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      let dataset = CleanDataset.withValidation
      let array = try content == .images ? dataset.images(.validation) : dataset.labels(.validation)
      try folder.write(array.encoded(), to: Split.validation.fileName(content, rank: 3))
      let read = try await DatasetReader.read(folder.path)
      #expect(read.splits.map(\.split) == [.train, .test])
      #expect(read.expectedSplits == Split.allCases)
    }
  }

  /// Each header announces images whose sides have a product that overflows an Int.
  @Test func imagesOfHugeSidesAreNoSplit() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      let sides: [UInt8] = [255, 255, 255, 255]
      try folder.write([0, 0, 8, 3, 0, 0, 0, 0] + sides + sides, to: Split.train.imagesName())
      try folder.write([0, 0, 8, 1, 0, 0, 0, 0], to: Split.train.labelsName)
      let dataset = try await DatasetReader.read(folder.path)
      #expect(dataset.splits.map(\.split) == [.test])
    }
  }

  /// Returns the reader's error for a folder without a dataset.
  static func error(_ path: String) async throws -> DatasetError {
    try #require(
      await #expect(throws: DatasetError.self) { _ = try await DatasetReader.read(path) })
  }

  @Test func severalDatasetsAreAnErrorThatNamesThem() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder, in: "MNIST/raw/")
      try await Self.write(folder, in: "KMNIST/raw/")
      let error = try await Self.error(folder.path)
      #expect(error.code == .notADataset)
      #expect(error.message.contains(folder("MNIST/raw")) && error.message.contains(folder("KMNIST/raw")))
    }
    try await withTemporaryFolder { folder in
      try await Self.write(folder, prefix: "emnist-letters-")
      try await Self.write(folder, prefix: "emnist-digits-")
      let error = try await Self.error(folder.path)
      #expect(error.code == .notADataset)
      #expect(error.message.contains("emnist-letters-") && error.message.contains("emnist-digits-"))
    }
  }

  @Test func folderWithoutIDXFilesIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("nothing", to: "readme.txt")
      let error = try await Self.error(folder.path)
      #expect(error.code == .notADataset)
      #expect(error.message.hasPrefix(folder.path + ":"))
      // A dataset this deep is ignored, because it is probably a backup.
      try await Self.write(folder, in: "a/b/c/d/")
      #expect(try await Self.error(folder.path).code == .notADataset)
    }
  }

  @Test func fileAndNothingAtAllAreErrors() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      let name = Split.train.imagesName()
      #expect(try await Self.error(folder(name)).code == .notADataset)
      #expect(try await Self.error(folder(name)).message.contains("name the folder"))
      #expect(try await Self.error(folder("nowhere")).code == .unreadable)
    }
  }

  @Test func folderInThePlaceOfAnIDXFileIsAnErrorThatNamesIt() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      try folder.remove(Split.test.labelsName)
      try folder.makeFolder(Split.test.labelsName)
      let error = try await Self.error(folder.path)
      #expect(error.code == .unreadable)
      #expect(error.message.contains(Split.test.labelsName))
    }
  }

  @Test(arguments: [
    ("a\nb\n", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("a\nb", ["a", "b"]), ("a\n\nb\n", ["a", "", "b"]),
  ])
  func classesAreALineEach(_ text: String, _ expected: [String]) async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      try folder.write(text, to: DatasetFile.classes)
      #expect(try await DatasetReader.read(folder.path).classNames == expected)
    }
  }

  @Test func filesThatCannotBeUnderstoodAreKeptWithTheReason() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      try folder.write("{", to: DatasetFile.description)
      try folder.write("split,index\n", to: DatasetFile.manifest)
      let dataset = try await DatasetReader.read(folder.path)
      #expect(dataset.description == nil && dataset.manifest == nil)
      #expect(
        Set(dataset.unreadableFiles.map(\.path)) == [DatasetFile.description, DatasetFile.manifest])
      #expect(dataset.unreadableFiles.contains { $0.reason.contains("the column 'label' is missing") })
      #expect(dataset.splits.count == 2)
    }
  }

  // MARK: - Names

  struct Name: Sendable, CustomTestStringConvertible {
    let file: String
    let split: Split
    let content: IDXFileName.Content
    var isNamedGzip = false
    var prefix = ""
    var canonical: String?

    var testDescription: String { file }
  }

  static let names = [
    Name(file: "train-images-idx3-ubyte", split: .train, content: .images),
    Name(file: "t10k-labels-idx1-ubyte.gz", split: .test, content: .labels, isNamedGzip: true),
    Name(
      file: "train-images.idx3-ubyte", split: .train, content: .images, canonical: "train-images-idx3-ubyte"),
    Name(
      file: "emnist-letters-test-images-idx3-ubyte.gz", split: .test, content: .images, isNamedGzip: true,
      prefix: "emnist-letters-", canonical: "emnist-letters-t10k-images-idx3-ubyte"),
    Name(file: "validation-images-idx3-ubyte", split: .validation, content: .images),
    Name(
      file: "validation-labels-idx1-ubyte.gz", split: .validation, content: .labels, isNamedGzip: true),
    Name(
      file: "shop-validation-labels.idx1-ubyte", split: .validation, content: .labels, prefix: "shop-",
      canonical: "shop-validation-labels-idx1-ubyte"),
    Name(
      file: "train-images-idx4-ubyte", split: .train, content: .images, canonical: "train-images-idx3-ubyte"),
  ]

  @Test(arguments: names) func nameSaysWhatAnIDXFileIs(_ expected: Name) throws {
    let name = try #require(IDXFileName(expected.file))
    #expect(name.split == expected.split && name.content == expected.content)
    #expect(name.isNamedGzip == expected.isNamedGzip && name.prefix == expected.prefix)
    #expect(name.stem + (expected.isNamedGzip ? ".gz" : "") == expected.file)
    #expect(name.canonicalStem(rank: 3) == expected.canonical ?? name.stem)
  }

  @Test(arguments: [
    "train-images", "train-images-idx3-ubyte.zip", "train-images-idx-ubyte", "classes.txt", ".gz", "",
    "train-photos-idx3-ubyte", "val-images-idx3-ubyte", "xtrain-images-idx3-ubyte",
    "train-images-idx3-ubyte.gz.part", "train_images-idx3-ubyte",
  ])
  func otherNamesAreNoIDXFiles(_ file: String) {
    #expect(IDXFileName(file) == nil)
  }
}
