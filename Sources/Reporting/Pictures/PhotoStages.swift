/// A photo on its way through a pipeline.
public struct PhotoStages: Hashable, Sendable {
  /// What the photo is called, such as its path.
  public var photo: String
  /// What else is to be said of it, such as its crop; may be empty.
  public var caption: String
  /// In the order of the pipeline.
  public var tiles: [StageTile]

  public init(photo: String, caption: String = "", tiles: [StageTile]) {
    self.photo = photo
    self.caption = caption
    self.tiles = tiles
  }
}
