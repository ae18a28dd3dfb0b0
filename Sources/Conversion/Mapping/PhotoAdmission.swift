package import ImageCodecs
internal import ImageCore
package import ImageStages

extension MapSettings {
  /// Returns what stages need to know about a photo beyond its pixels.
  ///
  /// The pictures between stages may be as large as the largest photo. A lower limit for photos is no limit for them:
  /// otherwise a canvas could be too large for every photo.
  package func context(isShrunkOnLoad: Bool) -> StageContext {
    StageContext(
      isShrunkOnLoad: isShrunkOnLoad, measuresBackground: true, measuresContrast: minimumContrast > 0,
      pixelLimit: max(decoding.pixelLimit, DecodingOptions.usualPixelLimit))
  }

  /// Returns the memory, in bytes, that a photo takes until its image is made, beside its file; called before it is
  /// decoded.
  ///
  /// - Throws: `DecodingError` if a stage would make too large a picture of it, or the stages would take too long.
  package func byteCount(of header: PhotoHeader) throws(ImageCodecs.DecodingError) -> Int {
    let stageByteCount: Int
    do throws(StageError) {
      stageByteCount = try pipeline.byteCount(
        forPhotoOf: header.uprightSize,
        in: context(isShrunkOnLoad: header.decodedSize != header.storedSize))
    } catch {
      throw ImageCodecs.DecodingError(error)
    }
    // `decode` makes 8-bit RGB of other samples, and a second copy to turn that upright.
    let isRGB = header.kind == .rgb && header.bitsPerSample == 8
    let copyCount = (isRGB ? 0 : 1) + (header.orientation == .upright ? 0 : 1)
    let decodeByteCount = header.sampleByteCount + copyCount * 3 * header.decodedSize.pixelCount
    return max(header.sampleByteCount + header.workByteCount, decodeByteCount, stageByteCount)
  }
}

extension ImageCodecs.DecodingError {
  /// The error for a photo of which the pipeline cannot make an image.
  package init(_ error: StageError) {
    self.init(code: .tooLarge, message: error.problem, remedy: error.remedy)
  }
}
