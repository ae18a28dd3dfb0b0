import ImageCore
import ImageStages
import TestSupport
import Testing

struct PipelineTests {
  private let stages: [any Stage] = [
    Thumbnail(), Trim(), Resize(), Sharpen(), Extend(), Negate(), Grayscale(), Stretch(),
  ]

  private func photo(_ size: Size, orientation: Orientation = .upright) -> DecodedImage {
    var generator = SeededGenerator(seed: 13)
    let image = TestPictures.picture(.blobOnWhite, size, .rgb, isWide: false, using: &generator)
    return DecodedImage(size: size, kind: .rgb, samples: image.samples, orientation: orientation)
  }

  @Test func itemHasThePipelinesSizeAndChannelsWhateverThePhotosSize() throws {
    let grey = try Pipeline(name: "grey", summary: "", stages: stages)
    #expect(grey.itemSize == Size(width: 28, height: 28))
    #expect(grey.itemChannels == .grey)
    let colour = try Pipeline(name: "rgb", summary: "", stages: [Trim(), Resize(), Sharpen(), Extend()])
    #expect(colour.itemSize == Size(width: 28, height: 28))
    #expect(colour.itemChannels == .rgb)
    for size in [Size(width: 1, height: 1), Size(width: 2, height: 90), Size(width: 300, height: 200)] {
      for pipeline in [grey, colour] {
        var trace = Trace()
        let item = pipeline.item(from: photo(size), trace: &trace)
        #expect(item.size == pipeline.itemSize)
        #expect(item.channels == pipeline.itemChannels)
        #expect(item == item.cutToBytes)
      }
    }
  }

  @Test func everyIntermediatePictureIsObservedInOrder() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    let photo = photo(Size(width: 120, height: 160), orientation: .needsQuarterClockwise)
    var seen: [(stage: String, picture: Image)] = []
    var trace = Trace()
    let item = pipeline.item(from: photo, trace: &trace) { seen.append(($0, $1)) }

    #expect(seen.map(\.stage) == ["png"] + stages.map(\.name))
    var (picture, expectedTrace) = (PNG().image(from: photo), Trace())
    #expect(seen[0].picture == picture)
    #expect(picture.size == Size(width: 160, height: 120))
    for (index, stage) in stages.enumerated() {
      picture = stage.apply(to: picture, trace: &expectedTrace)
      #expect(seen[index + 1].picture == picture, "\(stage.name)")
    }
    #expect(item == picture)
    #expect(trace == expectedTrace)
    #expect(trace.thumbnail == Size(width: 51, height: 38))
    #expect(trace.crop != nil && trace.levels != nil)
  }

  @Test func observingChangesNothing() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    let photo = photo(Size(width: 50, height: 70))
    var (one, other) = (Trace(), Trace())
    #expect(pipeline.item(from: photo, trace: &one) == pipeline.item(from: photo, trace: &other) { _, _ in })
    #expect(one == other)
  }

  @Test func whatHas16BitsInTheEndIsCutToBytes() throws {
    let pipeline = try Pipeline(
      name: "rgb", summary: "", stages: [Resize(method: .filter(.lanczos)), Extend()])
    var (last, trace): (Image?, Trace) = (nil, Trace())
    let item = pipeline.item(from: photo(Size(width: 60, height: 40)), trace: &trace) { last = $1 }
    let wide = try #require(last)
    #expect(wide == wide.widened)
    #expect(item.samples == .eightBit(wide.sixteenBitSamples.map { UInt8($0 / 257) }))
  }

  @Test func ofNoStagesButPNGIsRefused() {
    let error = #expect(throws: StageError.self) { try Pipeline(name: "none", summary: "", stages: []) }
    #expect(error?.code == .invalidPipeline)
  }

  static let stagesOfDifferentSizes: [[any Stage]] = [
    [Trim()], [Resize()], [Thumbnail()], [Square()], [Extend(), Trim()], [Resize(), Pad()],
    [Square(), Pad()],
    [Extend(canvas: Size(width: 28, height: 28)), Trim(), Resize()],
    // Alike but for pictures that are small already, and for narrow ones.
    [Thumbnail(frame: Size(width: 28, height: 28), above: Size(width: 28, height: 28)), Square()],
    [Resize(frame: Size(width: 1, height: 2))],
  ]

  @Test(arguments: stagesOfDifferentSizes.indices)
  func itemsOfDifferentSizesAreRefused(_ index: Int) {
    let stages = Self.stagesOfDifferentSizes[index]
    let error = #expect(throws: StageError.self) { try Pipeline(name: "mine", summary: "", stages: stages) }
    #expect(error?.code == .invalidPipeline)
    #expect(error?.message.contains("'mine'") == true)
    #expect(error?.message.contains("'extend'") == true)
  }

  @Test func squaredAndResizedItemsAreOfOneSize() throws {
    let pipeline = try Pipeline(name: "square", summary: "", stages: [Trim(), Square(), Pad(), Resize()])
    #expect(pipeline.itemSize == Size(width: 28, height: 28))
  }

  /// 8 bits and 16, grey and RGB of equal channels, and with an alpha that is opaque.
  @Test func itemDependsOnWhatIsSeenNotOnHowItIsStored() throws {
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
    let items = photos.map { photo in
      var trace = Trace()
      return pipeline.item(from: photo, trace: &trace)
    }
    #expect(items.allSatisfy { $0 == items[0] })
    #expect(items[0].eightBitSamples.contains { $0 > 0 })
  }

  @Test func turnedPhotoGivesTheUprightOnesItem() throws {
    let pipeline = try Pipeline(name: "paper", summary: "", stages: stages)
    let stored = photo(Size(width: 160, height: 110), orientation: .needsQuarterClockwise)
    let upright = PNG().image(from: stored)
    var (one, other) = (Trace(), Trace())
    let item = pipeline.item(from: stored, trace: &one)
    let turned = DecodedImage(size: upright.size, kind: .rgb, samples: upright.samples)
    #expect(item == pipeline.item(from: turned, trace: &other))
    #expect(one == other)
  }
}
