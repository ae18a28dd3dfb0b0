import DatasetBuilding
import DatasetReading
import IDX
import TestSupport
import Testing
import VerificationTestSupport

/// Where datasets are found, and what is taken for one.
struct DatasetReaderTests {
  /// Writes the raw archives of a small dataset into a folder, under other names if there is a prefix.
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
  func archivesAreFoundWhereLoadersKeepThem(_ place: String) async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder, in: place)
      for slash in ["", "/"] {
        let dataset = try await DatasetReader.read(folder.path + slash)
        #expect(dataset.root == folder.path)
        #expect(dataset.archiveFolder + (place.isEmpty ? "" : "/") == place)
        #expect(dataset.splits.map(\.count) == [30, 20])
        #expect(dataset.archives.map { place + $0.name.stem } == dataset.archives.map(\.path))
        #expect(dataset.archives.allSatisfy { $0.error == nil && $0.gzipMemberCount == 0 })
      }
    }
  }

  @Test func itemsAreThoseOfTheArchives() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder, prefix: "emnist-balanced-", isCompressed: true)
      let dataset = try await DatasetReader.read(folder.path)
      for split in Split.allCases {
        let part = try #require(dataset.parts[split])
        let expected = CleanDataset.small[split]
        #expect(part.size == expected.size)
        #expect(part.labels == expected.labels)
        #expect(part.images == expected.images.flatMap(\.self))
        #expect(part.levels == part.images)
        #expect(Array(part.levels(of: 3)) == expected.images[3])
      }
      #expect(dataset.archives.allSatisfy { $0.name.prefix == "emnist-balanced-" && $0.gzipMemberCount == 1 })
      for archive in dataset.archives {
        let array = try #require(try CleanDataset.small.arrays()[String(archive.name.stem.dropFirst(16))])
        #expect(archive.payloadSHA256.map { "\($0)" } == sha256(array.encoded()))
        #expect(archive.sha256.map { "\($0)" } == sha256(try folder.bytes(archive.path)))
      }
    }
  }

  /// What the reader says of a folder that holds no dataset.
  static func error(_ path: String) async throws -> DatasetReadingError {
    try #require(
      await #expect(throws: DatasetReadingError.self) { _ = try await DatasetReader.read(path) })
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

  @Test func folderWithoutArchivesIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("nothing", to: "readme.txt")
      let error = try await Self.error(folder.path)
      #expect(error.code == .notADataset)
      #expect(error.message.hasPrefix(folder.path + ":"))
      // Too deep: that is somebody's backup.
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

  @Test func folderInThePlaceOfAnArchiveIsAnErrorThatNamesIt() async throws {
    try await withTemporaryFolder { folder in
      try await Self.write(folder)
      try folder.remove(Split.t10k.labelsName)
      try folder.makeFolder(Split.t10k.labelsName)
      let error = try await Self.error(folder.path)
      #expect(error.code == .unreadable && error.message.contains(Split.t10k.labelsName))
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
    let content: ArchiveName.Content
    var isNamedGzip = false
    var prefix = ""
    var canonical: String?

    var testDescription: String { file }
  }

  static let names = [
    Name(file: "train-images-idx3-ubyte", split: .train, content: .images),
    Name(file: "t10k-labels-idx1-ubyte.gz", split: .t10k, content: .labels, isNamedGzip: true),
    Name(
      file: "train-images.idx3-ubyte", split: .train, content: .images, canonical: "train-images-idx3-ubyte"),
    Name(
      file: "emnist-letters-test-images-idx3-ubyte.gz", split: .t10k, content: .images, isNamedGzip: true,
      prefix: "emnist-letters-", canonical: "emnist-letters-t10k-images-idx3-ubyte"),
    Name(
      file: "train-images-idx4-ubyte", split: .train, content: .images, canonical: "train-images-idx3-ubyte"),
  ]

  @Test(arguments: names) func nameSaysWhatAnArchiveIs(_ expected: Name) throws {
    let name = try #require(ArchiveName(expected.file))
    #expect(name.split == expected.split && name.content == expected.content)
    #expect(name.isNamedGzip == expected.isNamedGzip && name.prefix == expected.prefix)
    #expect(name.stem + (expected.isNamedGzip ? ".gz" : "") == expected.file)
    #expect(name.canonicalStem(rank: 3) == expected.canonical ?? name.stem)
  }

  @Test(arguments: [
    "train-images", "train-images-idx3-ubyte.zip", "train-images-idx-ubyte", "classes.txt", ".gz", "",
    "train-photos-idx3-ubyte", "validation-images-idx3-ubyte", "xtrain-images-idx3-ubyte",
    "train-images-idx3-ubyte.gz.part", "train_images-idx3-ubyte",
  ])
  func otherNamesAreNoArchives(_ file: String) {
    #expect(ArchiveName(file) == nil)
  }
}
