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

    /// The same with the image mirrored, as one more stage.
    package var mirrored: Result {
      var record = StageRecord()
      let flip = Flip(.horizontal)
      var result = Result(stages: stages, image: flip.apply(to: image, in: StageContext(), record: &record))
      if let last = stages.tiles.last {
        let picture = flip.apply(to: last.picture, in: StageContext(), record: &record)
        result.stages.tiles.append(
          StageTile(
            name: Flip.description.name, parameters: "the class is mirrored", size: last.size,
            picture: picture))
      }
      return result
    }
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
    var context = settings.context(isShrunkOnLoad: photo.image.size != photo.storedSize)
    context.keepsMask = true
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
    let caption = mark(&tiles, record)
    return Result(stages: PhotoStages(photo: name, caption: caption, tiles: tiles), image: image)
  }

  /// Marks on the pictures before the cropping stages what these keep, and returns it in words.
  ///
  /// Tile 0 is `decode`, so that the tile with a stage's number is the picture before that stage.
  private func mark(_ tiles: inout [StageTile], _ record: StageRecord) -> String {
    let stages = settings.pipeline.stages
    guard let crop = record.crop, let place = CropPlace(stages) else { return "" }
    let number = place.stage
    // `isolate` reduces the picture itself.
    let frame =
      stages[number] is Isolate ? record.thumbnail ?? tiles[number].picture.size : tiles[number].picture.size
    for place in place.isOnPhoto ? Set([0, number]) : [number] {
      tiles[place].crop = crop.scaled(from: frame, to: tiles[place].picture.size)
      if let mask = record.productMask, mask.count == frame.pixelCount {
        tiles[place].mask = StageTile.Mask(size: frame, isProduct: mask)
      }
    }
    return record.foundNothing ? "nothing to see" : "crop \(crop) of \(frame)"
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
