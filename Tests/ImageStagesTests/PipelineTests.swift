import ImageCore
import ImageStages
import Testing
import TestSupport

struct PipelineTests {
  private let stages: [any Stage] = [
    Thumbnail(), Trim(), Resize(), Sharpen(), Extend(), Negate(), Grayscale(), Stretch(),
  ]

  private func photo(_ size: Size, orientation: Orientation = .upright) -> DecodedImage {
    var generator = SeededGenerator(seed: 13)
    let image = TestPictures.picture(.blobOnWhite, size, .rgb, isWide: false, using: &generator)
    return DecodedImage(size: size, kind: .rgb, samples: image.samples, orientation: orientation)
  }

  @Test func imageHasThePipelinesSizeAndChannelsWhateverThePhotosSize() throws {
    let grey = try Pipeline(name: "grey", summary: "", stages: stages)
    #expect(grey.imageSize == Size(width: 28, height: 28))
    #expect(grey.imageChannels == .grey)
    let colour = try Pipeline(name: "rgb", summary: "", stages: [Trim(), Resize(), Sharpen(), Extend()])
    #expect(colour.imageSize == Size(width: 28, height: 28))
    #expect(colour.imageChannels == .rgb)
    for size in [Size(width: 1, height: 1), Size(width: 2, height: 90), Size(width: 300, height: 200)] {
      for pipeline in [grey, colour] {
        var record = StageRecord()
        let image = try pipeline.image(of: photo(size), in: StageContext(), record: &record)
        #expect(image.size == pipeline.imageSize)
        #expect(image.channels == pipeline.imageChannels)
        #expect(image == image.cutToBytes)
      }
    }
  }

  @Test func everyIntermediatePictureIsObservedInOrder() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    let photo = photo(Size(width: 120, height: 160), orientation: .needsQuarterClockwise)
    var seen: [(stage: String, picture: Image)] = []
    var record = StageRecord()
    let image = try pipeline.image(of: photo, in: StageContext(), record: &record) { seen.append(($0, $1)) }

    #expect(seen.map(\.stage) == ["decode"] + stages.map(\.name))
    var (picture, expectedRecord) = (Decode().image(from: photo), StageRecord())
    #expect(seen[0].picture == picture)
    #expect(picture.size == Size(width: 160, height: 120))
    for (index, stage) in stages.enumerated() {
      picture = stage.apply(to: picture, in: StageContext(), record: &expectedRecord)
      #expect(seen[index + 1].picture == picture, "\(stage.name)")
    }
    #expect(image == picture)
    #expect(record == expectedRecord)
    #expect(record.thumbnail == Size(width: 51, height: 38))
    #expect(record.crop != nil && record.levels != nil)
  }

  @Test func observingChangesNothing() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    let photo = photo(Size(width: 50, height: 70))
    var (one, other) = (StageRecord(), StageRecord())
    #expect(
      try pipeline.image(of: photo, in: StageContext(), record: &one)
        == pipeline.image(of: photo, in: StageContext(), record: &other) { _, _ in })
    #expect(one == other)
  }

  @Test func whatHas16BitsInTheEndIsCutToBytes() throws {
    let pipeline = try Pipeline(
      name: "rgb", summary: "", stages: [Resize(method: .filter(.lanczos)), Extend()])
    var (last, record): (Image?, StageRecord) = (nil, StageRecord())
    let image = try pipeline.image(
      of: photo(Size(width: 60, height: 40)), in: StageContext(), record: &record
    ) {
      last = $1
    }
    let wide = try #require(last)
    #expect(wide == wide.widened)
    #expect(image.samples == .eightBit(wide.sixteenBitSamples.map { UInt8($0 / 257) }))
  }

  @Test func pipelineOfNoStagesButDecodeIsRefused() {
    let error = #expect(throws: StageError.self) { try Pipeline(name: "none", summary: "", stages: []) }
    #expect(error?.code == .invalidPipeline)
  }

  static let stagesOfDifferentSizes: [[any Stage]] = [
    [Trim()], [Resize()], [Thumbnail()], [Square()], [Extend(), Trim()], [Resize(), Pad()],
    [Square(), Pad()],
    [Extend(canvas: Size(width: 28, height: 28)), Trim(), Resize()],
    // Pipelines whose images have one size, except those of small and of narrow pictures.
    [Thumbnail(frame: Size(width: 28, height: 28), above: Size(width: 28, height: 28)), Square()],
    [Resize(frame: Size(width: 1, height: 2))],
  ]

  @Test(arguments: stagesOfDifferentSizes.indices)
  func imagesOfDifferentSizesAreRefused(_ index: Int) {
    let stages = Self.stagesOfDifferentSizes[index]
    let error = #expect(throws: StageError.self) { try Pipeline(name: "mine", summary: "", stages: stages) }
    #expect(error?.code == .invalidPipeline)
    #expect(error?.message.contains("'mine'") == true)
    #expect(error?.message.contains("'extend'") == true)
  }

  private let squaring: [any Stage] = [Square(), Resize(method: .filter(.box)), Grayscale()]

  @Test func pictureThatAStageWouldMakeTooLargeIsRefusedBeforeThePhotoIsDecoded() throws {
    let pipeline = try Pipeline(name: "sq", summary: "", stages: squaring)
    let thin = Size(width: 60_000, height: 300)
    let error = #expect(throws: StageError.self) {
      try pipeline.byteCount(forPhotoOf: thin, in: StageContext())
    }
    #expect(error?.code == .tooMuch)
    #expect(
      error?.message.contains("stage 'square' would make a picture of 60000x60000 from one of 60000x300")
        == true)
    #expect(error?.remedy.contains("'thumbnail'") == true)
    let allowed = StageContext(pixelLimit: 3_600_000_000)
    #expect(throws: StageError.self) { try pipeline.byteCount(forPhotoOf: thin, in: allowed) }
    #expect(throws: Never.self) {
      try pipeline.byteCount(forPhotoOf: Size(width: 16_000, height: 4000), in: StageContext())
    }
  }

  /// The photo is black all over, of which trim leaves everything or nothing.
  @Test func whatTrimLeavesIsCheckedWhenItIsKnown() throws {
    let pipeline = try Pipeline(name: "trimmed", summary: "", stages: [Trim()] + squaring)
    let size = Size(width: 400, height: 2)
    let context = StageContext(pixelLimit: 100_000)
    #expect(throws: Never.self) { try pipeline.byteCount(forPhotoOf: size, in: context) }
    var samples = [UInt8](repeating: 255, count: size.pixelCount * 3)
    for index in 3..<samples.count - 3 where index % 5 > 0 { samples[index] = 0 }
    let photo = DecodedImage(size: size, kind: .rgb, samples: .eightBit(samples))
    var record = StageRecord()
    let error = #expect(throws: StageError.self) {
      try pipeline.image(of: photo, in: context, record: &record)
    }
    #expect(error?.code == .tooMuch)
    #expect(error?.message.contains("'square'") == true)
    var other = StageRecord()
    #expect(throws: Never.self) { try pipeline.image(of: photo, in: StageContext(), record: &other) }
  }

  /// Whatever its shape, a photo takes at most 24 bytes for each of its pixels, and a few megabytes.
  @Test func memoryOfThePapersPipelineIsAtMost24BytesAPixel() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    for size in [
      Size(width: 16_000, height: 16_000), Size(width: 65_535, height: 328), Size(width: 328, height: 65_535),
    ] {
      let byteCount = try pipeline.byteCount(forPhotoOf: size, in: StageContext())
      #expect(byteCount > 3 * size.pixelCount)
      #expect(byteCount < 16 * size.pixelCount)
    }
  }

  @Test func pipelineThatTakesTooMuchOfAnyPhotoIsRefused() {
    let pads = Array(repeating: Pad(widthInPixels: 1024) as any Stage, count: 30)
    let blurs = Array(repeating: Blur(sigmaInPixels: 32) as any Stage, count: 1000)
    for (stages, word) in [(pads, "'pad'"), (blurs, "'blur' would take too long")] {
      let error = #expect(throws: StageError.self) {
        try Pipeline(
          name: "mine", summary: "", stages: [Extend(canvas: Size(width: 4096, height: 4096))] + stages)
      }
      #expect(error?.code == .invalidPipeline)
      #expect(error?.message.contains("pipeline 'mine': ") == true)
      #expect(error?.message.contains(word) == true)
    }
  }

  @Test func squaredAndResizedImagesAreOfOneSize() throws {
    let pipeline = try Pipeline(name: "square", summary: "", stages: [Trim(), Square(), Pad(), Resize()])
    #expect(pipeline.imageSize == Size(width: 28, height: 28))
  }

  /// The photo is stored with 8 and 16 bits, as grey and as RGB with equal channels, and with opaque alpha.
  @Test func imageDependsOnWhatIsSeenNotOnHowItIsStored() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    let size = Size(width: 47, height: 66)
    var generator = SeededGenerator(seed: 14)
    let grey = TestPictures.picture(.blobOnWhite, size, .grey, isWide: false, using: &generator)
    let bytes = grey.eightBitSamples
    let wide = grey.sixteenBitSamples
    let photos = [
      DecodedImage(size: size, kind: .grey, samples: .eightBit(bytes)),
      DecodedImage(size: size, kind: .grey, samples: .sixteenBit(wide)),
      DecodedImage(size: size, kind: .greyAlpha, samples: .eightBit(bytes.flatMap { [$0, 255] })),
      DecodedImage(size: size, kind: .rgb, samples: .eightBit(bytes.flatMap { [$0, $0, $0] })),
      DecodedImage(size: size, kind: .rgb, samples: .sixteenBit(wide.flatMap { [$0, $0, $0] })),
      DecodedImage(size: size, kind: .rgbAlpha, samples: .eightBit(bytes.flatMap { [$0, $0, $0, 255] })),
      DecodedImage(size: size, kind: .cmyk, samples: .eightBit(bytes.flatMap { [255, 255, 255, $0] })),
    ]
    let images = try photos.map { photo in
      var record = StageRecord()
      return try pipeline.image(of: photo, in: StageContext(), record: &record)
    }
    #expect(images.allSatisfy { $0 == images[0] })
    #expect(images[0].eightBitSamples.contains { $0 > 0 })
  }

  @Test func turnedPhotoGivesTheUprightOnesImage() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    let stored = photo(Size(width: 160, height: 110), orientation: .needsQuarterClockwise)
    let upright = Decode().image(from: stored)
    var (one, other) = (StageRecord(), StageRecord())
    let image = try pipeline.image(of: stored, in: StageContext(), record: &one)
    let turned = DecodedImage(size: upright.size, kind: .rgb, samples: upright.samples)
    #expect(try image == pipeline.image(of: turned, in: StageContext(), record: &other))
    #expect(one == other)
  }
}
