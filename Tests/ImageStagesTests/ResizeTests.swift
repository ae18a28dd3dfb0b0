import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests of the resulting size and of subsampling; `ResamplingTests` tests resampling.
struct ResizeTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func picksTheReferencesPixels(_ filling: TestPictures.Filling) {
    for frame in [Size(width: 28, height: 28), Size(width: 5, height: 9), Size(width: 64, height: 20)] {
      expect(
        Resize(frame: frame), isReference: { referenceSubsampled($0, into: frame) },
        for: TestPictures.small(filling) + TestPictures.medium(filling))
    }
  }

  /// The source columns for each target column.
  @Test(arguments: [
    (
      60, 80, [1, 4, 7, 9, 12, 15, 18, 21, 24, 27, 29, 32, 35, 38, 41, 44, 47, 49, 52, 55, 58]
    ),
    (56, 56, Array(stride(from: 0, through: 54, by: 2))),
    (3, 8, [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2]),
    (1, 1, Array(repeating: 0, count: 28)),
  ])
  func columnBeforeTheMiddleIsTakenWhereItIsAWholeNumber(_ width: Int, _ height: Int, _ columns: [Int]) {
    let row = (0..<width).map { UInt16($0) }
    let image = Image(
      size: Size(width: width, height: height), channels: .grey,
      samples: .sixteenBit((0..<height).flatMap { _ in row }))
    let resized = Resize().picture(of: image)
    #expect(resized.width == columns.count)
    #expect(resized.height == 28)
    #expect(resized.sixteenBitSamples.prefix(columns.count).elementsEqual(columns.map { UInt16($0) }))
  }

  @Test(arguments: [Resize.Method.sample, .filter(.box), .filter(.lanczos)])
  func longestEdgeFillsTheFrameAndNoneLeavesIt(_ method: Resize.Method) {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let size = Size(
        width: .random(in: 1...120, using: &generator), height: .random(in: 1...120, using: &generator))
      let frame = Size(
        width: .random(in: 1...64, using: &generator), height: .random(in: 1...64, using: &generator))
      let resized = Resize(frame: frame, method: method).picture(of: Image(plain: [7], size: size))
      #expect(resized.width <= frame.width && resized.height <= frame.height, "\(size) into \(frame)")
      #expect(resized.width == frame.width || resized.height == frame.height, "\(size) into \(frame)")
      #expect(resized.size == referenceFittedSize(size, into: frame))
    }
  }

  @Test func everyPictureUpTo300x300FillsTheFrame() {
    let frame = Size(width: 28, height: 28)
    for height in 1...300 {
      for width in stride(from: 1, through: 300, by: 7) {
        let size = Size(width: width, height: height)
        let image = Image(
          size: size, channels: .grey, samples: .eightBit(.init(repeating: 1, count: width * height)))
        let resized = Resize(frame: frame).picture(of: image)
        #expect(max(resized.width, resized.height) == 28, "\(size)")
      }
    }
  }

  @Test(arguments: [
    "sample", "box", "triangle", "hermite", "catrom", "mitchell", "spline", "lanczos2", "lanczos",
  ])
  func pictureOfTheSizePassesUnchanged(_ name: String) throws {
    let method = try #require(Resize.Method(rawValue: name))
    #expect(method.rawValue == name)
    var generator = SeededGenerator(seed: 4)
    let size = Size(width: 28, height: 17)
    let image = TestPictures.picture(.noise, size, .rgb, isWide: false, using: &generator)
    #expect(Resize(method: method).picture(of: image) == image)
  }

  @Test func pickedSamplesKeepTheirDepth() {
    let image = Image(grey: [[1, 2], [3, 4]])
    let resize = Resize(frame: Size(width: 1, height: 1))
    #expect(resize.picture(of: image).samples == .eightBit([1]))
    #expect(resize.picture(of: image.widened).samples == .sixteenBit([257]))
  }
}
