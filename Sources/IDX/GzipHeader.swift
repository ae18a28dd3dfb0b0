/// The header of a gzip file, before the compressed data (RFC 1952, section 2.3).
public struct GzipHeader: Hashable, Sendable {
  /// The flags as stored in the file: 1 text, 2 header checksum, 4 extra field, 8 name, 16 comment.
  public let flags: UInt8

  /// The time of the file's last change, in seconds since the beginning of 1970; 0 if it is not recorded.
  public let modificationTime: UInt32

  /// The compressor's setting: 2 for the smallest result, 4 for the highest speed.
  public let extraFlags: UInt8

  /// The system that wrote the file: 0 MS-DOS or Windows, 3 Unix, 255 unknown.
  public let operatingSystem: UInt8

  /// Data for other programs, such as bgzip.
  public let extraField: [UInt8]

  /// FNAME, the name that `gzip -dN` and 7-Zip give to the unpacked file.
  ///
  /// The name is read as UTF-8, which gzip writes on most systems, or, if it is not valid UTF-8, as ISO 8859-1, which
  /// the RFC requires.
  public let name: String?

  public let comment: String?

  /// Reads the gzip header of a file; nil if the file is not gzipped.
  ///
  /// - Throws: `IDXError`, with `corruptGzip`, `checksumMismatch` or `truncated` for an invalid header.
  public init?(contentsOf path: String) throws(IDXError) {
    do {
      let reader = try ByteReader(path: path)
      guard try Self.startsMember(reader) else { return nil }
      try self.init(readingFrom: reader)
    } catch {
      throw error.about(path)
    }
  }

  /// - Precondition: `name` is one that `checkName` accepts.
  init(name: String?) {
    flags = name == nil ? 0 : Flag.name
    modificationTime = 0
    extraFlags = 0
    // The value does not depend on the operating system, so that the bytes are the same everywhere.
    operatingSystem = 255
    extraField = []
    self.name = name
    comment = nil
  }

  /// Returns the header's bytes as stored in the file; only for a header made by `init(name:)`.
  func encoded() -> [UInt8] {
    Self.magic + [Self.deflateMethod, flags] + modificationTime.littleEndianBytes + [
      extraFlags, operatingSystem,
    ]
      + (name.map { Array($0.utf8) + [0] } ?? [])
  }

  /// - Throws: `IDXError` with the code `invalidArgument` for a name that no file can have.
  static func checkName(_ name: String?) throws(IDXError) {
    guard let name else { return }
    guard !name.isEmpty, !name.utf8.contains(0), !name.utf8.contains(UInt8(ascii: "/")) else {
      throw IDXError(
        .invalidArgument,
        "\"\(name)\" cannot be the name in a gzip header: it must not be empty nor contain a slash or a zero. "
          + "Pass the bare name of the file.")
    }
  }
}

extension GzipHeader {
  private static let magic: [UInt8] = [0x1F, 0x8B]
  private static let deflateMethod: UInt8 = 8

  private enum Flag {
    static let checksum: UInt8 = 2
    static let extraField: UInt8 = 4
    static let name: UInt8 = 8
    static let comment: UInt8 = 16
    static let reserved: UInt8 = 0xE0
  }

  /// Returns whether the file begins with the magic number of gzip, or ends within it.
  static func startsMember(_ reader: ByteReader) throws(IDXError) -> Bool {
    let start = try reader.peekBytes(magic.count)
    return !start.isEmpty && magic.starts(with: start)
  }

  /// Reads one header, leaving `reader` at the compressed data.
  init(readingFrom reader: ByteReader) throws(IDXError) {
    var scanner = Scanner(reader)
    for expected in Self.magic {
      let offset = reader.offset
      let found = try scanner.byte()
      guard found == expected else {
        throw .corruptGzip(
          "is \(hexadecimal(found)), expected \(hexadecimal(expected)) of gzip's magic", at: offset)
      }
    }
    let methodOffset = reader.offset
    let method = try scanner.byte()
    guard method == Self.deflateMethod else {
      throw .corruptGzip("is the method \(hexadecimal(method)), expected 0x08, deflate", at: methodOffset)
    }
    let flags = try scanner.byte()
    guard flags & Flag.reserved == 0 else {
      throw .corruptGzip(
        "has the flags \(hexadecimal(flags)), expected none above 0x1f", at: methodOffset + 1)
    }
    self.flags = flags
    modificationTime = UInt32(littleEndianBytes: try scanner.bytes(4))
    extraFlags = try scanner.byte()
    operatingSystem = try scanner.byte()
    if flags & Flag.extraField != 0 {
      let count = UInt32(littleEndianBytes: try scanner.bytes(2))
      extraField = try scanner.bytes(Int(count))
    } else {
      extraField = []
    }
    name = flags & Flag.name != 0 ? try scanner.text() : nil
    comment = flags & Flag.comment != 0 ? try scanner.text() : nil
    if flags & Flag.checksum != 0 { try scanner.checkChecksum() }
  }

  /// Reads bytes from a reader and stores them for the header's checksum.
  private struct Scanner {
    private let reader: ByteReader
    private var taken: [UInt8] = []

    init(_ reader: ByteReader) { self.reader = reader }

    mutating func byte() throws(IDXError) -> UInt8 {
      guard let byte = try reader.nextByte() else {
        throw .truncatedGzip(at: reader.offset, inside: "the gzip header")
      }
      taken.append(byte)
      return byte
    }

    mutating func bytes(_ count: Int) throws(IDXError) -> [UInt8] {
      var bytes: [UInt8] = []
      while bytes.count < count { bytes.append(try byte()) }
      return bytes
    }

    /// The greatest length in bytes of a name or comment, far more than a file system takes.
    private static let longestText = 65_535

    /// Reads text up to a zero byte.
    mutating func text() throws(IDXError) -> String {
      let offset = reader.offset
      var bytes: [UInt8] = []
      while true {
        let byte = try byte()
        if byte == 0 { break }
        guard bytes.count < Self.longestText else {
          throw .corruptGzip("begins a name or comment of more than \(Self.longestText) bytes", at: offset)
        }
        bytes.append(byte)
      }
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// Reads the header's checksum, the lower 16 bits of the CRC-32 of all header bytes before it, and compares it.
    mutating func checkChecksum() throws(IDXError) {
      let expected = UInt16(truncatingIfNeeded: CRC32(taken.span).value)
      let offset = reader.offset
      let found = UInt16(truncatingIfNeeded: UInt32(littleEndianBytes: try bytes(2)))
      guard found == expected else {
        throw IDXError(
          .checksumMismatch,
          "byte \(offset), the checksum of the gzip header, is \(hexadecimal(found)), expected \(hexadecimal(expected)). "
            + "The file is damaged; fetch it again.", byteOffset: offset)
      }
    }
  }
}

extension IDXError {
  /// Returns an error about the byte at `offset`; `what` is the rest of a sentence that begins with "byte 3".
  static func corruptGzip(_ what: String, at offset: Int) -> IDXError {
    IDXError(.corruptGzip, "byte \(offset) \(what). The file is damaged; fetch it again.", byteOffset: offset)
  }

  static func truncatedGzip(at offset: Int, inside what: String) -> IDXError {
    IDXError(
      .truncated, "byte \(offset) is missing: the file ends inside \(what). It is cut off; fetch it again.",
      byteOffset: offset)
  }
}
