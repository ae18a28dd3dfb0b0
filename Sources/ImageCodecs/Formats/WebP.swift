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
    command: "dwebp FILE -o FILE.png", orientation: webpOrientation,
    profile: webpColourProfile)
}

/// Returns the orientation of a WebP: by EXIF, else by XMP; nil if there is none.
private func webpOrientation(of file: Span<UInt8>) -> Orientation? {
  var value: Int?
  if let place = webpChunk("EXIF", of: file) {
    let data = file.extracting(place)
    // Some programs write the block of a JPEG, with its six bytes "Exif".
    value = exifOrientation(inTIFF: data) ?? exifOrientation(inBlock: data)
  }
  if value == nil, let place = webpChunk("XMP ", of: file) {
    value = xmpOrientation(in: file.extracting(place))
  }
  return value.flatMap(Orientation.init)
}

private func webpColourProfile(of file: Span<UInt8>) -> ColourProfile? {
  webpChunk("ICCP", of: file).flatMap { ColourProfile(at: [$0], in: file) }
}

/// Returns the place of a chunk's data; nil if there is no such chunk.
///
/// The file is a sequence of chunks: four letters, the length in bytes, little-endian, the data, and a zero if the
/// length is odd. The search ends where a chunk reaches beyond the file; whether the file is valid is for the decoder
/// to decide.
private func webpChunk(_ name: String, of file: Span<UInt8>) -> Range<Int>? {
  var offset = 12
  while let length = file.littleEndian32(at: offset + 4), length <= file.count - offset - 8 {
    if file.holds(name, at: offset) { return offset + 8..<offset + 8 + length }
    offset += 8 + length + length % 2
  }
  return nil
}
