import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests that pictures of every kind have the samples that the reference program decodes.
struct GoldenTests {
  static let decoded = Golden.shared.stages.filter { $0.stage == "decode" }
  static let photos = Golden.shared.thumbnails

  @Test func thereAreAllPictures() {
    #expect(Fixtures.stagePictures.count == 64)
    #expect(Self.decoded.count == 11)
    #expect(Self.photos.count == 15)
    #expect(Self.photos.count { $0.shrink != nil } == 10)
  }

  @Test(arguments: Fixtures.stagePictures)
  func pictureAfterPNGStageIsTheReferences(_ picture: Fixtures.StagePicture) throws {
    var decoder = PhotoDecoder()
    let photo = try decoder.decode(Fixtures.bytes(picture.input))
    let upright = referencePNGStage(photo.image)
    #expect(upright.size == Size(width: picture.width, height: picture.height))
    #expect(try upright.eightBitSamples == Fixtures.bytes(picture.rgb))
  }

  /// The expected samples have 16 bits and are not turned; grey is stored as three equal channels.
  @Test(arguments: decoded)
  func samplesAreTheReferences(_ result: Golden.StageResult) throws {
    let picture = try #require(Golden.shared.pictures.first { $0.name == result.name })
    var decoder = PhotoDecoder()
    let photo = try decoder.decode(Golden.bytes(picture.input))
    #expect(photo.image.size == Size(width: result.width, height: result.height))
    var samples = wideSamples(of: photo.image)
    if photo.image.kind == .grey { samples = samples.flatMap { [$0, $0, $0] } }
    #expect(samples.count == result.width * result.height * result.channels)
    #expect(try samples == Golden.sixteenBitSamples(result.file))
  }

  /// All photos except the one that takes long to compare.
  @Test(arguments: photos.filter { $0.full.midWidth * $0.full.midHeight < 1_000_000 })
  func photoIsTheReferences(_ photo: Golden.ThumbnailResult) throws {
    var decoder = PhotoDecoder()
    let decoded = try decoder.decode(Golden.bytes(photo.input))
    #expect(decoded.warnings == [])
    #expect(decoded.storedSize == decoded.image.size)
    expect(decoded.image, is: photo.full)
  }

  @Test(arguments: photos.filter { $0.shrink != nil })
  func shrunkPhotoIsTheReferences(_ photo: Golden.ThumbnailResult) throws {
    let expected = try #require(photo.shrink)
    var decoder = PhotoDecoder()
    let options = DecodingOptions(shrinkTarget: Size(width: 102, height: 146))
    let decoded = try decoder.decode(Golden.bytes(photo.input), options: options)
    #expect(decoded.storedSize.width > decoded.image.size.width)
    expect(decoded.image, is: expected)
  }

  @Test(arguments: photos.filter { $0.shrink == nil })
  func smallPhotosAndPNGsAreNotShrunk(_ photo: Golden.ThumbnailResult) throws {
    var decoder = PhotoDecoder()
    let options = DecodingOptions(shrinkTarget: Size(width: 102, height: 146))
    let decoded = try decoder.decode(Golden.bytes(photo.input), options: options)
    expect(decoded.image, is: photo.full)
  }

  private func expect(_ decoded: DecodedImage, is expected: Golden.ThumbnailResult.Variant) {
    let upright = referencePNGStage(decoded)
    #expect(upright.size == Size(width: expected.midWidth, height: expected.midHeight))
    #expect(sha256(upright.eightBitSamples) == expected.midSha256)
  }
}
