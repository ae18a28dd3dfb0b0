internal import ImageCore

extension FileFormat {
  /// Windows' bitmaps. The four bytes that are zero tell them from texts that begin with BM.
  public static let bmp = FileFormat(
    name: "BMP", fileExtensions: ["bmp", "dib"], signatures: ["BM????\0\0\0\0"])
}

/// BMP: palettes of 1 to 8 bits, plain or run-length coded, and colours of 16, 24 and 32 bits, with alpha if the file
/// has a mask for it.
struct BMPFormat: PhotoFormat {
  var format: FileFormat { .bmp }

  func decode(
    _ file: Span<UInt8>, options: DecodingOptions, reusing memory: inout DecoderMemory,
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void
  ) throws(DecodingError) -> DecodedPhoto {
    let header = try BMPHeader(of: file)
    try check(header.size, .bmp, against: options.pixelLimit)
    // Palette indices are kept beside the colours.
    try admit(
      PhotoHeader(
        format: .bmp, storedSize: header.size, decodedSize: header.size, kind: .rgbAlpha,
        orientation: .upright,
        bitsPerSample: 8, workByteCount: header.size.pixelCount))
    var warnings: [DecodingWarning] = []
    let image: DecodedImage
    switch header.pixels {
    case .indices(let bits, let isRunLengthCoded):
      let palette = try BMPPalette(of: file, header: header, bits: bits)
      let indices =
        isRunLengthCoded
        ? try runLengthCodedIndices(of: file, header: header, bits: bits)
        : try storedIndices(of: file, header: header, bits: bits)
      let beyond = indices.count { Int($0) >= palette.colours.count }
      if beyond > 0 { warnings.append(.indexBeyondPalette(pixelCount: beyond)) }
      image = palette.image(of: indices, size: header.size)
    case .colours(let bits, let masks):
      image = try colours(of: file, header: header, bits: bits, masks: masks)
    }
    return DecodedPhoto(image: image, format: .bmp, storedSize: header.size, warnings: warnings)
  }
}

/// The rows of a picture that is not run-length coded, counted from the top, whichever way they are stored.
private struct BMPRows {
  private let header: BMPHeader
  private let stride: Int

  /// - Throws: `truncated` if the file does not have all rows.
  init(of file: Span<UInt8>, header: BMPHeader, bits: Int) throws(DecodingError) {
    self.header = header
    // Each row is filled up to a multiple of four bytes. Sizes below 2^31 and 32 bits cannot overflow here.
    stride = (header.size.width * bits + 31) / 32 * 4
    // The padding of the last row may be missing.
    let lastRow = (header.size.width * bits + 7) / 8
    let left = file.count - header.pixelOffset
    guard left >= lastRow, (left - lastRow) / stride >= header.size.height - 1 else {
      throw .truncated("the BMP ends early (rows are missing)")
    }
  }

  /// Returns the offset of a row in the file.
  func offset(of y: Int) -> Int {
    header.pixelOffset + (header.isTopDown ? y : header.size.height - 1 - y) * stride
  }
}

private func storedIndices(
  of file: Span<UInt8>, header: BMPHeader, bits: Int
) throws(DecodingError) -> [UInt8] {
  let rows = try BMPRows(of: file, header: header, bits: bits)
  var indices: [UInt8] = []
  indices.reserveCapacity(header.size.pixelCount)
  for y in 0..<header.size.height {
    let row = rows.offset(of: y)
    for x in 0..<header.size.width {
      // The first pixel of a byte is in its upper bits.
      let bit = x * bits
      indices.append(file[row + bit / 8] >> UInt8(8 - bits - bit % 8) & UInt8(1 << bits - 1))
    }
  }
  return indices
}

private func colours(
  of file: Span<UInt8>, header: BMPHeader, bits: Int, masks: BMPMasks
) throws(DecodingError) -> DecodedImage {
  let rows = try BMPRows(of: file, header: header, bits: bits)
  var samples: [UInt8] = []
  samples.reserveCapacity(header.size.pixelCount * (masks.alpha == nil ? 3 : 4))
  var hasOpaquePixel = false
  let byteCount = bits / 8
  for y in 0..<header.size.height {
    var offset = rows.offset(of: y)
    for _ in 0..<header.size.width {
      var pixel: UInt32 = 0
      for index in 0..<byteCount { pixel |= UInt32(file[offset + index]) << UInt32(8 * index) }
      offset += byteCount
      samples.append(masks.red.sample(of: pixel))
      samples.append(masks.green.sample(of: pixel))
      samples.append(masks.blue.sample(of: pixel))
      if let alpha = masks.alpha?.sample(of: pixel) {
        samples.append(alpha)
        hasOpaquePixel = hasOpaquePixel || alpha > 0
      }
    }
  }
  guard masks.alpha != nil else {
    return DecodedImage(size: header.size, kind: .rgb, samples: .eightBit(samples))
  }
  if !hasOpaquePixel {
    // Programs that know no alpha leave its byte 0.
    for pixel in 0..<header.size.pixelCount { samples[pixel * 4 + 3] = 255 }
  }
  return DecodedImage(size: header.size, kind: .rgbAlpha, samples: .eightBit(samples))
}

/// Reads runs: a count and an index; or 0 and a command: 0 ends the row, 1 the picture, 2 moves right and up, others are
/// the count of indices that follow, filled up to an even number of bytes. Pixels without a run have index 0.
private func runLengthCodedIndices(
  of file: Span<UInt8>, header: BMPHeader, bits: Int
) throws(DecodingError) -> [UInt8] {
  let (width, height) = (header.size.width, header.size.height)
  // Two bytes give at most 255 pixels. A few bytes must not make a huge blank picture.
  guard header.size.pixelCount / 255 <= file.count else {
    throw .damaged(.bmp, "\(file.count) bytes are too few for \(header.size) pixels")
  }
  var indices = [UInt8](repeating: 0, count: header.size.pixelCount)
  var (x, y, offset) = (0, 0, header.pixelOffset)

  func put(_ byte: UInt8, isSecondHalf: Bool) {
    let index = bits == 8 ? byte : isSecondHalf ? byte & 15 : byte >> 4
    if x < width, y < height { indices[(height - 1 - y) * width + x] = index }
    x += 1
  }

  while y < height {
    guard let count = file.byte(at: offset), let value = file.byte(at: offset + 1) else {
      throw .truncated("the BMP ends early (runs are missing)")
    }
    offset += 2
    if count > 0 {
      for index in 0..<count { put(value, isSecondHalf: index % 2 == 1) }
      continue
    }
    switch value {
    case 0: (x, y) = (0, y + 1)
    case 1: return indices
    case 2:
      guard let right = file.byte(at: offset), let up = file.byte(at: offset + 1) else {
        throw .truncated("the BMP ends early (runs are missing)")
      }
      offset += 2
      (x, y) = (x + Int(right), y + Int(up))
    default:
      let byteCount = bits == 8 ? Int(value) : (Int(value) + 1) / 2
      guard byteCount <= file.count - offset else {
        throw .truncated("the BMP ends early (indices are missing)")
      }
      for index in 0..<Int(value) {
        put(file[offset + (bits == 8 ? index : index / 2)], isSecondHalf: index % 2 == 1)
      }
      offset += byteCount + byteCount % 2
    }
  }
  return indices
}

/// The colours of indices.
private struct BMPPalette {
  /// Red, green and blue of each entry; at least one.
  let colours: [[UInt8]]

  init(of file: Span<UInt8>, header: BMPHeader, bits: Int) throws(DecodingError) {
    // Blue, green, red and, except in the oldest files, a byte without meaning.
    let entrySize = header.hasThreeByteEntries ? 3 : 4
    let most = 1 << bits
    let announced = header.paletteCount == 0 ? most : min(header.paletteCount, most)
    let room = max(0, min(header.pixelOffset, file.count) - header.paletteOffset) / entrySize
    let count = min(announced, room)
    guard count > 0 else { throw .damaged(.bmp, "it has no palette") }
    colours = (0..<count).map { index in
      let entry = header.paletteOffset + index * entrySize
      return [file[entry + 2], file[entry + 1], file[entry]]
    }
  }

  func image(of indices: [UInt8], size: Size) -> DecodedImage {
    var samples: [UInt8] = []
    samples.reserveCapacity(indices.count * 3)
    for index in indices { samples.append(contentsOf: colours[Int(index) < colours.count ? Int(index) : 0]) }
    return DecodedImage(size: size, kind: .rgb, samples: .eightBit(samples))
  }
}
