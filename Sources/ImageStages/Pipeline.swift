public import ImageCore

/// An ordered list of stages: `png` first, which takes what a file holds, then pictures to pictures.
public struct Pipeline: Sendable {
  public let name: String
  /// One line: what comes out, and when to use it.
  public let summary: String
  public let png: PNG
  public let stages: [any Stage]
  /// Size and channels of every item that this pipeline makes.
  public let itemSize: Size
  public let itemChannels: Image.Channels

  /// - Throws: `StageError` if pictures of different sizes would give items of different sizes: an archive needs
  ///   all of one size.
  public init(name: String, summary: String, png: PNG = PNG(), stages: [any Stage]) throws(StageError) {
    self.name = name
    self.summary = summary
    self.png = png
    self.stages = stages
    // Cheaper than a rule for every stage: try it on pictures of different shapes, the smallest and the narrowest
    // among them.
    let probes = [(60, 80), (37, 11), (160, 160), (1, 1), (1, 200), (200, 1)]
      .map { Self.run(stages, on: Self.probe(of: Size(width: $0, height: $1))) }
    guard probes.allSatisfy({ $0.size == probes[0].size }) else {
      let sizes = probes.map { "\($0.size)" }.joined(separator: ", ")
      throw StageError(
        .invalidPipeline,
        "pipeline '\(name)' gives items of different sizes (\(sizes)); an archive needs all of one size: add the "
          + "stage 'extend' with the size you want")
    }
    itemSize = probes[0].size
    itemChannels = probes[0].channels
  }

  /// The item of a photo: 8 bits, `itemSize`, `itemChannels`.
  ///
  /// What has 16 bits after the last stage is cut to bytes, floor(v / 257).
  ///
  /// - Parameter observe: is handed every intermediate picture with the name of the stage that made it.
  public func item(
    from photo: consuming DecodedImage, trace: inout Trace,
    observe: ((_ stage: String, _ picture: Image) -> Void)? = nil
  ) -> Image {
    var picture = png.image(from: photo)
    observe?(PNG.description.name, picture)
    for stage in stages {
      picture = stage.apply(to: picture, trace: &trace)
      observe?(stage.name, picture)
    }
    return picture.cutToBytes
  }

  private static func run(_ stages: [any Stage], on picture: Image) -> Image {
    var trace = Trace()
    return stages.reduce(picture) { $1.apply(to: $0, trace: &trace) }
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
