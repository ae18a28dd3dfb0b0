internal import Checksums
package import DatasetFormat
package import ImageCodecs
package import ImageCore
package import ImageStages

/// The reason why a photo gives no image.
package struct PhotoRejection: Error {
  package let reason: RejectedPhoto.Reason
  /// The problem and what the user can do about it.
  package let detail: String

  package init(_ reason: RejectedPhoto.Reason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }

  /// The rejection of a photo that cannot be decoded.
  package init(_ error: ImageCodecs.DecodingError) {
    self.init(.init(error.code), "\(error.message); \(error.remedy)")
  }
}

/// The image that a pipeline makes of a decoded photo, with the records of the stages.
package struct PhotoImage {
  package let image: Image
  package let stages: StageRecord
  /// The smallest and the largest byte before the contrast was stretched, or of the image if the pipeline does not
  /// stretch.
  package let levels: ClosedRange<UInt8>

  /// - Parameter observe: called with every intermediate picture and the name of the stage that made it.
  /// - Throws: `PhotoRejection` if the image would be blank, pale or of another size than those of other photos.
  package init(
    _ decoded: DecodedPhoto, settings: MapSettings,
    observe: ((_ stage: String, _ picture: Image) -> Void)? = nil
  ) throws(PhotoRejection) {
    let pipeline = settings.pipeline
    let context = settings.context(isShrunkOnLoad: decoded.image.size != decoded.storedSize)
    let isCutOut = decoded.image.isCutOut
    var stages = StageRecord()
    let image: Image
    do throws(StageError) {
      image = try pipeline.image(of: decoded.image, in: context, record: &stages, observe: observe)
    } catch {
      throw PhotoRejection(ImageCodecs.DecodingError(error))
    }
    // `Pipeline` checks its output size with test pictures of many shapes; an effect of a photo's content shows only
    // here.
    guard image.size == pipeline.imageSize else {
      throw PhotoRejection(
        .otherSize,
        "pipeline '\(pipeline.name)' makes \(image.size) of this photo and \(pipeline.imageSize) of others; end it "
          + "with the stage 'extend'")
    }
    // `stretch` records the levels; without it, the image's own levels count.
    let levels = stages.levels ?? image.levels
    if stages.foundNothing || levels.count == 1, !settings.keepsBlank {
      throw PhotoRejection(.nothingToSee, Self.blankness(of: pipeline, isCutOut: isCutOut))
    }
    let contrast = settings.minimumContrast > 0 ? stages.contrast ?? image.contrast : .infinity
    guard contrast >= Double(settings.minimumContrast) else {
      throw PhotoRejection(
        .lowContrast,
        "the product differs from its background by \(Int(contrast)) of 255 levels on average, less than "
          + "\(settings.minimumContrast); a darker background would show it")
    }
    self.image = image
    self.stages = stages
    self.levels = levels
  }

  /// Returns what is wrong with a photo whose image would be blank, and the remedy.
  private static func blankness(of pipeline: Pipeline, isCutOut: Bool) -> String {
    let blank = "nothing to see: the image would be blank, one colour all over"
    guard isCutOut else { return blank + "; take the photo again" }
    let background = pipeline.decode.background
    let other = background == .black ? Colour.white : .black
    return blank
      + ", because the product has the colour of the background (\(background)) that shows through where the photo is "
      + "transparent; choose a pipeline with another one, such as 'png: {background: \(other)}', the same in 'extend', "
      + (pipeline.stages.contains { $0.name == Negate.description.name }
        ? "and without 'negate'" : "and with 'negate'")
  }
}

extension RejectedPhoto {
  /// - Parameters:
  ///   - sha256: the SHA-256 of the photo's file; nil if it was not read or is empty.
  ///   - label: the name of the photo's class.
  init(source: String, sha256: SHA256Digest?, label: String, _ rejection: PhotoRejection) {
    self.init(
      source: source, sha256: sha256.map { "\($0)" } ?? "", label: label, rejection.reason, rejection.detail)
  }
}

extension RejectedPhoto.Reason {
  fileprivate init(_ code: ImageCodecs.DecodingError.Code) {
    self =
      switch code {
      case .emptyFile: .emptyFile
      case .notAnImage: .notAnImage
      case .unsupportedFormat: .unsupportedFormat
      case .unsupportedVariant: .unsupportedVariant
      case .truncated: .truncated
      case .damaged: .damaged
      case .tooLarge: .tooLarge
      }
  }
}
