/// Determines the decoder of a file by its first bytes; its name does not matter.
///
/// - Throws: `emptyFile`, `notAnImage` or `unsupportedFormat`, with the file's kind; `truncated` if the file is
///   the beginning of a signature and nothing else; `damaged` if a PNG was transferred as text.
func photoFormat(of file: Span<UInt8>) throws(DecodingError) -> any PhotoFormat {
  guard let format = recognisedFormat(of: file) else { throw rejection(of: file) }
  return format
}

extension FileFormat {
  /// The format of a file by its first bytes; nil if it is none that can be decoded.
  public init?(of file: [UInt8]) {
    guard let format = recognisedFormat(of: file.span)?.format else { return nil }
    self = format
  }
}

private func recognisedFormat(of file: Span<UInt8>) -> (any PhotoFormat)? {
  for candidate in PhotoFormats.all {
    for signature in candidate.format.signatures where signature.matches(file) { return candidate }
  }
  return nil
}

/// The length of a PNG's signature in bytes.
let pngSignatureByteCount = 8

private func rejection(of file: Span<UInt8>) -> DecodingError {
  if file.isEmpty {
    return DecodingError(code: .emptyFile, message: "the file is empty", remedy: "fetch the file again")
  }
  for candidate in PhotoFormats.all {
    for signature in candidate.format.signatures where signature.isCutOff(in: file) {
      return .truncated(
        "the \(candidate.format) ends after \(file.count) \(file.count == 1 ? "byte" : "bytes")")
    }
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
