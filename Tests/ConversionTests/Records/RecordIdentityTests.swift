import Conversion
import DatasetFormat
import FileSystem
import Testing
import TestSupport

/// Tests that a dataset of records is the dataset that `convert` makes of the same photos, byte for byte.
struct RecordIdentityTests {
  struct Options: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout Conversion.Settings) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout Conversion.Settings) -> Void) {
      testDescription = name
      self.change = change
    }
  }

  static let options: [Options] = [
    Options("default") { _ in },
    Options("drop duplicates") { $0.recipe.selection.dropsDuplicates = true },
    Options("per class") { $0.recipe.split.rule = .perClass([.train: 12, .test: 3]) },
    Options("no shuffle") { $0.recipe.split.isShuffled = false },
    Options("seed 7, raw") {
      $0.recipe.split.seed = 7
      $0.recipe.addsRaw = true
    },
    Options("small test fraction") { $0.recipe.split.rule = .fractions(validation: 0, test: 0.0001) },
    Options("validation") { $0.recipe.split.rule = .fractions(validation: 0.2, test: 0.2) },
    Options("mirrored class") { $0.recipe.mirroredClasses = ["b"] },
  ]

  /// Photos of three classes with equal files, equal pictures, blanks, broken and empty files, odd names.
  private static func writePhotos(to folder: TemporaryFolder) throws {
    try TestPhotos.write([("a", 30), ("b", 24), ("é", 20)], to: folder)
    for number in 0..<4 {
      try folder.write(TestPhotos.png(seed: UInt64(number)), to: "photos/b/same \(number).png")
      try folder.write(TestPhotos.png(seed: 40), to: "photos/a/twin,\"\(number)\".png")
    }
    try folder.write(TestPhotos.blankPNG(), to: "photos/a/blank.png")
    try folder.write([], to: "photos/b/empty.jpg")
    try folder.write(Array(TestPhotos.jpeg(seed: 99).prefix(300)), to: "photos/a/cut.jpg")
    try folder.write("no photo", to: "photos/b/_text.jpg")
    try folder.write(TestPhotos.png(seed: 98), to: "photos/loose.png")
  }

  /// Returns the paths of the parts that seven runs of `map` make of a list.
  private static func parts(of listing: PhotoListing, in folder: TemporaryFolder) async throws -> [String] {
    var parts: [String] = []
    for number in 0..<7 {
      let shard = try #require(PhotoShard("\(number)/7"))
      let mapper = try RecordMapper(recipe(), root: folder("photos"), jobCount: 2)
      let result = try await mapper.write(shard, of: listing, recipe(), to: folder("parts"))
      #expect(!result.isKept)
      parts.append(result.path)
    }
    return parts
  }

  private static func settings(
    _ folder: TemporaryFolder, to target: String, _ labels: PhotoCollection.Labels, _ options: Options
  ) throws -> Conversion.Settings {
    var settings = Conversion.Settings(
      photos: folder("photos"), target: folder(target), recipe: try recipe(), jobCount: 2)
    settings.labels = labels
    options.change(&settings)
    return settings
  }

  /// A table with groups, and with splits for some photos.
  private static func table(in folder: TemporaryFolder) throws -> PhotoCollection.Labels {
    var text = "path,label,group,split\n"
    for number in 0..<30 { text += "a/\(number).png,Bag,bag \(number / 4),\n" }
    for number in 0..<24 { text += "b/\(number).png,Shoe,,\(number % 6 == 0 ? "test" : "")\n" }
    for number in 0..<20 { text += "é/\(number).png,Été,\(number % 5 == 0 ? "e\u{301}" : "é"),\n" }
    text += "b/empty.jpg,Shoe,,\nnowhere.png,Shoe,,\n"
    try folder.write(text, to: "labels.csv")
    return .file(try LabelFile(reading: folder("labels.csv")))
  }

  @Test(arguments: options, [false, true])
  func shardsOfAListGiveTheDatasetOfConvert(_ options: Options, _ hasTable: Bool) async throws {
    // The table's classes are others.
    guard !hasTable || options.testDescription != "mirrored class" else { return }
    try await withTemporaryFolder { folder in
      try Self.writePhotos(to: folder)
      let labels = hasTable ? try Self.table(in: folder) : .folders
      _ = try await Conversion.run(Self.settings(folder, to: "one", labels, options))

      let listing = try PhotoListing.write(
        Self.settings(folder, to: "unused", labels, options), to: folder("listing"))
      let parts = try await Self.parts(of: listing, in: folder)
      var settings = Assembly.Settings(
        try Self.settings(folder, to: "many", .folders, options), files: parts.reversed())
      settings.listing = folder("listing")
      settings.photoCount = listing.lines.count
      // As if there were very many.
      settings.conversion.imageMemoryByteCount = 3000
      _ = try await Assembly.run(settings)
      let (one, many) = (try folder.files(in: "one"), try folder.files(in: "many"))
      #expect(one.count >= 9)
      for name in Set(one.keys).union(many.keys) {
        #expect(one[name] == many[name], "\(name)")
      }
    }
  }

  @Test(arguments: options)
  func imagesThatWaitInAFileGiveTheDatasetOfImagesInMemory(_ options: Options) async throws {
    try await withTemporaryFolder { folder in
      try Self.writePhotos(to: folder)
      _ = try await Conversion.run(Self.settings(folder, to: "memory", .folders, options))
      var settings = try Self.settings(folder, to: "file", .folders, options)
      settings.imageMemoryByteCount = 30_000
      _ = try await Conversion.run(settings)
      #expect(try folder.files(in: "file") == folder.files(in: "memory"))
    }
  }

  @Test func streamInAnyOrderGivesTheDatasetOfConvertButForTheOriginOfLabels() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 30), ("b", 24)], to: folder)
      _ = try await convert(folder, to: "one")
      var photos = try folder.files(in: "photos").map { name, bytes in
        PhotoStream.Photo(source: name, label: String(name.prefix(1)), content: bytes)
      }
      photos.sort { $0.content?.count ?? 0 < $1.content?.count ?? 0 }
      let images = try await PhotoStream.mapped(
        PhotoStream.bytes([Array(photos[..<20]), [], Array(photos[20...])]), jobs: 3)
      try folder.write(images, to: "images.arrows")
      _ = try await Assembly.run(
        Assembly.Settings(
          Conversion.Settings(
            photos: "records", target: folder("many"), recipe: try recipe(), jobCount: 2),
          files: [folder("images.arrows")]))
      for (name, bytes) in try folder.files(in: "one") where name != "dataset.json" {
        #expect(try folder.bytes("many/" + name) == bytes, "\(name)")
      }
      let (one, many) = (try folder.text("one/dataset.json"), try folder.text("many/dataset.json"))
      #expect(one.replacing("\"folders\"", with: "\"records\"") == many)
    }
  }

  @Test func numberOfJobsChangesNoByteOfTheRecords() async throws {
    let photos = try (0..<20).map { number in
      PhotoStream.Photo(source: "\(number)", label: "x", content: try TestPhotos.png(seed: UInt64(number)))
    }
    let stream = try PhotoStream.bytes([photos])
    #expect(try await PhotoStream.mapped(stream, jobs: 1) == PhotoStream.mapped(stream, jobs: 7))
  }

  @Test func wholePartIsKeptAndAnyOtherIsReplaced() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 9), ("b", 8)], to: folder)
      let listing = try PhotoListing.write(
        Self.settings(folder, to: "unused", .folders, Self.options[0]), to: folder("listing"))
      let shard = try #require(PhotoShard("1/3"))
      func run(_ pipeline: String) async throws -> RecordMapper.ShardResult {
        let recipe = try recipe(pipeline: pipeline)
        return try await RecordMapper(recipe, root: folder("photos"), jobCount: 1).write(
          shard, of: listing, recipe, to: folder("parts"))
      }
      let path = "parts/part-00001-of-00003.arrows"
      #expect(try await !run("fashion-mnist").isKept)
      let whole = try folder.bytes(path)
      #expect(try await run("fashion-mnist").isKept)
      for damaged in [
        Array(whole.dropLast(8)), Array(whole.dropLast(100)), whole.map { $0 == 7 ? 8 : $0 }, [],
      ] {
        try folder.write(damaged, to: path)
        #expect(try await !run("fashion-mnist").isKept)
        #expect(try folder.bytes(path) == whole)
      }
      #expect(try await !run("mnist").isKept)
      #expect(try folder.names(in: "parts") == ["part-00001-of-00003.arrows"])
    }
  }
}
