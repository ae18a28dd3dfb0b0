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

  package init(code: Code, message: String, remedy: String) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

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
      // Most programs read JPEG and PNG by the same libraries as this one, and so refuse the same files.
      remedy: "open it in the program that made it, and save it as an ordinary 8-bit JPEG or PNG")
  }

  static func tooManyScans(_ detail: String) -> DecodingError {
    DecodingError(
      code: .unsupportedVariant,
      message:
        "the JPEG is of a kind that is not read: \(detail), each of which costs a pass over the whole picture",
      remedy: "store it in one scan: `jpegtran -outfile NEW.jpg FILE`")
  }

  static let missingHeight = DecodingError(
    code: .damaged,
    message:
      "the JPEG's header gives no height: the file is damaged, or written by a camera that leaves the height to the end",
    remedy: "fetch the file again, or open it in another program and save it as JPEG or PNG")

  static let impossibleSide = DecodingError(
    code: .damaged,
    message: "the JPEG's header is damaged: by it, a side has more than 65500 pixels",
    remedy: "fetch the file again, or open it in another program and save it as JPEG or PNG")

  static func outOfMemory(_ format: FileFormat) -> DecodingError {
    DecodingError(
      code: .tooLarge, message: "there is not enough memory for the \(format)",
      remedy: "reduce the picture, or decode fewer at a time")
  }
}
