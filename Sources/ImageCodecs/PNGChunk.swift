internal import CZlib

/// One chunk of a PNG: length, type, data, checksum.
struct PNGChunk {
  /// The four letters as a big-endian number.
  let type: UInt32
  /// The place of the data in the file.
  let data: Range<Int>
  private let checksum: Int

  static let header: UInt32 = 0x4948_4452  // IHDR
  static let palette: UInt32 = 0x504C_5445  // PLTE
  static let samples: UInt32 = 0x4944_4154  // IDAT
  static let end: UInt32 = 0x4945_4E44  // IEND
  static let appleVariant: UInt32 = 0x4367_4249  // CgBI
  static let transparency: UInt32 = 0x7452_4E53  // tRNS
  static let gamma: UInt32 = 0x6741_4D41  // gAMA
  static let standardRGB: UInt32 = 0x7352_4742  // sRGB
  static let colourProfile: UInt32 = 0x6943_4350  // iCCP
  static let exif: UInt32 = 0x6558_4966  // eXIf
  static let text: UInt32 = 0x7445_5874  // tEXt
  static let compressedText: UInt32 = 0x7A54_5874  // zTXt

  /// Whether a file cannot be decoded without understanding the chunk.
  var isCritical: Bool { type & 0x2000_0000 == 0 }

  /// The chunk's type as text; nil if its four bytes are not letters.
  var name: String? {
    let letters = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: type >> UInt32($0)) }
    let isName = letters.allSatisfy { 0x41...0x5A ~= $0 & 0xDF }
    return isName ? String(decoding: letters, as: UTF8.self) : nil
  }

  /// Reads the chunk that begins at `offset`.
  ///
  /// - Throws: `truncated` if the file ends before the chunk does.
  init(at offset: Int, of file: Span<UInt8>) throws(DecodingError) {
    let frameByteCount = 12
    guard let length = file.bigEndian32(at: offset), let type = file.bigEndian32(at: offset + 4),
      length <= file.count - offset - frameByteCount,
      let checksum = file.bigEndian32(at: offset + 8 + length)
    else {
      throw .truncated(
        "the PNG ends early, after \(file.count) bytes: the chunk at byte \(offset) is not whole")
    }
    self.type = UInt32(type)
    data = offset + 8..<offset + 8 + length
    self.checksum = checksum
  }

  /// Whether the stored checksum is the checksum of type and data.
  func isIntact(in file: Span<UInt8>) -> Bool {
    unsafe file.extracting(data.lowerBound - 4..<data.upperBound).withUnsafeBufferPointer { bytes in
      unsafe Int(crc32(0, bytes.baseAddress, UInt32(bytes.count))) == checksum
    }
  }
}
