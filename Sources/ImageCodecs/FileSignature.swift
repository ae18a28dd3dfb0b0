/// Determines the format of a file by its first bytes; its name does not matter.
///
/// - Throws: `emptyFile`, `notAnImage` or `unsupportedFormat`, with the file's kind; `truncated` if the file is
///   the beginning of a signature and nothing else; `damaged` if a PNG was transferred as text.
func fileFormat(of file: Span<UInt8>) throws(DecodingError) -> FileFormat {
  if begins(file, with: jpegSignature) { return .jpeg }
  if begins(file, with: pngSignature) { return .png }
  throw rejection(of: file)
}

private let jpegSignature: [UInt8] = [0xFF, 0xD8, 0xFF]
private let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

/// The length of a PNG's signature in bytes.
let pngSignatureByteCount = 8

private func begins(_ file: Span<UInt8>, with signature: [UInt8]) -> Bool {
  file.count >= signature.count && isPrefixShared(file, signature)
}

/// Whether the file and the signature agree up to the end of the shorter one.
private func isPrefixShared(_ file: Span<UInt8>, _ signature: [UInt8]) -> Bool {
  for index in 0..<min(file.count, signature.count) where file[index] != signature[index] { return false }
  return true
}

private func rejection(of file: Span<UInt8>) -> DecodingError {
  if file.isEmpty {
    return DecodingError(code: .emptyFile, message: "the file is empty", remedy: "fetch the file again")
  }
  for (format, signature) in [(FileFormat.jpeg, jpegSignature), (.png, pngSignature)]
  where isPrefixShared(file, signature) {
    return .truncated("the \(format) ends after \(file.count) \(file.count == 1 ? "byte" : "bytes")")
  }
  if file.holds("PNG", at: 1), file[0] & 0x7F == 0x09 {
    // The signature is designed to be changed by such a transfer.
    return DecodingError(
      code: .damaged, message: "the PNG was transferred as text, which changes its bytes",
      remedy: "fetch the file again, in binary mode")
  }
  if let foreign = ForeignPicture(of: file) {
    return DecodingError(
      code: .unsupportedFormat, message: "the file is \(foreign.name), which is not read",
      remedy: "convert it, for example by `\(foreign.command)`")
  }
  let content = ForeignContent(of: file)
  return DecodingError(code: .notAnImage, message: content.message, remedy: content.remedy)
}

/// A file format that can be decoded.
public enum FileFormat: String, Sendable, Hashable, CustomStringConvertible {
  case jpeg
  case png

  /// The format's name in messages: `JPEG` or `PNG`.
  public var description: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    }
  }
}
