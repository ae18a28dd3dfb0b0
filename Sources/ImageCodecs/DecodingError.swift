/// Why a file gave no picture.
public struct DecodingError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// No bytes at all.
    case emptyFile
    /// Not a picture, whatever its name says.
    case notAnImage
    /// A picture in a format that is not read.
    case unsupportedFormat
    /// A JPEG or PNG of a kind that is not read.
    case unsupportedVariant
    /// The file ends before the picture does.
    case truncated
    /// The file contradicts itself, or a checksum.
    case damaged
    /// More pixels than the limit, or than there is memory for.
    case tooLarge
  }

  public let code: Code
  /// What is wrong, with values. It does not name the file, which has no name here.
  public let message: String
  /// What the user can do.
  public let remedy: String

  /// What is wrong; what can be done.
  public var description: String { "\(message); \(remedy)" }
}

extension DecodingError {
  static func truncated(_ message: String) -> DecodingError {
    DecodingError(code: .truncated, message: message, remedy: "fetch the file again")
  }

  static func damaged(_ format: FileFormat, _ detail: String) -> DecodingError {
    DecodingError(
      code: .damaged, message: "the \(format) is damaged: \(detail)",
      remedy: "fetch the file again, or open it and save it anew")
  }

  static func unsupportedVariant(_ format: FileFormat, _ detail: String) -> DecodingError {
    DecodingError(
      code: .unsupportedVariant, message: "a \(format) of a kind that is not read: \(detail)",
      remedy: "convert it, for example by `mogrify -format png FILE`")
  }

  static func outOfMemory(_ format: FileFormat) -> DecodingError {
    DecodingError(
      code: .tooLarge, message: "there is not enough memory for the \(format)",
      remedy: "reduce the picture, or decode fewer at a time")
  }
}
