package import DatasetFormat
public import ImageCodecs
public import ImageCore
public import ImageStages

/// The settings for the conversion of each photo.
public struct MapSettings: Sendable {
  public var pipeline: Pipeline
  /// The options of the decoder.
  public var decoding = DecodingOptions()
  /// Whether JPEG files are reduced while they are decoded, as far as the pipeline's thumbnail allows. Reducing is
  /// faster, and the result is close but not equal to that of the full decode.
  public var shrinksOnLoad = false
  /// Whether a photo without content gives a blank image instead of a rejection.
  public var keepsBlank = false
  /// The least contrast (`Image.contrast`) of a product before the stretch; a photo below it is rejected. 0 accepts
  /// all.
  public var minimumContrast = 0
  /// The number of photos that are converted at the same time.
  public var jobCount: Int

  public init(pipeline: Pipeline, jobCount: Int) {
    self.pipeline = pipeline
    self.jobCount = jobCount
  }

  /// The options of the decoder, with the smallest size that shrinking on load may give.
  package var effectiveDecoding: DecodingOptions {
    var options = decoding
    options.convertsColours = pipeline.decode.profileUse == .convert
    options.shrinkTarget = shrinksOnLoad ? pipeline.reducedSize : nil
    return options
  }
}

extension MapSettings {
  /// Creates the settings of a recipe.
  ///
  /// - Throws: `DatasetError` for stages, parameters and values that this version does not know, and for `isFast` if
  ///   the pipeline does not begin with a thumbnail.
  package init(_ recipe: Recipe, jobCount: Int) throws(DatasetError) {
    guard !recipe.pipeline.isImport else {
      throw DatasetError(
        .invalidInput,
        "the dataset was imported, not converted from photos, so that no pipeline makes its images of photos; name one that "
          + "makes such images with --pipeline")
    }
    do throws(StageError) {
      pipeline = try Pipeline(recipe.pipeline)
    } catch {
      throw DatasetError(.invalidInput, "pipeline '\(recipe.pipeline.name)': \(error.message)")
    }
    self.jobCount = jobCount
    shrinksOnLoad = recipe.isFast
    keepsBlank = recipe.selection.keepsBlank
    minimumContrast = recipe.selection.minimumContrast
    decoding.acceptsTruncated = recipe.selection.acceptsTruncated
    decoding.pixelLimit = recipe.selection.maximumPixels
    if shrinksOnLoad, let obstacle = obstacleToShrinking { throw DatasetError(.invalidInput, obstacle) }
  }

  /// The reason why photos cannot be reduced while they are decoded; nil if they can.
  package var obstacleToShrinking: String? {
    pipeline.reducedSize == nil
      ? "--fast reduces photos to the thumbnail while decoding, but pipeline '\(pipeline.name)' does not begin with a "
        + "stage that reduces photos; leave --fast out" : nil
  }
}

extension Pipeline {
  /// The size to which the first stage after decoding reduces larger photos, so that a decode to no less is enough for
  /// it; nil if that stage does not reduce.
  public var reducedSize: Size? {
    switch stages.first {
    case let thumbnail as Thumbnail: thumbnail.threshold
    case let isolate as Isolate: isolate.frame
    default: nil
    }
  }

  /// The size and channels of the images that the pipeline makes.
  package var exampleType: ExampleType { ExampleType(size: imageSize, channels: imageChannels) }
}
