/// Something odd about a file that gave a picture all the same.
public enum DecodingWarning: Sendable, Hashable, CustomStringConvertible {
  /// Part of a JPEG's data is missing; the picture is made up there. Only if that was asked for.
  case truncated(detail: String)
  /// Part of a JPEG's data is wrong, and of the picture with it. Only if that was asked for.
  case damaged(detail: String)
  /// A JPEG without its last two bytes, the end marker. The picture is whole.
  case missingEndMarker
  /// An irregularity that does no harm to the picture, as far as can be told.
  case irregular(detail: String)
  /// A PNG that says by its gamma, above 0.75, that its colours are linear light; they are taken for that.
  case linearLight(gamma: Double)
  /// Pixels of a PNG that name a colour beyond the palette; they take the palette's first.
  case indexBeyondPalette(pixelCount: Int)

  public var description: String {
    switch self {
    case .truncated(let detail):
      "the file ends early and part of the picture is made up (\(detail))"
    case .damaged(let detail):
      "the data are damaged and part of the picture may be wrong (\(detail))"
    case .missingEndMarker:
      "the end marker is missing; the picture is whole"
    case .irregular(let detail):
      "irregular, but to all appearances the picture is whole (\(detail))"
    case .linearLight(let gamma):
      "its gamma of \(gamma) says linear light, and the colours are taken for that; if they come out pale, "
        + "remove the gAMA chunk"
    case .indexBeyondPalette(let pixelCount):
      "\(pixelCount) \(pixelCount == 1 ? "pixel names a colour" : "pixels name colours") beyond the palette and "
        + "took its first"
    }
  }
}
