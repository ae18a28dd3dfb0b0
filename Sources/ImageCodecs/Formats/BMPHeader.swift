internal import ImageCore

/// What a BMP says about its pixels: the file's header of 14 bytes and the picture's header after it, of 12 bytes
/// (OS/2), 40 (Windows) or more.
struct BMPHeader {
  enum Pixels {
    /// Numbers of palette entries.
    case indices(bits: Int, isRunLengthCoded: Bool)
    /// Colours of 16, 24 or 32 bits.
    case colours(bits: Int, masks: BMPMasks)
  }

  let size: Size
  /// Whether the first row is the upper one; otherwise it is the lower one.
  let isTopDown: Bool
  let pixels: Pixels
  /// The offset of the pixels in the file.
  let pixelOffset: Int
  let paletteOffset: Int
  /// The number of palette entries; 0 if it is the largest possible.
  let paletteCount: Int
  let hasThreeByteEntries: Bool

  private static let fileHeaderSize = 14

  /// - Throws: `truncated`, `damaged` or `unsupportedVariant`.
  init(of file: Span<UInt8>) throws(DecodingError) {
    let start = Self.fileHeaderSize
    guard let offset = file.littleEndian32(at: 10), let headerSize = file.littleEndian32(at: start),
      headerSize <= file.count - start
    else { throw .truncated("the BMP ends within its header") }
    pixelOffset = offset
    guard pixelOffset <= file.count else { throw .truncated("the BMP ends before its pixels") }
    if headerSize == 12 {
      guard let width = file.littleEndian16(at: 18), let height = file.littleEndian16(at: 20),
        let bits = file.littleEndian16(at: 24)
      else { throw .truncated("the BMP ends within its header") }
      size = Size(width: width, height: height)
      isTopDown = false
      paletteOffset = start + headerSize
      paletteCount = 0
      hasThreeByteEntries = true
      pixels = try Self.pixels(bits: bits, compression: 0, headerSize: headerSize, of: file)
    } else {
      guard headerSize >= 40, let width = file.littleEndian32(at: 18),
        let height = file.littleEndian32(at: 22),
        let bits = file.littleEndian16(at: 28), let compression = file.littleEndian32(at: 30),
        let colourCount = file.littleEndian32(at: 46)
      else { throw .unsupportedVariant(.bmp, "its header has \(headerSize) bytes") }
      // A negative height says that the first row is the upper one.
      let signedHeight = Int(Int32(truncatingIfNeeded: height))
      size = Size(width: width, height: abs(signedHeight))
      isTopDown = signedHeight < 0
      // In a header of 40 bytes, the masks come after it.
      let maskSize = headerSize > 40 ? 0 : compression == 3 ? 12 : compression == 6 ? 16 : 0
      paletteOffset = start + headerSize + maskSize
      paletteCount = colourCount
      hasThreeByteEntries = false
      pixels = try Self.pixels(bits: bits, compression: compression, headerSize: headerSize, of: file)
    }
    guard 1...0x7FFF_FFFF ~= size.width, 1...0x7FFF_FFFF ~= size.height else {
      throw .damaged(.bmp, "its width or height is not in 1...2147483647")
    }
    if case .indices(_, isRunLengthCoded: true) = pixels, isTopDown {
      throw .damaged(.bmp, "run-length coded rows cannot begin at the top")
    }
  }

  private static func pixels(
    bits: Int, compression: Int, headerSize: Int, of file: Span<UInt8>
  ) throws(DecodingError) -> Pixels {
    switch (compression, bits) {
    case (0, 1), (0, 2), (0, 4), (0, 8): return .indices(bits: bits, isRunLengthCoded: false)
    case (1, 8), (2, 4): return .indices(bits: bits, isRunLengthCoded: true)
    case (0, 16):
      return .colours(bits: bits, masks: BMPMasks(red: 0x7C00, green: 0x3E0, blue: 0x1F, alpha: 0))
    case (0, 24), (0, 32):
      return .colours(bits: bits, masks: BMPMasks(red: 0xFF_0000, green: 0xFF00, blue: 0xFF, alpha: 0))
    case (3, 16), (3, 32), (6, 16), (6, 32):
      guard let red = file.littleEndian32(at: 54), let green = file.littleEndian32(at: 58),
        let blue = file.littleEndian32(at: 62)
      else { throw .truncated("the BMP ends within its masks") }
      let hasAlpha = headerSize >= 56 || compression == 6
      let alpha = hasAlpha ? file.littleEndian32(at: 66) ?? 0 : 0
      return .colours(bits: bits, masks: BMPMasks(red: red, green: green, blue: blue, alpha: alpha))
    case (4, _), (5, _):
      throw .unsupportedVariant(.bmp, "it wraps a \(compression == 4 ? "JPEG" : "PNG")")
    default:
      throw .unsupportedVariant(.bmp, "\(bits) bits a pixel with compression \(compression)")
    }
  }
}

/// The bits of a pixel that each of its samples takes.
struct BMPMasks {
  struct Mask {
    private let shift: UInt32
    /// The largest sample; 0 if the mask has no bits.
    private let full: UInt32

    init(_ bits: Int) {
      let mask = UInt32(truncatingIfNeeded: bits)
      shift = mask == 0 ? 0 : UInt32(mask.trailingZeroBitCount)
      full = mask >> shift
    }

    /// Returns the sample of a pixel, spread to 0...255 and rounded.
    func sample(of pixel: UInt32) -> UInt8 {
      guard full > 0 else { return 0 }
      if full == 255 { return UInt8(truncatingIfNeeded: pixel >> shift) }
      let value = UInt64(pixel >> shift & full)
      return UInt8((value * 255 + UInt64(full / 2)) / UInt64(full))
    }
  }

  let red: Mask
  let green: Mask
  let blue: Mask
  /// Nil if the pixels have no alpha.
  let alpha: Mask?

  init(red: Int, green: Int, blue: Int, alpha: Int) {
    self.red = Mask(red)
    self.green = Mask(green)
    self.blue = Mask(blue)
    self.alpha = alpha == 0 ? nil : Mask(alpha)
  }
}
