import Configuration
import Conversion
import DatasetFormat
import Foundation
import IDX
import ImageCodecs
import ImageCore
import ImageStages
import Synchronization
import Testing
import TestSupport

struct ConversionTests {
  // MARK: - The result for each photo

  /// Returns the rejection of `bytes` as a photo beside a valid one; nil if the photo gave an image.
  static func reject(
    of bytes: [UInt8], pipeline: String = PipelineLibrary.defaultName,
    _ change: (inout Conversion.Settings) -> Void = { _ in }
  ) async throws -> RejectedPhoto? {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 2)], to: folder)
      try folder.write(bytes, to: "photos/a/photo.jpg")
      let conversion = try await convert(folder, to: nil, pipeline: pipeline, change)
      #expect(conversion.description.counts.images.total + conversion.rejectedPhotos.count == 3)
      #expect(conversion.rejectedPhotos.allSatisfy { $0.source == "a/photo.jpg" && $0.label == "a" })
      return conversion.rejectedPhotos.first
    }
  }

  @Test func blankPhotoIsARejectUnlessKept() async throws {
    let blank = try TestPhotos.blankPNG()
    #expect(try await Self.reject(of: blank)?.reason == .nothingToSee)
    #expect(try await Self.reject(of: blank) { $0.recipe.selection.keepsBlank = true } == nil)
    for pipeline in ["fashion-mnist-paper", "mnist", "emnist", "rgb-32"] {
      #expect(try await Self.reject(of: blank, pipeline: pipeline)?.reason == .nothingToSee, "\(pipeline)")
    }
  }

  @Test func paleProductIsLeftOutOnlyIfAskedFor() async throws {
    let pale = try TestPhotos.palePNG()
    #expect(try await Self.reject(of: pale) == nil)
    let reject = try await Self.reject(of: pale) { $0.recipe.selection.minimumContrast = 64 }
    #expect(reject?.reason == .lowContrast && reject?.reason.isFault == false)
    // The contrast of 255 against 235 is 20 levels.
    #expect(reject?.detail.contains("by 20 of 255 levels") == true)
    #expect(try await Self.reject(of: pale) { $0.recipe.selection.minimumContrast = 20 } == nil)
    #expect(try await Self.reject(of: pale) { $0.recipe.selection.minimumContrast = 21 } != nil)
  }

  @Test func photoThatThePipelineMakesAnotherSizeOfIsRejected() async throws {
    // Only black differs from white by more than 80%, so the pipeline's own test pictures are trimmed away completely.
    let pipeline = try Pipeline(name: "odd", summary: "", stages: [Trim(fuzzPercent: 80)])
    var bytes = [UInt8](repeating: 255, count: 30 * 40 * 3)
    for index in (30 * 20 * 3)..<(30 * 20 * 3 + 15) { bytes[index] = 0 }
    let black = Image(size: Size(width: 30, height: 40), channels: .rgb, samples: .eightBit(bytes))
    try await withTemporaryFolder { folder in
      try folder.makeFolder("photos/a")
      try folder.write(TestPhotos.blankPNG(), to: "photos/a/blank.png")
      try folder.write(try ImageEncoder.png(black), to: "photos/a/black.png")
      let conversion = try await convert(folder, to: nil) { settings in
        settings.recipe.pipeline = Recipe.Pipeline(pipeline, file: nil)
        settings.recipe.split.rule = .fractions(validation: 0, test: 0)
        settings.recipe.selection.keepsBlank = true
      }
      #expect(conversion.description.counts.images.total == 1)
      #expect(conversion.rejectedPhotos.map(\.reason) == [.otherSize])
      #expect(conversion.rejectedPhotos.first?.detail.contains("and 1x1 of others") == true)
    }
  }

  @Test func truncatedPhotoIsARejectUnlessAccepted() async throws {
    let whole = try TestPhotos.jpeg(seed: 1, size: Size(width: 120, height: 160))
    let cut = Array(whole.prefix(whole.count * 3 / 4))
    #expect(try await Self.reject(of: cut)?.reason == .truncated)
    #expect(try await Self.reject(of: cut) { $0.recipe.selection.acceptsTruncated = true } == nil)
  }

  @Test func photosWithTooManyPixelsEmptyOnesAndTextAreRejectedPhotos() async throws {
    let photo = try TestPhotos.png(seed: 5, size: Size(width: 40, height: 50))
    #expect(
      try await Self.reject(of: photo) { $0.recipe.selection.maximumPixels = 1999 }?.reason == .tooLarge)
    #expect(try await Self.reject(of: [])?.reason == .emptyFile)
    #expect(try await Self.reject(of: Array("hello".utf8))?.reason == .notAnImage)
  }

  @Test func photoOfWhichAStageWouldMakeTooLargeAPictureIsARejectedPhoto() async throws {
    let thin = try ImageEncoder.png(
      Image(
        size: Size(width: 20_000, height: 100), channels: .grey,
        samples: .eightBit([UInt8](repeating: 7, count: 2_000_000))))
    let pipeline = try Pipeline(
      name: "sq", summary: "", stages: [Square(), Resize(method: .filter(.box)), Grayscale()])
    let rejected = try await Self.reject(of: thin) { settings in
      settings.recipe.pipeline = Recipe.Pipeline(pipeline, file: nil)
    }
    #expect(rejected?.reason == .tooLarge)
    #expect(rejected?.detail.contains("stage 'square' would make a picture of 20000x20000") == true)
    #expect(rejected?.detail.hasSuffix("or cut out the product") == true)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func unreadablePhotoIsAReject() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 3)], to: folder)
      try folder.setPermissions(0, of: "photos/a/1.png")
      let conversion = try await convert(folder)
      #expect(conversion.rejectedPhotos.map(\.reason) == [.unreadable])
      #expect(conversion.rejectedPhotos.first?.detail.contains("Permission denied") == true)
    }
  }

  @Test func noExampleAtAllIsAnErrorThatNamesTheFirstPhoto() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<40 { try folder.write("no picture", to: "photos/a/\(number + 10).jpg") }
      let error = await #expect(throws: DatasetError.self) { try await convert(folder) }
      #expect(error?.message.contains("none of 40 photos gave an image") == true)
      #expect(error?.message.contains("a/10.jpg") == true)
      #expect(try folder.names() == ["photos"])
    }
  }

  @Test func classWhosePhotosAreAllRejectedIsToldOf() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 4), ("c", 4)], to: folder)
      try folder.write("no picture", to: "photos/b/x.jpg")
      let conversion = try await convert(folder)
      #expect(conversion.warnings == ["no image for b: all photos were rejected"])
      #expect(conversion.description.classes.map(\.name) == ["a", "b", "c"])
    }
  }

  // MARK: - The target

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
        #expect(conversion.rejectedPhotos.isEmpty)
      }
      // The dataset is also skipped by a run with another target.
      let conversion = try await convert(folder, to: "data2")
      #expect(conversion.description.classes.map(\.name) == ["a", "b"])
      #expect(conversion.warnings.contains { $0.hasPrefix("data: this is a dataset") })
    }
  }

  @Test func withoutATargetNothingIsWritten() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 5), ("b", 5)], to: folder)
      let conversion = try await convert(folder, to: nil)
      #expect(conversion.description.counts.images.total == 10 && conversion.description.files.isEmpty)
      #expect(try folder.names() == ["photos"])
    }
  }

  @Test func cancellationLeavesNothing() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 100), ("b", 100)], to: folder)
      // The task is cancelled when the photos are known, when some are converted, and when all are.
      for stop in ["scanned", "mapped", "writing"] {
        let job = Mutex<Task<Conversion, any Error>?>(nil)
        let (isKnown, know) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
          for await _ in isKnown { break }
          return try await convert(folder, jobs: 1) { _ in
          } report: { event in
            let now =
              switch event {
              case .decided: "decided"
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

  // MARK: - Settings that cannot be combined

  @Test(arguments: [("rgb-32", DatasetLayout.keras), ("rgb-32", .torchvision), ("fashion-mnist-64", .keras)])
  func layoutThatItsLoaderCannotReadIsRefusedBeforeTheWork(_ pipeline: String, _ layout: DatasetLayout)
    async throws
  {
    try await withTemporaryFolder { folder in
      let error = await #expect(throws: DatasetError.self) {
        try await convert(folder, photos: "not looked for", pipeline: pipeline) { $0.recipe.layout = layout }
      }
      #expect(error?.message.hasPrefix("--layout \(layout.rawValue): ") == true)
    }
  }

  @Test func exactMNISTIsRefusedBeforeTheWorkWhereItCannotBe() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<11 { try folder.write("never opened", to: "photos/class \(number)/x.jpg") }
      let wrongSize = await #expect(throws: DatasetError.self) {
        try await convert(folder, pipeline: "rgb-32") { $0.recipe.split.rule = .exactMNIST }
      }
      #expect(wrongSize?.message.contains("28x28 grey") == true)
      let elevenClasses = await #expect(throws: DatasetError.self) {
        try await convert(folder) { $0.recipe.split.rule = .exactMNIST }
      }
      #expect(elevenClasses?.message.contains("ten classes") == true)
      try folder.remove("photos/class 10")
      let tooFew = await #expect(throws: DatasetError.self) {
        try await convert(folder) { $0.recipe.split.rule = .exactMNIST }
      }
      #expect(tooFew?.message.contains("there are 10 photos; add 69990") == true)
    }
  }
}
