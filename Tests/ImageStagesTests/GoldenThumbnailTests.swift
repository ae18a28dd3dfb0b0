import ImageCodecs
import ImageCore
import ImageStages
import TestSupport
import Testing

/// Photos, their thumbnails and the bytes that the paper's steps make of those, no sample different.
struct GoldenThumbnailTests {
  static let photos = Golden.shared.thumbnails
  static let shrunkPhotos = photos.filter { $0.shrink != nil }

  @Test func vectorsAreThere() {
    #expect(Self.photos.count == 15)
    #expect(Self.shrunkPhotos.count == 10)
  }

  /// The reference reduces everything that is larger than the thumbnail.
  @Test(arguments: photos)
  func thumbnailOfTheWholePhotoIsTheReferences(_ photo: Golden.ThumbnailResult) throws {
    var decoder = PhotoDecoder()
    let decoded = try decoder.decode(Golden.bytes(photo.input)).image
    let frame = Size(width: 51, height: 73)
    var trace = Trace()
    try expect(decoded, Thumbnail(frame: frame, above: frame), gives: photo.full, trace: &trace)
    let isReduced = photo.full.midWidth > 51 || photo.full.midHeight > 73
    #expect((trace.thumbnail != nil) == isReduced)
  }

  @Test(arguments: shrunkPhotos)
  func thumbnailOfThePhotoShrunkOnLoadIsTheReferences(_ photo: Golden.ThumbnailResult) throws {
    let expected = try #require(photo.shrink)
    var decoder = PhotoDecoder()
    let options = DecodingOptions(shrinkTarget: Size(width: 102, height: 146))
    let decoded = try decoder.decode(Golden.bytes(photo.input), options: options).image
    var trace = Trace(isShrunkOnLoad: true)
    try expect(decoded, Thumbnail(), gives: expected, trace: &trace)
    #expect(trace.thumbnail == Size(width: expected.thumbnailWidth, height: expected.thumbnailHeight))
  }

  private func expect(
    _ decoded: DecodedImage, _ stage: Thumbnail, gives expected: Golden.ThumbnailResult.Variant,
    trace: inout Trace
  ) throws {
    let image = PNG().image(from: decoded)
    #expect(image.size == Size(width: expected.midWidth, height: expected.midHeight))
    #expect(sha256(image.eightBitSamples) == expected.midSha256)
    let thumbnail = stage.apply(to: image, trace: &trace)
    #expect(thumbnail.size == Size(width: expected.thumbnailWidth, height: expected.thumbnailHeight))
    let samples = try Golden.sixteenBitSamples(expected.thumbnail)
    #expect(thumbnail.sixteenBitSamples.elementsEqual(samples))
    #expect(try GoldenPaperTests.bytes(of: thumbnail) == Golden.bytes(expected.expected))
  }
}
