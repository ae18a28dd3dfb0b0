internal import CImageCodecs
internal import ImageCore

extension FileFormat {
  public static let webp = FileFormat(
    name: "WebP", fileExtensions: ["webp"], signatures: ["RIFF????WEBP"])
}

extension LibraryFormat {
  /// WebP, lossy or lossless; of an animation, the first frame on its canvas.
  static let webp = unsafe LibraryFormat(
    format: .webp, library: fm_webp, libraryName: "libwebp", package: "libwebp-dev",
    command: "dwebp FILE -o FILE.png", orientation: webpOrientation)
}

/// Returns the orientation of a WebP: by EXIF, else by XMP; nil if there is none.
///
/// The file is a sequence of chunks: four letters, the length in bytes, little-endian, the data, and a zero if the
/// length is odd. The search ends where a chunk reaches beyond the file; whether the file is valid is for the decoder
/// to decide.
private func webpOrientation(of file: Span<UInt8>) -> Orientation? {
  var value: Int?
  var offset = 12
  while let length = file.littleEndian32(at: offset + 4), length <= file.count - offset - 8 {
    let data = file.extracting(offset + 8..<offset + 8 + length)
    if file.holds("EXIF", at: offset) {
      // Some programs write the block of a JPEG, with its six bytes "Exif".
      if let number = exifOrientation(inTIFF: data) ?? exifOrientation(inBlock: data) {
        return Orientation(rawValue: number)
      }
    } else if file.holds("XMP ", at: offset), value == nil {
      value = xmpOrientation(in: data)
    }
    offset += 8 + length + length % 2
  }
  return value.flatMap(Orientation.init)
}
