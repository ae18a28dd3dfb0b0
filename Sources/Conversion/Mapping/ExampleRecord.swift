public import Checksums
public import ImageCore
public import ImageStages

/// The record of an image's conversion: its photo and everything else but its pixels.
public struct ExampleRecord: Sendable, Hashable {
  public internal(set) var photo: Photo
  /// The SHA-256 of the photo's file.
  public let sha256: SHA256Digest
  /// The photo's size in pixels after its orientation is applied.
  public let photoSize: Size
  /// The measurements of the stages; a store keeps background, thumbnail, crop and isolation.
  public let stages: StageRecord
  /// The smallest and the largest byte before the contrast was stretched, or of the image if the pipeline does not
  /// stretch.
  public let levels: ClosedRange<UInt8>
  /// The decoder's warnings about the file, in words.
  public internal(set) var warnings: [String]

  public init(
    photo: Photo, sha256: SHA256Digest, photoSize: Size, stages: StageRecord, levels: ClosedRange<UInt8>,
    warnings: [String] = []
  ) {
    self.photo = photo
    self.sha256 = sha256
    self.photoSize = photoSize
    self.stages = stages
    self.levels = levels
    self.warnings = warnings
  }
}
