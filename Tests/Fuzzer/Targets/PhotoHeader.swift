internal import Configuration
internal import Conversion
internal import ImageCodecs
internal import ImageCore

extension FuzzTarget {
  /// Everything that is done before a photo is decoded, with the usual limits.
  static let photoHeader = FuzzTarget("photo-header", words: photoWords) { bytes in
    let settings = MapSettings(
      pipeline: try PipelineLibrary.pipeline(PipelineLibrary.defaultName), jobCount: 1)
    var decoder = PhotoDecoder()
    _ = try decoder.decode(bytes, options: settings.effectiveDecoding) {
      header throws(ImageCodecs.DecodingError) in
      let byteCount = try settings.byteCount(of: header)
      precondition(
        byteCount <= 24 * header.decodedSize.pixelCount + 1 << 24, "\(byteCount) bytes for \(header)")
      throw ImageCodecs.DecodingError(code: .tooLarge, message: "", remedy: "")
    }
  }

  static let photoWords = [
    "\u{89}PNG\r\n\u{1A}\n", "IHDR", "IDAT", "IEND", "PLTE", "tRNS", "gAMA", "sRGB", "eXIf", "tEXt", "zTXt",
    "CgBI",
    "Raw profile type exif", "Exif\0\0", "II*\0", "MM\0*", "tiff:Orientation", "JFIF", "Adobe",
    "http://ns.adobe.com/xap/1.0/",
  ]
}
