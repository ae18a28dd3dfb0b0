public import DatasetFormat
internal import FileSystem
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Processors
internal import Wording

/// The choice of a pipeline by the backgrounds of some photos, for `--pipeline auto`.
public struct PipelineChoice: Sendable {
  /// The pipelines to choose from.
  public struct Candidates: Sendable {
    /// The pipeline for photos on white, or cut out.
    public let onWhite: Recipe.Pipeline
    /// The pipeline for photos on any other background.
    public let otherwise: Recipe.Pipeline

    public init(onWhite: Recipe.Pipeline, otherwise: Recipe.Pipeline) {
      self.onWhite = onWhite
      self.otherwise = otherwise
    }
  }

  /// The chosen pipeline, with the reason.
  let pipeline: Recipe.Pipeline

  /// The number of photos that are looked at: enough to tell 20% from 10%.
  private static let sampleCount = 200
  /// The size to which JPEGs are reduced to look at their frame, and the most pixels of a photo that is looked at.
  private static let sampleSize = Size(width: 400, height: 400)
  private static let pixelLimit = 50_000_000

  /// Looks at photos that are evenly spaced in the list, so that all classes are among them.
  ///
  /// - Throws: `CancellationError`.
  init(_ candidates: Candidates, for collection: PhotoCollection) async throws {
    let photos = collection.photos
    let count = min(Self.sampleCount, photos.count)
    let root = collection.root
    let sources = (0..<count).map { photos[$0 * photos.count / count].source }
    let backgrounds = try await Parallel.map(count) { Self.background(of: root + "/" + sources[$0]) }
    let seen = backgrounds.compactMap { $0 }
    let others = seen.count { !$0.isTrimmable }
    let isWhite = Double(others) <= BackgroundSurvey.tolerance * Double(seen.count)
    var pipeline = isWhite ? candidates.onWhite : candidates.otherwise
    pipeline.reason =
      seen.isEmpty
      ? "none of \(counted(count, "photo")) that were looked at can be read"
      : "\(grouped(others)) of \(counted(seen.count, "photo")) that were looked at \(others == 1 ? "is" : "are") not on "
        + "a white background"
    self.pipeline = pipeline
  }

  /// Returns the background of a photo; nil if it cannot be read. The conversion says why.
  private static func background(of path: String) -> PhotoBackground? {
    var options = DecodingOptions()
    options.pixelLimit = pixelLimit
    options.shrinkTarget = sampleSize
    var decoder = PhotoDecoder()
    guard let bytes = try? WholeFile.bytes(path, maximumByteCount: FileBuffer.maximumByteCount),
      let photo = try? decoder.decode(bytes, options: options)
    else { return nil }
    return PhotoBackground(of: photo.image)
  }
}
