import ImageCore
import ImageStages
import Testing
import TestSupport

struct ThumbnailTests {
  private func noise(_ size: Size) -> Image {
    var generator = SeededGenerator(seed: 7)
    return TestPictures.picture(.noise, size, .rgb, isWide: false, using: &generator)
  }

  @Test(arguments: [(102, 146), (51, 73), (102, 1), (1, 146), (40, 60)])
  func pictureUpToTheLimitPassesUntouched(_ width: Int, _ height: Int) {
    let image = noise(Size(width: width, height: height))
    var record = StageRecord()
    #expect(Thumbnail().apply(to: image, in: StageContext(), record: &record) == image)
    #expect(record.thumbnail == nil)
  }

  @Test(arguments: [
    (103, 146, 51, 72), (102, 147, 51, 73), (103, 1, 51, 1), (1, 147, 1, 73), (762, 1000, 51, 67),
    (533, 400, 51, 38), (400, 533, 51, 68), (400, 534, 51, 68), (205, 293, 51, 73), (300, 9, 51, 2),
  ])
  func pictureAboveTheLimitIsReducedToFit(_ width: Int, _ height: Int, _ fitWidth: Int, _ fitHeight: Int) {
    var record = StageRecord()
    let image = Image(plain: [9], size: Size(width: width, height: height))
    let thumbnail = Thumbnail().apply(to: image, in: StageContext(), record: &record)
    #expect(thumbnail.size == Size(width: fitWidth, height: fitHeight))
    #expect(record.thumbnail == thumbnail.size)
  }

  @Test func pictureShrunkOnLoadIsReducedWhateverItsSize() {
    var record = StageRecord()
    let thumbnail = Thumbnail().apply(
      to: noise(Size(width: 102, height: 146)), in: StageContext(isShrunkOnLoad: true), record: &record)
    #expect(thumbnail.size == Size(width: 51, height: 73))
    #expect(record.thumbnail == thumbnail.size)
  }

  @Test func neverEnlarges() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<1000 {
      func side(_ limit: Int) -> Int { .random(in: 1...limit, using: &generator) }
      let size = Size(width: side(90), height: side(90))
      let frame = Size(width: side(60), height: side(60))
      let threshold = Size(width: frame.width + side(30) - 1, height: frame.height + side(30) - 1)
      let context = StageContext(isShrunkOnLoad: Bool.random(using: &generator))
      var record = StageRecord()
      let thumbnail = Thumbnail(frame: frame, above: threshold, filter: .box)
        .apply(to: Image(plain: [1], size: size), in: context, record: &record)
      #expect(thumbnail.width <= size.width && thumbnail.height <= size.height)
      let isDue = context.isShrunkOnLoad || size.width > threshold.width || size.height > threshold.height
      let expected = isDue ? ReferenceResampling.reducedSize(size, into: frame) : size
      #expect(thumbnail.size == expected, "\(size) into \(frame) above \(threshold)")
      #expect(record.thumbnail == (expected == size ? nil : expected))
      if isDue { #expect(thumbnail.width <= frame.width && thumbnail.height <= frame.height) }
    }
  }

  /// The filters Mitchell and spline would blur a picture that keeps its size.
  @Test(arguments: ResamplingFilter.allCases)
  func namedFilterDoesNothingToAPictureThatIsNotReduced(_ filter: ResamplingFilter) {
    let frame = Size(width: 51, height: 73)
    for size in [frame, Size(width: 51, height: 20), Size(width: 30, height: 73), Size(width: 3, height: 3)] {
      var record = StageRecord()
      let image = noise(size)
      let thumbnail = Thumbnail(frame: frame, above: frame, filter: filter)
        .apply(to: image, in: StageContext(isShrunkOnLoad: true), record: &record)
      #expect(thumbnail == image)
      #expect(record.thumbnail == nil)
    }
  }

  @Test(arguments: ResamplingFilter.allCases)
  func thumbnailIsTheReferences(_ filter: ResamplingFilter) throws {
    let reference = try #require(ReferenceResampling.filters[filter.rawValue])
    let frame = Size(width: 51, height: 73)
    let pictures = [
      Size(width: 120, height: 147), Size(width: 110, height: 200), Size(width: 187, height: 35),
    ].map(noise)
    expect(
      Thumbnail(filter: filter),
      isReference: { picture in
        let size = ReferenceResampling.reducedSize(
          Size(width: picture.width, height: picture.height), into: frame)
        return ReferenceResampling.resized(picture, to: size, reference)
      }, for: pictures)
  }

  @Test func limitBelowTheFrameIsRefused() throws {
    let error = #expect(throws: StageError.self) {
      try StageCatalogue.stage(named: "thumbnail", ["size": "51x73", "above": "102x72"])
    }
    #expect(error?.code == .invalidValue)
    #expect(error?.parameter == "above")
    #expect(throws: Never.self) {
      try StageCatalogue.stage(named: "thumbnail", ["size": "51x73", "above": "51x73"])
    }
  }
}
