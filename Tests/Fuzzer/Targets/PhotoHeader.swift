internal import Configuration
internal import Conversion
internal import ImageCodecs
internal import ImageCore

extension FuzzTarget {
  static let photoHeader = FuzzTarget("photo-header", words: photoWords, run: readPhotoHeader)

  /// Does everything that is done before a photo is decoded, with the usual limits.
  @Sendable static func readPhotoHeader(_ bytes: [UInt8]) throws {
    let settings = try photoSettings.get()
    var decoder = PhotoDecoder()
    _ = try decoder.decode(bytes, options: settings.effectiveDecoding) {
      header throws(ImageCodecs.DecodingError) in
      let byteCount = try settings.byteCount(of: header)
      // A HEIC's data may have more pixels than are left after it is cropped, but no more than the limit.
      precondition(
        header.workByteCount <= 8 * settings.decoding.pixelLimit + 1 << 24
          && byteCount <= 24 * header.decodedSize.pixelCount + header.workByteCount + 1 << 24,
        "\(byteCount) bytes for \(header)")
      throw ImageCodecs.DecodingError(code: .tooLarge, message: "", remedy: "")
    }
  }

  /// The settings of a usual conversion. They are made once: reading the pipeline takes longer than reading a photo.
  static let photoSettings = Result {
    MapSettings(pipeline: try PipelineLibrary.pipeline(PipelineLibrary.defaultName), jobCount: 1)
  }

  static let photoWords = [
    "\u{89}PNG\r\n\u{1A}\n", "IHDR", "IDAT", "IEND", "PLTE", "tRNS", "gAMA", "sRGB", "eXIf", "tEXt", "zTXt",
    "CgBI",
    "Raw profile type exif", "Exif\0\0", "II*\0", "MM\0*", "tiff:Orientation", "JFIF", "Adobe",
    "http://ns.adobe.com/xap/1.0/",
  ]
}
