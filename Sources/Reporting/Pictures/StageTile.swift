public import ImageCore

/// What one stage of a pipeline made of a photo.
public struct StageTile: Hashable, Sendable {
  /// As pipeline files name it.
  public var name: String
  /// The stage's parameters in a few words, those that differ from their defaults first; may be empty.
  public var parameters: String
  /// Size and channels of the picture as people say them, such as `51x73 rgb`.
  public var size: String
  public var picture: Image
  /// In pixels of the picture, the part that a later stage keeps; nil for all.
  public var crop: Rectangle?

  public init(name: String, parameters: String, size: String, picture: Image, crop: Rectangle? = nil) {
    self.name = name
    self.parameters = parameters
    self.size = size
    self.picture = picture
    self.crop = crop
  }
}
