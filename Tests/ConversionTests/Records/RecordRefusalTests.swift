import Conversion
import DatasetFormat
import FileSystem
import Testing
import TestSupport

/// Tests that records which may give another dataset are refused, by name, and that nothing is then written.
struct RecordRefusalTests {
  /// Returns the message with which `assemble` refuses streams.
  private static func refusal(
    _ streams: [(name: String, bytes: [UInt8])], in folder: TemporaryFolder,
    _ change: (inout Assembly.Settings) throws -> Void = { _ in }
  ) async throws -> String {
    for (name, bytes) in streams { try folder.write(bytes, to: name) }
    var settings = Assembly.Settings(
      Conversion.Settings(photos: "records", target: folder("data"), recipe: try recipe(), jobCount: 1),
      files: streams.map { folder($0.name) })
    try change(&settings)
    let error = await #expect(throws: DatasetError.self) { _ = try await Assembly.run(settings) }
    #expect(!folder.exists("data"))
    #expect(try folder.names().allSatisfy { !$0.hasPrefix(".") })
    return error?.message ?? ""
  }

  private static func images(_ seeds: Range<UInt64>, pipeline: String = "fashion-mnist") async throws
    -> [UInt8]
  {
    let photos = try seeds.map { seed in
      PhotoStream.Photo(
        source: "\(seed).png", label: seed.isMultiple(of: 2) ? "a" : "b",
        content: try TestPhotos.png(seed: seed))
    }
    return try await PhotoStream.mapped(PhotoStream.bytes([photos]), pipeline: pipeline)
  }

  @Test func streamWithoutItsEndIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let whole = try await Self.images(0..<10)
      for count in [8, 9, 400, whole.count - 600] {
        let message = try await Self.refusal([("part.arrows", Array(whole.dropLast(count)))], in: folder)
        #expect(message.contains("part.arrows: ") && message.contains("cut off"), "\(count): \(message)")
      }
    }
  }

  @Test func changedPixelIsRefusedWithItsPhoto() async throws {
    try await withTemporaryFolder { folder in
      var bytes = try await Self.images(0..<10)
      // The column of pixels is by far the largest, so that the middle of the stream lies in it.
      bytes[bytes.count / 2] ^= 1
      let message = try await Self.refusal([("part.arrows", bytes)], in: folder)
      #expect(
        message.contains("part.arrows: ") && message.contains(".png: its image is not the one"), "\(message)")
    }
  }

  @Test func photoWithTwoRecordsIsRefusedWithBothParts() async throws {
    try await withTemporaryFolder { folder in
      let (one, two) = (try await Self.images(0..<10), try await Self.images(9..<14))
      let message = try await Self.refusal([("one.arrows", one), ("two.arrows", two)], in: folder)
      #expect(
        message.contains("9.png has two records") && message.contains("one.arrows and in"), "\(message)")
      let same = try await Self.refusal([("one.arrows", one)], in: folder) { $0.files += $0.files }
      #expect(same.contains("has two records"), "\(same)")
    }
  }

  @Test func otherPipelineIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let message = try await Self.refusal(
        [
          ("one.arrows", Self.images(0..<10)),
          ("two.arrows", Self.images(10..<20, pipeline: "fashion-mnist-paper")),
        ],
        in: folder)
      #expect(message.contains("two.arrows: 10.png was converted by another recipe"), "\(message)")
    }
  }

  @Test func otherNumberOfPhotosIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let message = try await Self.refusal([("one.arrows", Self.images(0..<10))], in: folder) {
        $0.photoCount = 11
      }
      #expect(message.contains("records of 10 photos, and --expect says 11"), "\(message)")
    }
  }

  @Test func missingShardIsRefusedWithAPhotoOfIt() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 9), ("b", 8)], to: folder)
      let settings = Conversion.Settings(
        photos: folder("photos"), target: nil, recipe: try recipe(), jobCount: 1)
      let listing = try PhotoListing.write(settings, to: folder("listing"))
      let mapper = try RecordMapper(recipe(), root: folder("photos"), jobCount: 1)
      let shard = try #require(PhotoShard("0/2"))
      let part = try await mapper.write(shard, of: listing, recipe(), to: folder("parts"))
      let message = try await Self.refusal([], in: folder) {
        $0.files = [part.path]
        $0.listing = folder("listing")
      }
      #expect(message.contains("8 photos of the list") && message.contains("a/1.png"), "\(message)")
      try folder.write(folder.text("listing/photos.csv") + "b/9.png,b,,\n", to: "listing/photos.csv")
      let changed = try await Self.refusal([], in: folder) {
        $0.files = [part.path]
        $0.listing = folder("listing")
      }
      #expect(changed.contains("the list was changed"), "\(changed)")
    }
  }

  // MARK: - Photos

  private static func photoRefusal(_ bytes: [UInt8], root: String? = nil) async throws -> String {
    let error = await #expect(throws: DatasetError.self) {
      _ = try await PhotoStream.mapped(bytes, root: root)
    }
    return error?.message ?? ""
  }

  @Test func photoWithoutContentNeedsTheFolder() async throws {
    let message = try await Self.photoRefusal(PhotoStream.bytes([[PhotoStream.Photo(source: "a/1.png")]]))
    #expect(message.contains("a/1.png has no content") && message.contains("--root"), "\(message)")
  }

  @Test func pathOutOfTheFolderIsRefused() async throws {
    for source in ["../1.png", "/etc/passwd", "a/../../1.png"] {
      let stream = try PhotoStream.bytes([[PhotoStream.Photo(source: source)]])
      let message = try await Self.photoRefusal(stream, root: "photos")
      #expect(message.contains("leads out of the folder"), "\(message)")
    }
  }

  @Test func columnsThatDoNotSuitAreNamed() async throws {
    let columns = ArrowStreamWriter(columns: [.init(name: "path", content: .text)])
    #expect(
      try await Self.photoRefusal(columns.schema + ArrowStreamWriter.endMark).contains(
        "column 'source' is missing"))
    let numbers = ArrowStreamWriter(columns: [.init(name: "source", content: .integer)])
    #expect(
      try await Self.photoRefusal(numbers.schema + ArrowStreamWriter.endMark).contains(
        "column 'source' is of type int32; cast it to string"))
  }

  @Test func otherFilesAreNamedForWhatTheyAre() async throws {
    for (start, word) in [
      ("ARROW1\0\0", "Arrow file"), ("PAR1____", "Parquet"), ("a,b,c,d\n", "no Arrow IPC"),
    ] {
      let message = try await Self.photoRefusal(Array(start.utf8) + [UInt8](repeating: 0, count: 100))
      #expect(message.contains(word), "\(message)")
    }
    #expect(try await Self.photoRefusal([]).contains("there are no records"))
  }

  @Test func errorOfAnEngineIsARejectedPhoto() async throws {
    try await withTemporaryFolder { folder in
      var photos = try (0..<8).map { number in
        PhotoStream.Photo(
          source: "\(number)", label: "\(number % 2)", content: try TestPhotos.png(seed: UInt64(number)))
      }
      photos.append(PhotoStream.Photo(source: "gone", label: "1", error: "404"))
      try folder.write(await PhotoStream.mapped(PhotoStream.bytes([photos])), to: "images.arrows")
      let conversion = try await Assembly.run(
        Assembly.Settings(
          Conversion.Settings(
            photos: "records", target: folder("data"), recipe: try recipe(), jobCount: 1),
          files: [folder("images.arrows")]))
      #expect(conversion.rejectedPhotos.map(\.source) == ["gone"])
      #expect(conversion.rejectedPhotos[0].reason == .unreadable)
      #expect(conversion.rejectedPhotos[0].detail.contains("404"))
    }
  }

  // MARK: - Arbitrary bytes

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func noMutationOfAStreamIsATrap(_ seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let photos = try (0..<3).map { number in
      PhotoStream.Photo(
        source: "\(number)", label: "x", group: "g", content: try TestPhotos.png(seed: UInt64(number)))
    }
    let stream = try PhotoStream.bytes([photos, photos])
    let images = try await PhotoStream.mapped(stream)
    // The metadata stands in the first bytes of each message; most mutations go there.
    let special: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
    for _ in 0..<250 {
      for (isPhotos, bytes) in [(true, stream), (false, images)] {
        var mutated = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          let place = Int.random(
            in: 0..<(Bool.random(using: &generator) ? 1500 : mutated.count), using: &generator)
          mutated[place] = special.randomElement(using: &generator) ?? 0
        }
        if Bool.random(using: &generator) {
          mutated.removeLast(Int.random(in: 0..<mutated.count, using: &generator))
        }
        do {
          if isPhotos {
            _ = try await PhotoStream.mapped(mutated)
          } else {
            let settings = Conversion.Settings(
              photos: "records", target: nil, recipe: try recipe(), jobCount: 1)
            var recorded = try RecordedPhotos(settings, .mnist, scratchFolder: ".")
            try recorded.read(MemorySource(mutated, name: "images.arrows"), needsEndMark: true)
          }
        } catch let error as DatasetError {
          #expect(error.message.hasPrefix(isPhotos ? "photos.arrows: " : "images.arrows: "))
        }
      }
    }
  }
}
