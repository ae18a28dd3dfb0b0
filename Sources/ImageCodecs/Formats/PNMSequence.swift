internal import ImageCore

/// Pictures in binary PGM or PPM one after the other, as cameras and `ffmpeg -f image2pipe -c:v ppm` write them.
public enum PNMSequence {
  /// The number of bytes at the start of a sequence that tell that it is one.
  public static let signatureByteCount = 3

  /// Returns whether bytes begin as such a picture does.
  public static func begins(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= signatureByteCount, bytes.holds("P5") || bytes.holds("P6") else { return false }
    return isBlank(bytes[2])
  }

  /// Returns the length of the first picture in bytes, header and samples; nil if its header goes on after `bytes`.
  ///
  /// - Throws: `damaged` if the header is none, so that nobody can say where the next picture begins.
  public static func byteCount(ofFirstIn bytes: Span<UInt8>) throws(DecodingError) -> Int? {
    var reader = PNMReader(offset: 2)
    let header: PNMHeader
    do throws(DecodingError) {
      header = try reader.header(of: bytes)
    } catch {
      guard error.code == .truncated else { throw error }
      return nil
    }
    // A side has nine digits at most, so that nothing overflows.
    let sampleCount = header.size.pixelCount * header.kind.samplesPerPixel
    return reader.offset + sampleCount * (header.maximum > 255 ? 2 : 1)
  }

  /// Returns the number of blanks that bytes begin with.
  public static func blankCount(atStartOf bytes: Span<UInt8>) -> Int {
    bytes.indices.first { !isBlank(bytes[$0]) } ?? bytes.count
  }
}
