package import Conversion
package import DatasetFormat
internal import ImageCodecs
package import ImageCore
internal import ImageStages
package import Reporting

/// A tracer that puts photos through a pipeline and keeps the picture after every stage.
package struct PhotoTracer: ~Copyable {
  /// The stages of a photo and the resulting image.
  package struct Result {
    package var stages: PhotoStages
    /// The image that a dataset has of the photo: the last picture, reduced to bytes.
    package let image: Image
  }

  private let settings: MapSettings
  private var decoder = PhotoDecoder()

  /// - Parameter settings: the pipeline and the settings for decoding photos.
  package init(_ settings: MapSettings) {
    self.settings = settings
  }

  /// Returns the stages of a photo in a file.
  ///
  /// - Throws: `DatasetError` if the file cannot be read or is no photo.
  package mutating func trace(file path: String) throws(DatasetError) -> Result {
    try trace(try decoder.decode(file: path, for: settings), name: path)
  }

  /// Returns the stages of a photo in memory.
  ///
  /// - Parameter name: the name of the photo in messages.
  /// - Throws: `DatasetError` if the bytes are no photo.
  package mutating func trace(_ bytes: [UInt8], name: String) throws(DatasetError) -> Result {
    try trace(try decoder.decode(bytes, name: name, for: settings), name: name)
  }

  private func trace(_ photo: DecodedPhoto, name: String) throws(DatasetError) -> Result {
    let pipeline = settings.pipeline
    let context = settings.context(isShrunkOnLoad: photo.image.size != photo.storedSize)
    var record = StageRecord()
    var pictures: [Image] = []
    let image: Image
    do throws(StageError) {
      image = try pipeline.image(of: photo.image, in: context, record: &record) { _, picture in
        pictures.append(picture)
      }
    } catch {
      throw DatasetError(.invalidInput, "\(name): \(error.message)")
    }
    let descriptions =
      [(Decode.description, pipeline.decode.values)]
      + pipeline.stages.map { (type(of: $0).description, $0.values) }
    var tiles = zip(descriptions, pictures).map { stage, picture in
      StageTile(
        name: stage.0.name, parameters: StageWording.parameters(stage.0, stage.1),
        size: StageWording.size(of: picture), picture: picture)
    }
    var caption = ""
    // The record holds the crop of the last trim stage. Tile 0 is `decode`, so that tile `trim` is the picture before
    // that stage.
    if let crop = record.crop, let trim = pipeline.stages.lastIndex(where: { $0 is Trim }) {
      let frame = tiles[trim].picture.size
      tiles[trim].crop = crop
      caption = record.foundNothing ? "nothing to see" : "crop \(crop) of \(frame)"
      if trim > 0, pipeline.stages[..<trim].allSatisfy(StageWording.keepsPlaces) {
        tiles[0].crop = crop.scaled(from: frame, to: tiles[0].picture.size)
      }
    }
    return Result(stages: PhotoStages(photo: name, caption: caption, tiles: tiles), image: image)
  }
}

extension Rectangle {
  /// Returns the same part of the same picture at another size, with every pixel that the part touches.
  fileprivate func scaled(from size: Size, to target: Size) -> Rectangle {
    let left = x * target.width / size.width
    let top = y * target.height / size.height
    let right = ((x + width) * target.width + size.width - 1) / size.width
    let bottom = ((y + height) * target.height + size.height - 1) / size.height
    return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
  }
}
