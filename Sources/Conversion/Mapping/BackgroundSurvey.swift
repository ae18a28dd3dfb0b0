internal import DatasetFormat
internal import ImageStages
internal import Wording

/// A survey of what the photos' products stand on, for a pipeline that needs a white background.
package struct BackgroundSurvey {
  /// The share of photos from which on the user is told.
  package static let tolerance = 0.2

  private let pipeline: Recipe.Pipeline
  private let otherCount: Int
  private let photoCount: Int

  init(_ store: ExampleStore, _ pipeline: Recipe.Pipeline) {
    self.pipeline = pipeline
    otherCount = store.untrimmableCount
    photoCount = store.count
  }

  /// One sentence if many photos are on a background that the pipeline cannot trim; otherwise none.
  var warnings: [String] {
    guard pipeline.trimsWhiteBackground, Double(otherCount) > Self.tolerance * Double(photoCount) else {
      return []
    }
    return [
      "\(grouped(otherCount)) of \(counted(photoCount, "photo")) are not on a white background: what cannot be trimmed stays "
        + "in the image; try --pipeline product-photos"
    ]
  }
}
