import ImageCodecs
import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests that photos, their thumbnails and the resulting bytes of the paper's steps equal the golden vectors exactly.
struct GoldenThumbnailTests {
  static let photos = Golden.shared.thumbnails
  static let shrunkPhotos = photos.filter { $0.shrink != nil }

  @Test func vectorsAreThere() {
    #expect(Self.photos.count == 15)
    #expect(Self.shrunkPhotos.count == 10)
  }

  /// The reference reduces every photo that is larger than the thumbnail.
  @Test(arguments: photos)
  func thumbnailOfTheWholePhotoIsTheReferences(_ photo: Golden.ThumbnailResult) throws {
    var decoder = PhotoDecoder()
    let decoded = try decoder.decode(Golden.bytes(photo.input)).image
    let frame = Size(width: 51, height: 73)
    var record = StageRecord()
    try expect(decoded, Thumbnail(frame: frame, above: frame), gives: photo.full, record: &record)
    let isReduced = photo.full.midWidth > 51 || photo.full.midHeight > 73
    #expect((record.thumbnail != nil) == isReduced)
  }

  @Test(arguments: shrunkPhotos)
  func thumbnailOfThePhotoShrunkOnLoadIsTheReferences(_ photo: Golden.ThumbnailResult) throws {
    let expected = try #require(photo.shrink)
    var decoder = PhotoDecoder()
    let options = DecodingOptions(shrinkTarget: Size(width: 102, height: 146))
    let decoded = try decoder.decode(Golden.bytes(photo.input), options: options).image
    var record = StageRecord()
    try expect(
      decoded, Thumbnail(), gives: expected, in: StageContext(isShrunkOnLoad: true), record: &record)
    #expect(record.thumbnail == Size(width: expected.thumbnailWidth, height: expected.thumbnailHeight))
  }

  private func expect(
    _ decoded: DecodedImage, _ stage: Thumbnail, gives expected: Golden.ThumbnailResult.Variant,
    in context: StageContext = StageContext(), record: inout StageRecord
  ) throws {
    let image = Decode().image(from: decoded)
    #expect(image.size == Size(width: expected.midWidth, height: expected.midHeight))
    #expect(sha256(image.eightBitSamples) == expected.midSha256)
    let thumbnail = stage.apply(to: image, in: context, record: &record)
    #expect(thumbnail.size == Size(width: expected.thumbnailWidth, height: expected.thumbnailHeight))
    let samples = try Golden.sixteenBitSamples(expected.thumbnail)
    #expect(thumbnail.sixteenBitSamples.elementsEqual(samples))
    #expect(try GoldenPaperTests.bytes(of: thumbnail) == Golden.bytes(expected.expected))
  }
}
