import Configuration
import DatasetBuilding
import Foundation
import IDX
import ImageCodecs
import ImageCore
import ImageStages
import Synchronization
import TestSupport
import Testing

struct ConversionTests {
  // MARK: - What comes of each photo

  /// The reject of `bytes` as a photo beside a good one; nil if it gave an item.
  static func reject(
    of bytes: [UInt8], pipeline: String = PipelineLibrary.defaultName,
    _ change: (inout Conversion.Settings) -> Void = { _ in }
  ) async throws -> Reject? {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 2)], to: folder)
      try folder.write(bytes, to: "photos/a/photo.jpg")
      let conversion = try await convert(folder, to: nil, pipeline: pipeline, change)
      #expect(conversion.description.counts.items + conversion.rejects.count == 3)
      #expect(conversion.rejects.allSatisfy { $0.source == "a/photo.jpg" && $0.label == "a" })
      return conversion.rejects.first
    }
  }

  @Test func blankPhotoIsARejectUnlessKept() async throws {
    let blank = try TestPhotos.blankPNG()
    #expect(try await Self.reject(of: blank)?.reason == .nothingToSee)
    #expect(try await Self.reject(of: blank) { $0.mapping.keepsBlank = true } == nil)
    for pipeline in ["fashion-mnist-paper", "mnist", "emnist", "rgb-32"] {
      #expect(try await Self.reject(of: blank, pipeline: pipeline)?.reason == .nothingToSee, "\(pipeline)")
    }
  }

  @Test func paleProductIsLeftOutOnlyIfAskedFor() async throws {
    let pale = try TestPhotos.palePNG()
    #expect(try await Self.reject(of: pale) == nil)
    let reject = try await Self.reject(of: pale) { $0.mapping.minimumContrast = 64 }
    #expect(reject?.reason == .lowContrast && reject?.reason.isFault == false)
    // 255 against 235: 20 levels.
    #expect(reject?.detail.contains("by 20 of 255 levels") == true)
    #expect(try await Self.reject(of: pale) { $0.mapping.minimumContrast = 20 } == nil)
    #expect(try await Self.reject(of: pale) { $0.mapping.minimumContrast = 21 } != nil)
  }

  @Test func photoThatThePipelineMakesAnotherSizeOfIsAReject() async throws {
    // Only black differs from white by more than 80%: what the pipeline tries itself on is all trimmed away.
    let pipeline = try Pipeline(name: "odd", summary: "", stages: [Trim(fuzzPercent: 80)])
    var bytes = [UInt8](repeating: 255, count: 30 * 40 * 3)
    for index in (30 * 20 * 3)..<(30 * 20 * 3 + 15) { bytes[index] = 0 }
    let black = Image(size: Size(width: 30, height: 40), channels: .rgb, samples: .eightBit(bytes))
    try await withTemporaryFolder { folder in
      try folder.makeFolder("photos/a")
      try folder.write(TestPhotos.blankPNG(), to: "photos/a/blank.png")
      try folder.write(try ImageEncoder.png(black), to: "photos/a/black.png")
      let conversion = try await convert(folder, to: nil) { settings in
        settings.mapping.pipeline = pipeline
        settings.mapping.keepsBlank = true
      }
      #expect(conversion.description.counts.items == 1)
      #expect(conversion.rejects.map(\.reason) == [.otherSize])
      #expect(conversion.rejects.first?.detail.contains("and 1x1 of others") == true)
    }
  }

  @Test func truncatedPhotoIsARejectUnlessAccepted() async throws {
    let whole = try TestPhotos.jpeg(seed: 1, size: Size(width: 120, height: 160))
    let cut = Array(whole.prefix(whole.count * 3 / 4))
    #expect(try await Self.reject(of: cut)?.reason == .truncated)
    #expect(try await Self.reject(of: cut) { $0.mapping.decoding.acceptsTruncated = true } == nil)
  }

  @Test func photosWithTooManyPixelsEmptyOnesAndTextAreRejects() async throws {
    let photo = try TestPhotos.png(seed: 5, size: Size(width: 40, height: 50))
    #expect(try await Self.reject(of: photo) { $0.mapping.decoding.pixelLimit = 1999 }?.reason == .tooLarge)
    #expect(try await Self.reject(of: [])?.reason == .emptyFile)
    #expect(try await Self.reject(of: Array("hello".utf8))?.reason == .notAnImage)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func unreadablePhotoIsAReject() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 3)], to: folder)
      try folder.setPermissions(0, of: "photos/a/1.png")
      let conversion = try await convert(folder)
      #expect(conversion.rejects.map(\.reason) == [.unreadable])
      #expect(conversion.rejects.first?.detail.contains("Permission denied") == true)
    }
  }

  @Test func noItemAtAllIsAnErrorThatNamesTheFirstPhoto() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<40 { try folder.write("no picture", to: "photos/a/\(number + 10).jpg") }
      let error = await #expect(throws: DatasetError.self) { try await convert(folder) }
      #expect(error?.message.contains("none of the 40 photos") == true)
      #expect(error?.message.contains("a/10.jpg") == true)
      #expect(try folder.names() == ["photos"])
    }
  }

  @Test func classWhosePhotosAreAllRejectedIsToldOf() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 4), ("c", 4)], to: folder)
      try folder.write("no picture", to: "photos/b/x.jpg")
      let conversion = try await convert(folder)
      #expect(conversion.warnings == ["no item for b: all photos were rejected"])
      #expect(conversion.description.classes.map(\.name) == ["a", "b", "c"])
    }
  }

  // MARK: - Where it is written

  @Test func photosAreNotTouched() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 5), ("b", 5)], to: folder)
      try folder.write("no picture", to: "photos/b/x.jpg")
      let before = try folder.files(in: "photos")
      _ = try await convert(folder)
      _ = try await convert(folder) { $0.overwrites = true }
      #expect(try folder.files(in: "photos") == before)
      #expect(try folder.names() == ["data", "photos"])
    }
  }

  @Test(arguments: ["photos", "photos/../photos", ".", "photos/"])
  func targetThatHoldsThePhotosIsRefused(_ target: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 2)], to: folder)
      let before = try folder.files(in: ".")
      for overwrites in [false, true] {
        let error = await #expect(throws: DatasetError.self) {
          try await convert(folder, to: target) { $0.overwrites = overwrites }
        }
        #expect(error?.message.contains("the photos are in this folder") == true)
      }
      #expect(try folder.files(in: ".") == before)
    }
  }

  @Test func targetAmongThePhotosIsNoClass() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 3), ("b", 3)], to: folder)
      for run in 0..<3 {
        let conversion = try await convert(folder, to: "photos/data") { $0.overwrites = run > 0 }
        #expect(conversion.description.classes.map(\.name) == ["a", "b"])
        #expect(conversion.rejects.isEmpty)
      }
      // Nor for a run that writes elsewhere.
      let conversion = try await convert(folder, to: "data2")
      #expect(conversion.description.classes.map(\.name) == ["a", "b"])
      #expect(conversion.warnings.contains { $0.hasPrefix("data: this is a dataset") })
    }
  }

  @Test func withoutATargetNothingIsWritten() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 5), ("b", 5)], to: folder)
      let conversion = try await convert(folder, to: nil)
      #expect(conversion.description.counts.items == 10 && conversion.description.archives.isEmpty)
      #expect(try folder.names() == ["photos"])
    }
  }

  @Test func cancellationLeavesNothing() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 100), ("b", 100)], to: folder)
      // Cancelled when the photos are known, when some are done, and when all are.
      for stop in ["scanned", "mapped", "writing"] {
        let job = Mutex<Task<Conversion, any Error>?>(nil)
        let (isKnown, know) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
          for await _ in isKnown { break }
          return try await convert(folder, jobs: 1) { _ in
          } report: { event in
            let now =
              switch event {
              case .scanned: "scanned"
              case .mapped: "mapped"
              case .writing: "writing"
              }
            if now == stop { job.withLock { $0?.cancel() } }
          }
        }
        job.withLock { $0 = task }
        know.yield()
        let error = await #expect(throws: DatasetError.self) { try await task.value }
        #expect(error?.code == .cancelled, "\(stop)")
        #expect(try folder.names() == ["photos"], "\(stop)")
      }
      _ = try await convert(folder)
    }
  }

  // MARK: - What does not go together

  @Test(arguments: [("rgb-32", DatasetLayout.keras), ("rgb-32", .torchvision), ("fashion-mnist-64", .keras)])
  func layoutThatItsLoaderCannotReadIsRefusedBeforeTheWork(_ pipeline: String, _ layout: DatasetLayout)
    async throws
  {
    try await withTemporaryFolder { folder in
      let error = await #expect(throws: DatasetError.self) {
        try await convert(folder, photos: "not looked for", pipeline: pipeline) { $0.layout = layout }
      }
      #expect(error?.message.hasPrefix("--layout \(layout.rawValue): ") == true)
    }
  }

  @Test func exactMNISTIsRefusedBeforeTheWorkWhereItCannotBe() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<11 { try folder.write("never opened", to: "photos/class \(number)/x.jpg") }
      let wrongSize = await #expect(throws: DatasetError.self) {
        try await convert(folder, pipeline: "rgb-32") { $0.plan.rule = .exactMNIST }
      }
      #expect(wrongSize?.message.contains("28x28 grey") == true)
      let elevenClasses = await #expect(throws: DatasetError.self) {
        try await convert(folder) { $0.plan.rule = .exactMNIST }
      }
      #expect(elevenClasses?.message.contains("ten classes") == true)
      try folder.remove("photos/class 10")
      let tooFew = await #expect(throws: DatasetError.self) {
        try await convert(folder) { $0.plan.rule = .exactMNIST }
      }
      #expect(tooFew?.message.contains("there are 10 photos; add 69990") == true)
    }
  }
}
