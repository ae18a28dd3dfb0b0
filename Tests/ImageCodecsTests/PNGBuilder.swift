/// A valid or invalid PNG that is assembled from chunks.
struct PNGBuilder {
  struct Chunk {
    var type: String
    var data: [UInt8]
    var hasRightChecksum = true

    var bytes: [UInt8] {
      let body = Array(type.utf8) + data
      let checksum = crc32(body)
      return bigEndian(data.count) + body + bigEndian(hasRightChecksum ? checksum : checksum ^ 1)
    }
  }

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  var chunks: [Chunk]

  var bytes: [UInt8] { chunks.reduce(Self.signature) { $0 + $1.bytes } }

  /// Creates a PNG from rows as stored, but without the filter byte.
  init(
    width: Int, height: Int, bitDepth: Int, colourType: Int, before: [Chunk] = [], rows: [[UInt8]],
    after: [Chunk] = []
  ) {
    let header = bigEndian(width) + bigEndian(height) + [UInt8(bitDepth), UInt8(colourType), 0, 0, 0]
    let samples = zlibStream(rows.flatMap { [0] + $0 })
    chunks =
      [Chunk(type: "IHDR", data: header)] + before + [Chunk(type: "IDAT", data: samples)] + after
      + [Chunk(type: "IEND", data: [])]
  }

  /// Creates a PNG from the chunks of a file, up to its end or to the first bytes that are not a chunk.
  init(taking file: [UInt8]) {
    chunks = []
    var offset = 8
    while offset + 12 <= file.count {
      let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= file.count - offset - 12 else { return }
      let type = String(decoding: file[offset + 4..<offset + 8], as: UTF8.self)
      chunks.append(Chunk(type: type, data: Array(file[offset + 8..<offset + 8 + length])))
      offset += length + 12
    }
  }

  /// Returns a 2x2 grey picture, black above white, with chunks before and after the samples.
  static func grey2x2(before: [Chunk] = [], after: [Chunk] = []) -> PNGBuilder {
    PNGBuilder(
      width: 2, height: 2, bitDepth: 8, colourType: 0, before: before, rows: [[0, 0], [255, 255]],
      after: after)
  }

  func index(of type: String) -> Int? { chunks.firstIndex { $0.type == type } }
}

func bigEndian(_ value: Int) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

/// Returns the checksum of a PNG chunk's bytes.
func crc32(_ bytes: [UInt8]) -> Int {
  var checksum: UInt32 = 0xFFFF_FFFF
  for byte in bytes { checksum = checksum >> 8 ^ crcTable[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] }
  return Int(checksum ^ 0xFFFF_FFFF)
}

/// The CRC-32 of each byte, for `crc32(_:)`.
private let crcTable: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
}

/// Returns a zlib stream that holds the bytes, at most 65,535, uncompressed.
func zlibStream(_ bytes: [UInt8]) -> [UInt8] {
  let (low, high) = (UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8))
  var (a, b) = (1, 0)
  for byte in bytes {
    a = (a + Int(byte)) % 65521
    b = (b + a) % 65521
  }
  return [0x78, 0x01, 0x01, low, high, ~low, ~high] + bytes + bigEndian(b << 16 | a)
}
