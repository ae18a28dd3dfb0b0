internal import Configuration
internal import Conversion
internal import ImageCodecs
internal import ImageCore
internal import ImageStages

extension FuzzTarget {
  /// A JPEG or a PNG.
  static let photo = FuzzTarget("photo", words: photoWords, run: readPhoto)

  /// Decodes a photo of at most a million pixels, with all that decoding can do, and makes its image.
  @Sendable static func readPhoto(_ bytes: [UInt8]) throws {
    var settings = try photoSettings.get()
    settings.decoding.pixelLimit = 1_000_000
    var decoder = PhotoDecoder()
    for (isFast, acceptsTruncated) in [(false, false), (true, true)] {
      settings.shrinksOnLoad = isFast
      settings.decoding.acceptsTruncated = acceptsTruncated
      var options = settings.effectiveDecoding
      options.convertsColours = isFast
      guard let photo = try? decoder.decode(bytes, options: options) else { continue }
      var record = StageRecord()
      let image = try settings.pipeline.image(
        of: photo.image, in: settings.context(isShrunkOnLoad: photo.image.size != photo.storedSize),
        record: &record)
      precondition(image.size == settings.pipeline.imageSize, "an image of \(image.size)")
    }
  }
}
