internal import CImageCodecs
internal import ImageCore

func decodePNG(
  _ file: Span<UInt8>, options: DecodingOptions,
  admitting admit: (PhotoHeader) throws(DecodingError) -> Void
) throws(DecodingError) -> DecodedPhoto {
  let contents = try PNGContents(of: file)
  let size = contents.header.size
  try check(size, .png, against: options.pixelLimit)
  // One byte of DEFLATE data gives at most 1,032 bytes.
  guard size.pixelCount / 8 / 1032 <= contents.compressedByteCount / contents.header.storedBitsPerPixel else {
    throw .damaged(.png, "\(contents.compressedByteCount) bytes of samples cannot hold \(size) pixels")
  }
  let kind = contents.imageKind
  try admit(
    PhotoHeader(
      format: .png, storedSize: size, decodedSize: size, kind: kind, orientation: contents.orientation,
      bitsPerSample: contents.header.bitDepth == 16 ? 16 : 8, workByteCount: 0))
  var report = fm_report()
  let samples = try readSamples(
    of: file, layout: contents.layout, count: size.pixelCount * kind.samplesPerPixel, report: &report)

  var warnings: [DecodingWarning] = []
  if contents.gamma.isLinear, let gamma = contents.gamma.value {
    warnings.append(.linearLight(gamma: Double(gamma) / 100_000))
  }
  if report.pixels_beyond_palette > 0 {
    warnings.append(.indexBeyondPalette(pixelCount: Int(report.pixels_beyond_palette)))
  }
  if report.warning_count > 0 {
    warnings.append(.irregular(detail: unsafe String(cString: fm_report_first_warning(&report))))
  }
  return DecodedPhoto(
    image: DecodedImage(
      size: size, kind: kind, samples: samples, orientation: contents.orientation,
      isLinear: contents.gamma.isLinear),
    format: .png, storedSize: size, warnings: warnings)
}

private func readSamples(
  of file: Span<UInt8>, layout: fm_png_layout, count: Int, report: inout fm_report
) throws(DecodingError) -> Image.Samples {
  var layout = layout
  let samples: Image.Samples? = unsafe file.withUnsafeBufferPointer { bytes in
    guard let first = bytes.baseAddress else { return nil }
    let write = { (start: UnsafeMutableRawPointer, byteCount: Int) in
      unsafe fm_png_read(first, bytes.count, &layout, start, byteCount, &report) == .ok
    }
    return if layout.bit_depth == 16 {
      unsafe [UInt16](sampleCount: count, write: write).map { .sixteenBit($0) }
    } else {
      unsafe [UInt8](sampleCount: count, write: write).map { .eightBit($0) }
    }
  }
  guard let samples else { throw error(of: &report) }
  return samples
}

private func error(of report: inout fm_report) -> DecodingError {
  let text = unsafe String(cString: fm_report_error(&report))
  switch report.status {
  case .truncated: return .truncated("the PNG ends early (\(text))")
  case .unsupported: return .unsupportedVariant(.png, text)
  case .out_of_memory: return .outOfMemory(.png)
  case .damaged, .ok, .no_height, .side_too_long, .too_many_scans: return .damaged(.png, text)
  }
}

extension PNGContents {
  fileprivate var imageKind: DecodedImage.Kind {
    let isOpaque = transparency == .none
    switch header.colourType {
    case .grey: return isOpaque ? .grey : .greyAlpha
    case .rgb, .palette: return isOpaque ? .rgb : .rgbAlpha
    case .greyAlpha: return .greyAlpha
    case .rgbAlpha: return .rgbAlpha
    }
  }

  fileprivate var layout: fm_png_layout {
    var layout = fm_png_layout()
    layout.width = UInt32(header.size.width)
    layout.height = UInt32(header.size.height)
    layout.bit_depth = UInt8(header.bitDepth)
    layout.colour_type = UInt8(header.colourType.rawValue)
    switch transparency {
    case .none:
      layout.transparency = .none
    case .key(let key):
      layout.transparency = .key
      layout.key.0 = key[0]
      if key.count == 3 { (layout.key.1, layout.key.2) = (key[1], key[2]) }
    case .palette(let alphas):
      layout.transparency = .palette
      unsafe withUnsafeMutableBytes(of: &layout.palette_alpha) { entries in
        for index in entries.indices { unsafe entries[index] = index < alphas.count ? alphas[index] : 255 }
      }
    }
    return layout
  }
}
