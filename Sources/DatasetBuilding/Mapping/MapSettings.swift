public import ImageCodecs
public import ImageStages

/// How each photo becomes an item.
public struct MapSettings: Sendable {
  public var pipeline: Pipeline
  /// What the decoder takes.
  public var decoding = DecodingOptions()
  /// Whether JPEGs are reduced while they are decoded, as far as the pipeline's thumbnail allows. Faster, close to
  /// the full decode, not equal to it.
  public var shrinksOnLoad = false
  /// Whether photos in which there is nothing to see give a blank item instead of a reject.
  public var keepsBlank = false
  /// Products whose contrast (`Image.contrast`) is below this before the stretch are left out; 0 keeps all.
  public var minimumContrast = 0
  /// How many photos are worked on at a time.
  public var jobCount: Int

  public init(pipeline: Pipeline, jobCount: Int) {
    self.pipeline = pipeline
    self.jobCount = jobCount
  }

  /// The decoder's options, with the smallest size that shrinking on load may give.
  package var effectiveDecoding: DecodingOptions {
    var options = decoding
    options.shrinkTarget = shrinksOnLoad ? pipeline.thumbnail?.threshold : nil
    return options
  }
}

extension Pipeline {
  /// The thumbnail stage if it comes first, so that a reduced decode serves it; nil otherwise.
  public var thumbnail: Thumbnail? { stages.first as? Thumbnail }
}
