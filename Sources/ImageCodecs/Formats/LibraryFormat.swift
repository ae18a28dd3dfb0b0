internal import CImageCodecs
internal import ImageCore

/// A format that a library of the system decodes by the functions of an `fm_library`, each in a file of `CImageCodecs`.
///
/// It is safe although it holds a C function: the function returns a constant.
@safe struct LibraryFormat: PhotoFormat {
  let format: FileFormat
  /// Returns the library's functions, which are nil if the program was built without the library.
  let library: @Sendable () -> UnsafePointer<fm_library>
  /// The library's name, and that of the Debian package that has it.
  let libraryName: String
  let package: String
  /// A command that converts a file that cannot be decoded.
  let command: String
  /// Returns the orientation that a file's metadata give, if the library does not say it; nil if they give none.
  var orientation: @Sendable (Span<UInt8>) -> Orientation? = { _ in nil }

  /// Returns the colour profile in a file; nil if it has none.
  var profile: @Sendable (Span<UInt8>) -> ColourProfile? = { _ in nil }
  /// Returns the largest size that compressed data announce, if the library does not compare it with the header's; nil if
  /// the file claims far more data than it has bytes.
  var compressedSize: @Sendable (Span<UInt8>) -> Size? = { _ in Size(width: 0, height: 0) }

  func colourProfile(of file: Span<UInt8>) -> ColourProfile? { profile(file) }

  var isBuiltIn: Bool { unsafe library().pointee.open != nil }

  func decode(
    _ file: Span<UInt8>, options: DecodingOptions, reusing memory: inout DecoderMemory,
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void
  ) throws(DecodingError) -> DecodedPhoto {
    let functions = unsafe library().pointee
    guard let open = unsafe functions.open, let read = unsafe functions.read,
      let close = unsafe functions.close
    else { throw missingLibrary }
    // The library reads from the file in both calls, so both are within this one borrow of its bytes.
    return try unsafe file.withUnsafeBufferPointer { (bytes) throws(DecodingError) in
      guard let start = bytes.baseAddress else { throw .truncated("the \(format) ends after 0 bytes") }
      var report = fm_report()
      var picture = fm_picture()
      var opened: UnsafeMutableRawPointer?
      let status = unsafe open(start, bytes.count, &picture, &opened, &report)
      guard status == .ok, let opened = unsafe opened else { throw error(status, &report) }
      defer { unsafe close(opened) }

      let size = Size(width: Int(picture.width), height: Int(picture.height))
      try check(size, format, against: options.pixelLimit)
      let codedSize = Size(width: Int(picture.coded_width), height: Int(picture.coded_height))
      try check(codedSize, format, against: options.pixelLimit)
      guard let compressedSize = compressedSize(file) else {
        throw .damaged(format, "its parts have more bytes together than the file")
      }
      try check(compressedSize, format, against: options.pixelLimit)
      // The most compressed drawing has fewer; a file with more only claims them.
      guard size.pixelCount / 1_000_000 <= file.count else {
        throw .damaged(format, "\(file.count) bytes are too few for \(size) pixels")
      }
      let kind = DecodedImage.Kind(picture.kind)
      let orientation = orientation(file) ?? Orientation(rawValue: Int(picture.orientation)) ?? .upright
      // Libraries keep the picture in colours of their own, of up to four bytes a pixel.
      try admit(
        PhotoHeader(
          format: format, storedSize: size, decodedSize: size, kind: kind, orientation: orientation,
          bitsPerSample: 8 * Int(picture.bytes_per_sample),
          workByteCount: 4 * max(size.pixelCount, codedSize.pixelCount, compressedSize.pixelCount)))
      let count = size.pixelCount * kind.samplesPerPixel
      let write = { (start: UnsafeMutableRawPointer, byteCount: Int) in
        unsafe read(opened, start, byteCount, &report) == .ok
      }
      let samples: Image.Samples? =
        if picture.bytes_per_sample == 2 {
          unsafe [UInt16](sampleCount: count, write: write).map { .sixteenBit($0) }
        } else {
          unsafe [UInt8](sampleCount: count, write: write).map { .eightBit($0) }
        }
      guard let samples else { throw error(report.status, &report) }
      return DecodedPhoto(
        image: DecodedImage(size: size, kind: kind, samples: samples, orientation: orientation),
        format: format, storedSize: size, warnings: warnings(of: &report))
    }
  }

  private func warnings(of report: inout fm_report) -> [DecodingWarning] {
    let oddities = fm_oddity(rawValue: report.oddities)
    var warnings: [DecodingWarning] = []
    if oddities.contains(.more_pictures) { warnings.append(.onlyFirstPicture) }
    if report.pixels_beyond_palette > 0 {
      warnings.append(.indexBeyondPalette(pixelCount: Int(report.pixels_beyond_palette)))
    }
    if oddities.contains(.harmless) {
      warnings.append(.irregular(detail: unsafe String(cString: fm_report_first_warning(&report))))
    }
    if oddities.contains(.end_missing) { warnings.append(.missingEndMarker) }
    return warnings
  }

  private func error(_ status: fm_status, _ report: inout fm_report) -> DecodingError {
    let text = unsafe String(cString: fm_report_error(&report))
    switch status {
    case .truncated: return .truncated("the \(format) ends early (\(text))")
    case .unsupported:
      return DecodingError(
        code: .unsupportedVariant, message: "the \(format) is of a kind that is not read: \(text)",
        remedy: "convert it, for example by `\(command)`")
    case .out_of_memory: return .outOfMemory(format)
    case .damaged, .ok, .no_height, .side_too_long, .too_many_scans: return .damaged(format, text)
    }
  }

  private var missingLibrary: DecodingError {
    DecodingError(
      code: .unsupportedFormat,
      message:
        "the file is \(format.nameWithArticle), which this program was built without \(libraryName) to read",
      remedy:
        "install \(package), which scripts/setup does, and build the program again, or convert the file, for "
        + "example by `\(command)`")
  }
}

extension DecodedImage.Kind {
  fileprivate init(_ kind: fm_kind) {
    self =
      switch kind {
      case .grey: .grey
      case .grey_alpha: .greyAlpha
      case .rgb: .rgb
      case .rgb_alpha: .rgbAlpha
      case .cmyk: .cmyk
      }
  }
}
