internal import CImageCodecs
public import ImageCore

/// Encodes pictures as files in memory. With the same libraries, the same picture gives the same bytes.
public enum ImageEncoder {
  /// Encodes a picture as an 8-bit PNG, grey or RGB like the picture. 16-bit samples are cut to 8 bits.
  ///
  /// - Throws: `tooLarge` if there is not enough memory.
  public static func png(_ image: Image) throws(EncodingError) -> [UInt8] {
    try unsafe encode(image, as: .png, largestSide: 0x7FFF_FFFF) {
      samples, width, height, channels, encoded, report in
      unsafe fm_png_write(samples, width, height, channels, &encoded, &report)
    }
  }

  /// Encodes a picture as a JPEG, grey or colour like the picture, the colour at half the resolution (4:2:0). 16-bit
  /// samples are cut to 8 bits.
  ///
  /// - Parameter quality: on libjpeg's scale, 1...100; 75 is common, 90 good.
  ///
  /// - Throws: `tooLarge` if a side is longer than 65,500 pixels or there is not enough memory.
  /// - Precondition: `quality` is 1...100.
  public static func jpeg(_ image: Image, quality: Int) throws(EncodingError) -> [UInt8] {
    precondition(1...100 ~= quality, "a JPEG's quality must be 1...100, not \(quality)")
    return try unsafe encode(image, as: .jpeg, largestSide: 65_500) {
      samples, width, height, channels, encoded, report in
      unsafe fm_jpeg_write(samples, width, height, channels, Int32(quality), &encoded, &report)
    }
  }

  /// Encodes a picture as a lossy WebP, in colour. 16-bit samples are cut to 8 bits.
  ///
  /// - Parameter quality: on libwebp's scale, 1...100
  ///
  /// - Throws: `tooLarge` if a side is longer than 16,383 pixels or there is not enough memory; `notInstalled` if the
  ///   program was built without libwebp.
  /// - Precondition: `quality` is 1...100.
  public static func webp(_ image: Image, quality: Int) throws(EncodingError) -> [UInt8] {
    precondition(1...100 ~= quality, "a WebP's quality must be 1...100, not \(quality)")
    return try unsafe encode(image, as: .webp, largestSide: 16_383) {
      samples, width, height, channels, encoded, report in
      unsafe fm_webp_write(samples, width, height, channels, Int32(quality), &encoded, &report)
    }
  }

  /// Encodes a picture as a HEIC, as phones do, in colour. 16-bit samples are cut to 8 bits.
  ///
  /// - Parameter quality: on libheif's scale, 1...100
  ///
  /// - Throws: `tooLarge` if a side is longer than 16,383 pixels or there is not enough memory; `notInstalled` if libheif
  ///   or its encoder, x265, is missing.
  /// - Precondition: `quality` is 1...100.
  public static func heic(_ image: Image, quality: Int) throws(EncodingError) -> [UInt8] {
    precondition(1...100 ~= quality, "a HEIC's quality must be 1...100, not \(quality)")
    return try unsafe encode(image, as: .heic, largestSide: 16_383) {
      samples, width, height, channels, encoded, report in
      unsafe fm_heic_write(samples, width, height, channels, Int32(quality), &encoded, &report)
    }
  }

  /// The number of bytes at the start of a file that tell whether `png` encoded it.
  public static let signatureByteCount = 512

  /// Returns whether a file that begins with these bytes is a PNG that `png` encoded: its first chunks name this program.
  public static func hasEncoded(_ start: [UInt8]) -> Bool {
    let first = Array(start.prefix(signatureByteCount))
    return first.span.holds("PNG", at: 1) && first.span.firstOffset(of: "tEXtSoftware\0fmbuild") != nil
  }

  private typealias Write = (
    UnsafePointer<UInt8>, UInt32, UInt32, Int32, inout fm_encoded, inout fm_report
  ) -> fm_status

  private static func encode(
    _ image: Image, as format: FileFormat, largestSide: Int, _ write: Write
  ) throws(EncodingError) -> [UInt8] {
    guard max(image.width, image.height) <= largestSide else {
      throw EncodingError(
        code: .tooLarge, message: "a picture of \(image.size) does not fit into a \(format)",
        remedy: "keep both sides within \(largestSide) pixels")
    }
    let samples = image.eightBitSamples
    var encoded = unsafe fm_encoded()
    defer { unsafe fm_encoded_free(&encoded) }
    var report = fm_report()
    let status = unsafe samples.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return fm_status.unsupported }
      return unsafe write(
        start, UInt32(image.width), UInt32(image.height), Int32(image.channels.rawValue), &encoded, &report)
    }
    guard status == .ok else {
      let text = unsafe String(cString: fm_report_error(&report))
      guard status != .unsupported else {
        throw EncodingError(
          code: .notInstalled, message: "no \(format) can be written: \(text)",
          remedy: "choose another format")
      }
      throw EncodingError(
        code: .tooLarge, message: "a picture of \(image.size) does not fit into a \(format): \(text)",
        remedy: "reduce the picture")
    }
    return unsafe Array(UnsafeBufferPointer(start: encoded.bytes, count: encoded.count))
  }
}

/// The reason why a picture could not be encoded.
public struct EncodingError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// A side has more pixels than the format allows, or the file does not fit into memory.
    case tooLarge
    /// The format's library is missing.
    case notInstalled
  }

  public let code: Code
  /// The problem, with values.
  public let message: String
  /// Advice to the user.
  public let remedy: String

  /// The problem and the advice, separated by a semicolon.
  public var description: String { "\(message); \(remedy)" }
}
