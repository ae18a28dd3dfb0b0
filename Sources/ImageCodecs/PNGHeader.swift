internal import ImageCore

/// The first chunk of a PNG.
struct PNGHeader {
  enum ColourType: Int {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgbAlpha = 6

    fileprivate var bitDepths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .greyAlpha, .rgbAlpha: [8, 16]
      }
    }

    fileprivate var storedSamplesPerPixel: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAlpha: 2
      case .rgb: 3
      case .rgbAlpha: 4
      }
    }
  }

  let size: Size
  /// The number of bits of a sample, or of an index if there is a palette.
  let bitDepth: Int
  let colourType: ColourType

  var storedBitsPerPixel: Int { bitDepth * colourType.storedSamplesPerPixel }

  /// - Throws: `damaged` if the chunk is not a header, or is one that the specification does not allow;
  ///   `unsupportedVariant` for the PNGs that Xcode makes.
  init(_ chunk: PNGChunk, of file: Span<UInt8>) throws(DecodingError) {
    if chunk.type == PNGChunk.appleVariant {
      throw DecodingError(
        code: .unsupportedVariant,
        message: "the PNG is of a kind that is not read: Apple's CgBI, made for apps",
        remedy: "convert it, for example by `xcrun pngcrush -revert-iphone-optimizations FILE FILE.png`")
    }
    guard chunk.type == PNGChunk.header, chunk.data.count == 13 else {
      throw .damaged(.png, "it does not begin with a header")
    }
    guard chunk.isIntact(in: file) else { throw .damaged(.png, "the header's checksum is wrong") }
    let start = chunk.data.lowerBound
    guard let width = file.bigEndian32(at: start), let height = file.bigEndian32(at: start + 4),
      1...0x7FFF_FFFF ~= width, 1...0x7FFF_FFFF ~= height
    else { throw .damaged(.png, "its width or height is not in 1...2147483647") }
    let bitDepth = Int(file[start + 8])
    guard let colourType = ColourType(rawValue: Int(file[start + 9])), colourType.bitDepths.contains(bitDepth)
    else {
      throw .damaged(.png, "its colour type \(file[start + 9]) with \(bitDepth) bits does not exist")
    }
    guard file[start + 10] == 0, file[start + 11] == 0, file[start + 12] <= 1 else {
      throw .damaged(.png, "its compression, filter or interlace method does not exist")
    }
    size = Size(width: width, height: height)
    self.bitDepth = bitDepth
    self.colourType = colourType
  }
}
