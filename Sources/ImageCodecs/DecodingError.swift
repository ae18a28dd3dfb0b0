/// The reason why a file could not be decoded.
public struct DecodingError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The file has no bytes.
    case emptyFile
    /// The file is not a picture, whatever its name says.
    case notAnImage
    /// The file is a picture in a format that is not read, or for which the program was built without the library.
    case unsupportedFormat
    /// The file is of a format that is read, but of a kind that is not.
    case unsupportedVariant
    /// The file ends before the picture does.
    case truncated
    /// The file contradicts itself or one of its checksums.
    case damaged
    /// The picture has more pixels than the limit, or than fit into memory.
    case tooLarge
  }

  public let code: Code
  /// The problem, with values. It does not name the file, as the decoder only gets bytes.
  public let message: String
  /// Advice to the user.
  public let remedy: String

  /// The problem and the advice, separated by a semicolon.
  public var description: String { "\(message); \(remedy)" }
}

extension DecodingError {
  static func truncated(_ message: String) -> DecodingError {
    DecodingError(code: .truncated, message: message, remedy: "fetch the file again")
  }

  static func damaged(_ format: FileFormat, _ detail: String) -> DecodingError {
    DecodingError(
      code: .damaged, message: "the \(format) is damaged: \(detail)",
      remedy: "fetch the file again, or open it and save it again")
  }

  static func unsupportedVariant(_ format: FileFormat, _ detail: String) -> DecodingError {
    DecodingError(
      code: .unsupportedVariant, message: "the \(format) is of a kind that is not read: \(detail)",
      remedy: "convert it, for example by `mogrify -format png FILE`")
  }

  static func outOfMemory(_ format: FileFormat) -> DecodingError {
    DecodingError(
      code: .tooLarge, message: "there is not enough memory for the \(format)",
      remedy: "reduce the picture, or decode fewer at a time")
  }
}
