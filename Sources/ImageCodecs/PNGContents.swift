internal import ImageCore

/// The contents of a PNG's chunks, without the pixels, which libpng reads.
///
/// A chunk with a wrong checksum counts as absent if it is not needed to decode the picture.
struct PNGContents {
  let header: PNGHeader
  private(set) var transparency = PNGTransparency.none
  private(set) var gamma = PNGGamma()
  /// The size of the compressed samples in bytes.
  private(set) var compressedByteCount = 0
  let orientation: Orientation

  /// Reads all chunks up to the end chunk; whatever follows it is ignored.
  ///
  /// - Throws: `truncated` if there is no end chunk; `damaged` or `unsupportedVariant` if the header is invalid, or
  ///   if a critical chunk is unknown or out of place.
  init(of file: Span<UInt8>) throws(DecodingError) {
    var chunk = try PNGChunk(at: pngSignatureByteCount, of: file)
    header = try PNGHeader(chunk, of: file)
    var orientation = PNGOrientation()
    var paletteCount = 0
    var hasTransparency = false
    var isBeforeSamples = true
    while chunk.type != PNGChunk.end {
      chunk = try PNGChunk(at: chunk.data.upperBound + 4, of: file)
      let data = file.extracting(chunk.data)
      switch chunk.type {
      case PNGChunk.end:
        break
      case PNGChunk.palette:
        paletteCount = min(chunk.data.count / 3, 1 << header.bitDepth)
      case PNGChunk.samples:
        compressedByteCount += chunk.data.count
        isBeforeSamples = false
      case PNGChunk.gamma where isBeforeSamples && paletteCount == 0 && chunk.isIntact(in: file):
        gamma.noteGamma(data)
      case PNGChunk.standardRGB where isBeforeSamples && paletteCount == 0 && chunk.isIntact(in: file):
        gamma.noteStandardRGB(data)
      case PNGChunk.transparency where isBeforeSamples && !hasTransparency && chunk.isIntact(in: file):
        if let found = PNGTransparency(data: data, header: header, paletteCount: paletteCount) {
          transparency = found
          hasTransparency = true
        }
      case PNGChunk.exif where chunk.isIntact(in: file):
        orientation.noteExif(chunk.data)
      case PNGChunk.text where chunk.isIntact(in: file):
        orientation.noteText(chunk.data, of: file, isCompressed: false)
      case PNGChunk.compressedText where chunk.isIntact(in: file):
        orientation.noteText(chunk.data, of: file, isCompressed: true)
      default:
        try Self.checkThatItMayBeSkipped(chunk, of: file)
      }
    }
    self.orientation = orientation.value(of: file).flatMap(Orientation.init) ?? .upright
  }

  /// Returns the data of the ICC profile's chunk in a well-formed file; nil if there is none before the samples.
  static func colourProfile(in file: Span<UInt8>) -> Range<Int>? {
    var offset = pngSignatureByteCount
    while let chunk = try? PNGChunk(at: offset, of: file), chunk.type != PNGChunk.samples {
      if chunk.type == PNGChunk.colourProfile, chunk.isIntact(in: file) { return chunk.data }
      offset = chunk.data.upperBound + 4
    }
    return nil
  }

  private static func checkThatItMayBeSkipped(_ chunk: PNGChunk, of file: Span<UInt8>) throws(DecodingError) {
    let offset = chunk.data.lowerBound - 8
    guard let name = chunk.name else { throw .damaged(.png, "there is no chunk at byte \(offset)") }
    guard chunk.isCritical else { return }
    if chunk.type != PNGChunk.header, chunk.isIntact(in: file) {
      throw .unsupportedVariant(.png, "it has the critical chunk \(name)")
    }
    throw .damaged(.png, "the chunk \(name) at byte \(offset) is out of place")
  }
}

/// Returns a PNG's ICC profile; nil if it has none. The chunk has a keyword, a zero, a byte for the method, and
/// the compressed profile.
func pngColourProfile(of file: Span<UInt8>) -> ColourProfile? {
  guard let data = PNGContents.colourProfile(in: file),
    let end = data.prefix(80).first(where: { file[$0] == 0 }), end + 2 <= data.upperBound
  else { return nil }
  return ColourProfile(inflatedStart(of: file.extracting(end + 2..<data.upperBound)))
}
