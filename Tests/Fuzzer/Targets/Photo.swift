internal import Configuration
internal import Conversion
internal import ImageCodecs
internal import ImageCore
internal import ImageStages

extension FuzzTarget {
  /// A photo of at most a million pixels, and its image.
  static let photo = FuzzTarget("photo", words: photoWords) { bytes in
    var settings = MapSettings(
      pipeline: try PipelineLibrary.pipeline(PipelineLibrary.defaultName), jobCount: 1)
    settings.decoding.pixelLimit = 1_000_000
    var decoder = PhotoDecoder()
    for (isFast, acceptsTruncated) in [(false, false), (true, true)] {
      settings.shrinksOnLoad = isFast
      settings.decoding.acceptsTruncated = acceptsTruncated
      guard let photo = try? decoder.decode(bytes, options: settings.effectiveDecoding) else { continue }
      var record = StageRecord()
      let image = try settings.pipeline.image(
        of: photo.image, in: settings.context(isShrunkOnLoad: photo.image.size != photo.storedSize),
        record: &record)
      precondition(image.size == settings.pipeline.imageSize, "an image of \(image.size)")
    }
  }
}
