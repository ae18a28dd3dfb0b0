internal import ImageCore

/// - Throws: `tooLarge` if a picture by its header is larger than the limit.
func check(_ size: Size, _ format: FileFormat, against pixelLimit: Int) throws(DecodingError) {
  guard size.pixelCount > pixelLimit else { return }
  throw DecodingError(
    code: .tooLarge,
    message: "the \(format) is \(size), which is \(size.pixelCount) pixels; the limit is \(pixelLimit)",
    remedy: "reduce the picture, or raise the limit")
}
