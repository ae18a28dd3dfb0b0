public import ImageCore
public import ImageStages

/// Where an item came from and what was done to it: everything but its pixels.
public struct ItemRecord: Sendable, Hashable {
  public let photo: Photo
  /// Of the photo's file.
  public let sha256: SHA256Digest
  /// The photo's size, upright.
  public let photoSize: Size
  public let trace: Trace
  /// The smallest and the largest byte before the contrast was stretched.
  public let levels: ClosedRange<UInt8>
  /// What was odd about the file, in words.
  public let warnings: [String]

  public init(
    photo: Photo, sha256: SHA256Digest, photoSize: Size, trace: Trace, levels: ClosedRange<UInt8>,
    warnings: [String] = []
  ) {
    self.photo = photo
    self.sha256 = sha256
    self.photoSize = photoSize
    self.trace = trace
    self.levels = levels
    self.warnings = warnings
  }
}
