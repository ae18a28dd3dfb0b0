public import ImageCore

/// A photo after each stage of a pipeline.
public struct PhotoStages: Hashable, Sendable {
  /// The name of the photo, such as its path.
  public var photo: String
  /// A remark about the photo, such as its crop; may be empty.
  public var caption: String
  /// The tiles in the order of the pipeline's stages.
  public var tiles: [StageTile]

  public init(photo: String, caption: String = "", tiles: [StageTile]) {
    self.photo = photo
    self.caption = caption
    self.tiles = tiles
  }
}

/// The result of one stage of a pipeline for a photo.
public struct StageTile: Hashable, Sendable {
  /// The stage's name in pipeline files.
  public var name: String
  /// The stage's parameters in a few words, those that differ from their defaults first; may be empty.
  public var parameters: String
  /// The size and channels of the picture in words, such as `51x73 rgb`.
  public var size: String
  public var picture: Image
  /// The part of the picture that a later stage keeps, in pixels of the picture; nil for all of it.
  public var crop: Rectangle?

  public init(name: String, parameters: String, size: String, picture: Image, crop: Rectangle? = nil) {
    self.name = name
    self.parameters = parameters
    self.size = size
    self.picture = picture
    self.crop = crop
  }
}
