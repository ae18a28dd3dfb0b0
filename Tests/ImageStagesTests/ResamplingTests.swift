import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests of resizing by weighted means with every filter, called through `Resize`.
struct ResamplingTests {
  static let filters: [ResamplingFilter] = [
    .box, .triangle, .hermite, .catrom, .mitchell, .spline, .lanczos2, .lanczos,
  ]

  @Test func thereIsAReferenceForEveryFilter() {
    #expect(Set(Self.filters) == Set(ResamplingFilter.allCases))
    #expect(Set(ReferenceResampling.filters.keys) == Set(ResamplingFilter.allCases.map(\.rawValue)))
  }

  @Test(arguments: filters)
  func smallPicturesAreTheReferences(_ filter: ResamplingFilter) throws {
    for filling in TestPictures.Filling.allCases {
      try expectReference(filter, Size(width: 5, height: 5), for: TestPictures.small(filling))
    }
    try expectReference(filter, Size(width: 28, height: 28), for: TestPictures.small(.noise))
  }

  @Test(arguments: filters)
  func mediumPicturesAreTheReferences(_ filter: ResamplingFilter) throws {
    for filling in TestPictures.Filling.allCases {
      try expectReference(filter, Size(width: 28, height: 28), for: TestPictures.medium(filling))
      try expectReference(filter, Size(width: 17, height: 33), for: TestPictures.medium(filling))
    }
  }

  /// Sizes with widths that are multiples of 16 or not, heights that are multiples of 4 or not, and both orders of the
  /// passes; the pictures have plain areas with equal lines.
  static let largeSizes = [
    Size(width: 203, height: 267), Size(width: 208, height: 271), Size(width: 256, height: 144),
    Size(width: 331, height: 95), Size(width: 16, height: 301), Size(width: 301, height: 4),
  ]

  @Test(arguments: filters, largeSizes)
  func largePicturesAreTheReferences(_ filter: ResamplingFilter, _ size: Size) throws {
    var generator = SeededGenerator(seed: UInt64(size.width))
    var pictures: [Image] = []
    for (index, filling) in [TestPictures.Filling.noise, .blobOnWhite, .rows, .columns].enumerated() {
      let channels: Image.Channels = index % 2 == size.height % 2 ? .grey : .rgb
      pictures.append(
        TestPictures.picture(filling, size, channels, isWide: index % 3 == 0, using: &generator))
    }
    try expectReference(filter, Size(width: 51, height: 73), for: pictures)
    try expectReference(filter, Size(width: 20, height: 20), for: pictures)
  }

  @Test(arguments: filters)
  func enlargedPicturesAreTheReferences(_ filter: ResamplingFilter) throws {
    var generator = SeededGenerator(seed: 5)
    let pictures = [
      TestPictures.picture(.noise, Size(width: 37, height: 23), .rgb, isWide: false, using: &generator),
      TestPictures.picture(.extremes, Size(width: 33, height: 34), .grey, isWide: true, using: &generator),
      TestPictures.picture(.rows, Size(width: 48, height: 9), .rgb, isWide: true, using: &generator),
    ]
    try expectReference(filter, Size(width: 150, height: 141), for: pictures)
  }

  /// Pictures of a single row, with windows at all fractions of a pixel.
  @Test(arguments: filters)
  func everyLengthToEveryLengthIsTheReferences(_ filter: ResamplingFilter) throws {
    var generator = SeededGenerator(seed: 15)
    for length in 1...70 {
      let row = TestPictures.picture(
        .noise, Size(width: length, height: 1), .grey, isWide: true, using: &generator)
      for target in 1...40 {
        try expectReference(filter, Size(width: target, height: target), for: [row])
      }
    }
  }

  /// Means of an even number of pixels are often halfway between two samples. Their rounding is decided by the last bit
  /// of the sum, which depends on the order of the additions and on the separate rounding of each product.
  @Test(arguments: [6, 10, 12, 14, 18, 22])
  func tiesAreRoundedAsInTheReference(_ ratio: Int) throws {
    var generator = SeededGenerator(seed: UInt64(ratio))
    let (size, frame) = (Size(width: 20 * ratio, height: 11 * ratio), Size(width: 20, height: 11))
    let pictures = [Image.Channels.grey, .rgb].map {
      TestPictures.picture(.noise, size, $0, isWide: true, using: &generator)
    }
    try expectReference(.box, frame, for: pictures)
  }

  @Test func bothOrdersOfThePassesAreCompared() {
    let frame = Size(width: 28, height: 28)
    let orders = TestPictures.medium(.noise).map { image in
      let size = referenceFittedSize(image.size, into: frame)
      return ReferenceResampling.goesAcrossFirst(ReferencePicture(image), to: size)
    }
    #expect(orders.count(where: \.self) > 10)
    #expect(orders.count { !$0 } > 10)
  }

  @Test(arguments: filters)
  func plainPictureStaysPlain(_ filter: ResamplingFilter) {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<200 {
      let size = Size(
        width: .random(in: 1...90, using: &generator), height: .random(in: 1...90, using: &generator))
      let frame = Size(
        width: .random(in: 1...60, using: &generator), height: .random(in: 1...60, using: &generator))
      let level = UInt16.random(in: 0...65535, using: &generator)
      let resized = Resize(frame: frame, method: .filter(filter)).picture(
        of: Image(plain: [level], size: size))
      #expect(resized.sixteenBitSamples.allSatisfy { $0 == level }, "\(size) into \(frame)")
    }
  }

  @Test func tenPixelsToFourAreTheReferences() {
    let row: [UInt8] = [10, 20, 30, 40, 250, 240, 230, 220, 60, 50]
    let resize = Resize(frame: Size(width: 4, height: 4), method: .filter(.lanczos))
    #expect(resize.picture(of: Image(grey: [row])).samples == .sixteenBit([427, 30943, 64957, 22239]))
    #expect(
      resize.picture(of: Image(grey: row.map { [$0] })).samples == .sixteenBit([427, 30943, 64957, 22239]))
  }

  /// 5 pixels become 2: the means of 3 and of 2 pixels.
  @Test func boxTakesTheMeanOfWholePixels() {
    let row: [UInt8] = [10, 20, 60, 100, 200]
    let resize = Resize(frame: Size(width: 2, height: 2), method: .filter(.box))
    #expect(resize.picture(of: Image(grey: [row])).samples == .sixteenBit([30 * 257, 150 * 257]))
  }

  private func expectReference(
    _ filter: ResamplingFilter, _ frame: Size, for pictures: [Image],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let reference = try #require(ReferenceResampling.filters[filter.rawValue])
    expect(
      Resize(frame: frame, method: .filter(filter)),
      isReference: { picture in
        let size = Size(width: picture.width, height: picture.height)
        let fitted = referenceFittedSize(size, into: frame)
        return fitted == size ? picture : ReferenceResampling.resized(picture, to: fitted, reference)
      }, for: pictures, sourceLocation: sourceLocation)
  }
}
