/// An irregularity of a file that could be decoded nevertheless.
public enum DecodingWarning: Sendable, Hashable, CustomStringConvertible {
  /// Part of a JPEG's data is missing; the picture is made up there. Only with `acceptsTruncated`.
  case truncated(detail: String)
  /// Part of a JPEG's data, and so of the picture, is wrong. Only with `acceptsTruncated`.
  case damaged(detail: String)
  /// A JPEG or GIF lacks the end marker, its last bytes. The picture is whole.
  case missingEndMarker
  /// The file has an irregularity that, as far as can be told, does not affect the picture.
  case irregular(detail: String)
  /// A PNG's gamma is above 0.75, so its colours are taken for linear light.
  case linearLight(gamma: Double)
  /// Pixels have an index beyond the palette; they take the palette's first colour.
  case indexBeyondPalette(pixelCount: Int)
  /// The file has further pictures, the frames of an animation or pages, and only the first is decoded.
  case onlyFirstPicture
  /// The file has a colour profile other than sRGB's, which has no effect.
  case otherColours(profile: String)
  /// The file has a colour profile other than sRGB's, from which its colours were converted.
  case convertedColours(profile: String)

  public var description: String {
    switch self {
    case .truncated(let detail):
      "the file ends early and part of the picture is made up (\(detail))"
    case .damaged(let detail):
      "the data are damaged and part of the picture may be wrong (\(detail))"
    case .missingEndMarker:
      "the end marker is missing; the picture is whole"
    case .irregular(let detail):
      "the file has an irregularity, but the picture seems to be whole (\(detail))"
    case .linearLight(let gamma):
      "its gamma of \(gamma) means linear light, and its colours are converted from that; if they come out pale, "
        + "remove the gAMA chunk"
    case .indexBeyondPalette(let pixelCount):
      "\(pixelCount) \(pixelCount == 1 ? "pixel has a colour" : "pixels have colours") beyond the palette and "
        + "took its first colour instead"
    case .onlyFirstPicture:
      "the file has several frames or pages, and only the first is taken"
    case .otherColours(let profile):
      "its colours are in '\(profile)', and are taken for sRGB"
    case .convertedColours(let profile):
      "its colours were converted from '\(profile)' to sRGB"
    }
  }
}
