internal import DatasetBuilding
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Reporting

/// Puts photos through a pipeline and keeps what every stage made of them.
struct PhotoTracer: ~Copyable {
  /// A photo's way, and where it ended.
  struct Result {
    var stages: PhotoStages
    /// What a dataset holds of the photo: the last picture, cut to bytes.
    let item: Image
  }

  private let settings: MapSettings
  private let options: DecodingOptions
  private var decoder = PhotoDecoder()

  /// - Parameter settings: the pipeline, and how photos are decoded for it.
  init(_ settings: MapSettings) {
    self.settings = settings
    options = settings.effectiveDecoding
  }

  /// The stages of a photo that stands in a file.
  ///
  /// - Throws: `DatasetError` if it cannot be read or is no photo.
  mutating func trace(file path: String) throws(DatasetError) -> Result {
    trace(try decoder.decode(file: path, options: options), name: path)
  }

  /// The stages of a photo in memory.
  ///
  /// - Parameter name: what the photo is called.
  /// - Throws: `DatasetError` if it is no photo.
  mutating func trace(_ bytes: [UInt8], name: String) throws(DatasetError) -> Result {
    do throws(ImageCodecs.DecodingError) {
      return trace(try decoder.decode(bytes, options: options), name: name)
    } catch {
      throw DatasetError(.invalidInput, "\(name): \(error.message); \(error.remedy)")
    }
  }

  private func trace(_ photo: DecodedPhoto, name: String) -> Result {
    let pipeline = settings.pipeline
    var trace = Trace(isShrunkOnLoad: photo.image.size != photo.storedSize)
    var pictures: [Image] = []
    let item = pipeline.item(from: photo.image, trace: &trace) { _, picture in pictures.append(picture) }
    let descriptions =
      [(PNG.description, pipeline.png.values)] + pipeline.stages.map { (type(of: $0).description, $0.values) }
    var tiles = zip(descriptions, pictures).map { stage, picture in
      StageTile(
        name: stage.0.name, parameters: StageWording.parameters(stage.0, stage.1),
        size: StageWording.size(of: picture), picture: picture)
    }
    var caption = ""
    // The trace knows the last trim. What it saw is the picture before it, and stage 0 is `png`.
    if let crop = trace.crop, let trim = pipeline.stages.lastIndex(where: { $0 is Trim }) {
      let frame = tiles[trim].picture.size
      tiles[trim].crop = crop
      caption = trace.foundNothing ? "nothing to see" : "crop \(crop) of \(frame)"
      if trim > 0, pipeline.stages[..<trim].allSatisfy(StageWording.keepsPlaces) {
        tiles[0].crop = crop.scaled(from: frame, to: tiles[0].picture.size)
      }
    }
    return Result(stages: PhotoStages(photo: name, caption: caption, tiles: tiles), item: item)
  }
}

extension Rectangle {
  /// The same part of the same picture at another size, with every pixel that it touches.
  fileprivate func scaled(from size: Size, to target: Size) -> Rectangle {
    let left = x * target.width / size.width
    let top = y * target.height / size.height
    let right = ((x + width) * target.width + size.width - 1) / size.width
    let bottom = ((y + height) * target.height + size.height - 1) / size.height
    return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
  }
}
