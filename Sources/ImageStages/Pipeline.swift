public import ImageCore

/// An ordered list of stages: first `decode`, which takes a decoded file, then stages that turn pictures into
/// pictures.
public struct Pipeline: Sendable {
  public let name: String
  /// The pipeline's result and purpose, in one line.
  public let summary: String
  public let decode: Decode
  public let stages: [any Stage]
  /// The size, in pixels, of every image that this pipeline makes.
  public let imageSize: Size
  /// The channels of every image that this pipeline makes.
  public let imageChannels: Image.Channels

  /// The most that the stages may read of one of the small pictures by which a pipeline is checked, in pixels: about
  /// five seconds.
  private static let probeStepLimit = 500_000_000

  /// - Throws: `StageError` if pictures of different sizes would give images of different sizes: all images of an IDX
  ///   file must have the same size. Also if the picture after a stage is too large, or the stages take seconds on
  ///   small pictures.
  public init(name: String, summary: String, decode: Decode = Decode(), stages: [any Stage])
    throws(StageError)
  {
    self.name = name
    self.summary = summary
    self.decode = decode
    self.stages = stages
    // Cheaper than a rule for every stage: try it on pictures of different shapes, the smallest and the narrowest
    // among them.
    var probes: [Image] = []
    for (width, height) in [(60, 80), (37, 11), (160, 160), (1, 1), (1, 200), (200, 1)] {
      do throws(StageError) {
        let (size, context) = (Size(width: width, height: height), StageContext())
        let cost = PipelineCost(in: context, stepLimit: Self.probeStepLimit)
        // Most pipelines that take too much are found by this alone, without a picture.
        _ = try Self.byteCount(of: stages, on: size, cost, in: context)
        var record = StageRecord()
        probes.append(
          try Self.run(stages, on: Self.probe(of: size), cost, in: context, record: &record))
      } catch {
        throw StageError(.invalidPipeline, "pipeline '\(name)': \(error.message)")
      }
    }
    guard probes.allSatisfy({ $0.size == probes[0].size }) else {
      let sizes = probes.map { "\($0.size)" }.joined(separator: ", ")
      throw StageError(
        .invalidPipeline,
        "pipeline '\(name)' gives images of different sizes (\(sizes)); an IDX file needs all of one size: add the "
          + "stage 'extend' with the size you want")
    }
    imageSize = probes[0].size
    imageChannels = probes[0].channels
  }

  /// Makes the image of a photo: 8-bit samples, of `imageSize` and `imageChannels`.
  ///
  /// 16-bit samples v after the last stage are cut to bytes, floor(v / 257).
  ///
  /// - Parameters:
  ///   - record: The record to which the stages add.
  ///   - observe: Called with every intermediate picture and the name of the stage that made it.
  /// - Throws: `StageError` if the picture after a stage would have more pixels than the context allows, or the stages
  ///   would take too long. Nothing has been allocated for that picture.
  public func image(
    of photo: consuming DecodedImage, in context: StageContext, record: inout StageRecord,
    observe: ((_ stage: String, _ picture: Image) -> Void)? = nil
  ) throws(StageError) -> Image {
    let keepsAlpha = context.measuresBackground || stages.contains { $0 is Isolate }
    let picture = decode.image(from: photo, keepsAlpha: keepsAlpha)
    if context.measuresBackground { record.background = PhotoBackground(of: picture) }
    observe?(Decode.description.name, picture)
    return try Self.run(
      stages, on: picture, PipelineCost(in: context), in: context, record: &record, observe: observe
    ).cutToBytes
  }

  private static func run(
    _ stages: [any Stage], on picture: consuming Image, _ cost: PipelineCost, in context: StageContext,
    record: inout StageRecord, observe: ((_ stage: String, _ picture: Image) -> Void)? = nil
  ) throws(StageError) -> Image {
    var cost = cost
    for stage in stages {
      let size = picture.size
      _ = try cost.add(stage, from: size, to: stage.size(after: size, in: context) ?? size)
      picture = stage.apply(to: picture, in: context, record: &record)
      observe?(stage.name, picture)
    }
    return picture
  }

  /// A dark rectangle on white, an eighth of the picture from each edge.
  private static func probe(of size: Size) -> Image {
    var bytes = [UInt8](repeating: 255, count: size.pixelCount * 3)
    for y in (size.height / 8)..<(size.height - size.height / 8) {
      for index in ((size.width / 8) * 3)..<((size.width - size.width / 8) * 3) {
        bytes[y * size.width * 3 + index] = 64
      }
    }
    return Image(size: size, channels: .rgb, samples: .eightBit(bytes))
  }
}
