internal import CImageCodecs
internal import ImageCore

/// A decoder of JPEG files by libjpeg, used for one file after another.
///
/// It is safe although it stores a pointer: nothing else has the pointer, and it is freed with the decoder.
@safe struct JPEGDecoder: ~Copyable {
  /// The C decoder, which is created when it is first needed.
  private var codec: OpaquePointer?

  deinit {
    if let codec = unsafe codec { unsafe fm_jpeg_destroy(codec) }
  }

  mutating func decode(
    _ file: Span<UInt8>, options: DecodingOptions,
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void
  ) throws(DecodingError) -> DecodedPhoto {
    if unsafe codec == nil { unsafe codec = fm_jpeg_create() }
    guard let codec = unsafe codec else { throw .outOfMemory(.jpeg) }
    // The codec reads from the file in two calls, so both are within this one borrow of its bytes.
    return try unsafe file.withUnsafeBufferPointer { (bytes) throws(DecodingError) in
      let header = try unsafe Self.readHeader(of: bytes, by: codec)
      let storedSize = Size(width: Int(header.width), height: Int(header.height))
      try check(storedSize, .jpeg, against: options.pixelLimit)
      // A Huffman code takes at least a bit for each block, and there is at least a block for each 128 pixels: two
      // components may have half of the resolution each, one across and one down. An arithmetic code can take next to
      // nothing, but only for a blank picture. A picture that may be cut off may lack most of its data.
      let mayBeTiny = header.is_arithmetic || options.acceptsTruncated
      guard storedSize.pixelCount / (mayBeTiny ? 10_000 : 1024) <= file.count else {
        throw .damaged(.jpeg, "\(file.count) bytes cannot hold \(storedSize) pixels")
      }
      if header.has_several_scans {
        try JPEGScans(of: file).check(storedSize, pixelLimit: options.pixelLimit)
      }
      let eighths = eighths(storedSize: storedSize, shrinkTarget: options.shrinkTarget)
      let size = decodedSize(storedSize: storedSize, eighths: eighths)
      let kind: DecodedImage.Kind =
        switch header.channels {
        case 1: .grey
        case 3: .rgb
        default: .cmyk
        }
      let orientation = jpegOrientation(of: file)
      // All coefficients of a picture in several scans are kept, two bytes each, until the last scan.
      let coefficientByteCount =
        header.has_several_scans ? 2 * Int(header.components) * storedSize.pixelCount : 0
      try admit(
        PhotoHeader(
          format: .jpeg, storedSize: storedSize, decodedSize: size, kind: kind, orientation: orientation,
          bitsPerSample: 8, workByteCount: coefficientByteCount))
      let samples = try unsafe Self.readSamples(
        count: size.pixelCount * Int(header.channels), at: eighths, of: size,
        acceptsTruncated: options.acceptsTruncated, by: codec)
      return DecodedPhoto(
        image: DecodedImage(size: size, kind: kind, samples: .eightBit(samples), orientation: orientation),
        format: .jpeg, storedSize: storedSize,
        warnings: unsafe Self.warnings(of: codec, rowCount: size.height))
    }
  }

  private static func readHeader(
    of file: UnsafeBufferPointer<UInt8>, by codec: OpaquePointer
  ) throws(DecodingError) -> fm_jpeg_header {
    var header = fm_jpeg_header()
    guard let start = file.baseAddress else { throw .truncated("the JPEG ends after 0 bytes") }
    let status = unsafe fm_jpeg_open(codec, start, file.count, &header)
    guard status == .ok else { throw unsafe error(of: codec, rowCount: 0) }
    return header
  }

  private static func readSamples(
    count: Int, at eighths: Int, of size: Size, acceptsTruncated: Bool, by codec: OpaquePointer
  ) throws(DecodingError) -> [UInt8] {
    let samples = unsafe [UInt8](sampleCount: count) { start, byteCount in
      unsafe fm_jpeg_read(codec, Int32(eighths), acceptsTruncated, start, byteCount) == .ok
    }
    guard let samples else { throw unsafe error(of: codec, rowCount: size.height) }
    return samples
  }

  private static func warnings(of codec: OpaquePointer, rowCount: Int) -> [DecodingWarning] {
    let report = unsafe fm_jpeg_report(codec)
    let oddities = unsafe fm_oddity(rawValue: report.pointee.oddities)
    guard oddities.rawValue != 0 else { return [] }
    let text = unsafe String(cString: fm_report_first_warning(report))
    let detail = unsafe text + place(of: report, rowCount: rowCount)
    var warnings: [DecodingWarning] = []
    // Errors after missing data are a consequence of that.
    if oddities.contains(.data_missing) {
      warnings.append(.truncated(detail: detail))
    } else if oddities.contains(.data_corrupt) {
      warnings.append(.damaged(detail: detail))
    } else if oddities.contains(.harmless) {
      warnings.append(.irregular(detail: text))
    }
    if oddities.contains(.end_missing) { warnings.append(.missingEndMarker) }
    return warnings
  }

  /// The place of the damage as text, after how many rows; empty for a file with several scans, which does not come
  /// row by row.
  private static func place(of report: UnsafePointer<fm_report>, rowCount: Int) -> String {
    let soundRowCount = unsafe report.pointee.sound_rows
    return soundRowCount == 0 ? "" : ", after \(soundRowCount) of \(rowCount) rows"
  }

  /// The error for the last call, which failed.
  private static func error(of codec: OpaquePointer, rowCount: Int) -> DecodingError {
    let report = unsafe fm_jpeg_report(codec)
    let text = unsafe String(cString: fm_report_error(report))
    let place = unsafe place(of: report, rowCount: rowCount)
    switch unsafe report.pointee.status {
    case .truncated: return .truncated("the JPEG ends early\(place) (\(text))")
    case .unsupported: return .unsupportedVariant(.jpeg, text)
    case .no_height: return .missingHeight
    case .too_many_scans: return .tooManyScans(text)
    case .side_too_long: return .impossibleSide
    case .out_of_memory: return .outOfMemory(.jpeg)
    case .damaged, .ok: return .damaged(.jpeg, text + place)
    }
  }
}
