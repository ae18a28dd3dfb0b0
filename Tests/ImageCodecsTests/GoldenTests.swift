import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Pictures of every kind, against the samples that the reference program has of them.
struct GoldenTests {
  @Test func thereAreAllPictures() {
    #expect(Fixtures.index.pngStage.count == 64)
    #expect(Fixtures.index.decode.count == 11)
    #expect(Fixtures.index.photos.count == 12)
    #expect(Fixtures.index.photos.count { $0.shrunk != nil } == 10)
  }

  @Test(arguments: Fixtures.index.pngStage)
  func pictureAfterPNGStageIsTheReferences(_ picture: Fixtures.StagePicture) throws {
    var decoder = PhotoDecoder()
    let photo = try decoder.decode(Fixtures.bytes(picture.input))
    let upright = referencePNGStage(photo.image)
    #expect(upright.size == Size(width: picture.width, height: picture.height))
    #expect(try upright.eightBitSamples == Fixtures.bytes(picture.rgb))
  }

  @Test(arguments: Fixtures.index.decode)
  func samplesAreTheReferences(_ picture: Fixtures.DecodedPicture) throws {
    var decoder = PhotoDecoder()
    let photo = try decoder.decode(Fixtures.bytes(picture.input))
    #expect(photo.image.size == Size(width: picture.width, height: picture.height))
    var samples = wideSamples(of: photo.image)
    if photo.image.kind == .grey { samples = samples.flatMap { [$0, $0, $0] } }
    #expect(samples.count == picture.width * picture.height * picture.channels)
    #expect(try samples == Fixtures.wideSamples(picture.samples))
  }

  @Test(arguments: Fixtures.index.photos.filter { $0.full != nil })
  func photoIsTheReferences(_ photo: Fixtures.Photo) throws {
    var decoder = PhotoDecoder()
    let expected = try #require(photo.full)
    let decoded = try decoder.decode(Fixtures.bytes(photo.input))
    #expect(decoded.warnings == [])
    #expect(decoded.storedSize == decoded.image.size)
    try expect(decoded.image, is: expected)
  }

  @Test(arguments: Fixtures.index.photos.filter { $0.shrunk != nil })
  func shrunkPhotoIsTheReferences(_ photo: Fixtures.Photo) throws {
    let expected = try #require(photo.shrunk)
    var decoder = PhotoDecoder()
    let options = DecodingOptions(shrinkTarget: Size(width: 102, height: 146))
    let decoded = try decoder.decode(Fixtures.bytes(photo.input), options: options)
    #expect(decoded.storedSize.width > decoded.image.size.width)
    try expect(decoded.image, is: expected)
  }

  @Test(arguments: Fixtures.index.photos.filter { $0.shrunk == nil })
  func smallPhotosAndPNGsAreNotShrunk(_ photo: Fixtures.Photo) throws {
    let expected = try #require(photo.full)
    var decoder = PhotoDecoder()
    let options = DecodingOptions(shrinkTarget: Size(width: 102, height: 146))
    let decoded = try decoder.decode(Fixtures.bytes(photo.input), options: options)
    try expect(decoded.image, is: expected)
  }

  private func expect(_ decoded: DecodedImage, is expected: Fixtures.Photo.Result) throws {
    let upright = referencePNGStage(decoded)
    #expect(upright.size == Size(width: expected.width, height: expected.height))
    #expect(sha256(upright.eightBitSamples) == expected.sha256)
  }
}
