/// The kinds of file that are decoded.
public enum FileFormat: String, Sendable, Hashable, CustomStringConvertible {
  case jpeg
  case png

  /// As people write it: `JPEG`.
  public var description: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    }
  }
}
