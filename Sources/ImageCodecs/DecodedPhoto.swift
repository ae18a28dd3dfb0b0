public import ImageCore

/// What became of one file.
public struct DecodedPhoto: Sendable, Equatable {
  /// Of the size it was decoded at: smaller than `storedSize` only if shrinking was asked for.
  public let image: DecodedImage
  public let format: FileFormat
  /// The size in the file's header, before shrinking and before turning upright.
  public let storedSize: Size
  /// What was odd about the file; empty for nearly every one.
  public let warnings: [DecodingWarning]
}
