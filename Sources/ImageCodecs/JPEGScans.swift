internal import ImageCore

/// The scans of a JPEG's picture, counted without decoding them.
///
/// A progressive picture comes in about ten scans. Each costs a pass over the whole picture, even if it is a few bytes
/// of the file.
struct JPEGScans {
  private(set) var count = 0
  /// The sum, over all scans, of the number of colour components in the scan.
  private(set) var componentPassCount = 0

  /// Counts the scans up to the end of the picture, or to where the file is not well-formed.
  init(of file: Span<UInt8>) {
    var offset = 2
    while offset < file.count - 1 {
      guard file[offset] == 0xFF, file[offset + 1] != 0xFF else {
        offset += 1
        continue
      }
      let marker = file[offset + 1]
      offset += 2
      switch marker {
      // In the data of a scan, 0 follows each byte of 0xFF that is no marker.
      case 0x00, 0x01, 0xD0...0xD8:
        continue
      case 0xD9:
        return
      default:
        guard let length = file.bigEndian16(at: offset), length >= 2, length <= file.count - offset else {
          return
        }
        if marker == 0xDA, length > 2 {
          count += 1
          componentPassCount += Int(file[offset + 2])
        }
        offset += length
      }
    }
  }

  /// The largest number of passes of a component over a picture at the usual pixel limit; a smaller picture may have
  /// as many more as it is smaller.
  ///
  /// libjpeg's own progressive pictures take 14 passes in colour, 24 in CMYK.
  private static let passLimit = 16

  /// The largest number of scans, which encoders that try many scripts do not reach by far.
  private static let countLimit = 100

  /// - Throws: `unsupportedVariant` if decoding the scans would take too long.
  func check(_ size: Size, pixelLimit: Int) throws(DecodingError) {
    let budget = max(pixelLimit, DecodingOptions.usualPixelLimit).multipliedReportingOverflow(
      by: Self.passLimit)
    let cost = size.pixelCount.multipliedReportingOverflow(by: componentPassCount)
    guard
      count > Self.countLimit
        || !budget.overflow && (cost.overflow || cost.partialValue > budget.partialValue)
    else { return }
    throw .tooManyScans("it has \(count) scans of \(size) pixels")
  }
}
