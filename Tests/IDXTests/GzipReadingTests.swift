import IDX
import Testing

struct GzipReadingTests {
  @Test func nameWithoutAnEndIsRefused() throws {
    let start: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 255]
    for count in [65_536, 3_000_000] {
      let bytes = start + [UInt8](repeating: 0x61, count: count)
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
      #expect(error?.code == .corruptGzip && error?.byteOffset == 10)
    }
  }

  private let array: IDXArray
  /// The DEFLATE data and the trailer of the array.
  private let body: [UInt8]

  init() async throws {
    array = try IDXArray((0..<40).map { Int16($0 * 700 - 9000) }, dimensions: [4, 10])
    body = Array(try await array.gzipped().dropFirst(10))
  }

  /// Computes the CRC-32 bit by bit, as RFC 1952 defines it.
  private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320 }
    }
    return ~crc
  }

  /// A header with all optional fields.
  private var fullHeader: [UInt8] {
    let fields: [UInt8] =
      [0x1F, 0x8B, 8, 0x1F, 0x78, 0x56, 0x34, 0x12, 2, 3] + [5, 0, 9, 8, 0, 7, 6] + Array("name".utf8) + [0]
      + Array("a comment".utf8) + [0]
    let crc = crc32(fields)
    return fields + [UInt8(truncatingIfNeeded: crc), UInt8(truncatingIfNeeded: crc >> 8)]
  }

  @Test func allFieldsOfTheHeaderAreRead() throws {
    let file = try IDXFile(parsing: fullHeader + body)
    #expect(file.array == array)
    let header = try #require(file.gzipHeader)
    #expect(header.flags == 0x1F)
    #expect(header.modificationTime == 0x1234_5678)
    #expect(header.extraFlags == 2)
    #expect(header.operatingSystem == 3)
    #expect(header.extraField == [9, 8, 0, 7, 6])
    #expect(header.name == "name")
    #expect(header.comment == "a comment")
  }

  @Test func everyPrefixOfAFullHeaderIsTruncated() {
    let bytes = fullHeader
    for count in 1...bytes.count {
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: Array(bytes[..<count])) }
      #expect(error?.code == .truncated)
      #expect(error?.byteOffset == count)
    }
  }

  @Test func everyMutationOfAHeaderWithAChecksumIsRefused() {
    let bytes = fullHeader
    for offset in bytes.indices {
      var mutated = bytes
      mutated[offset] ^= 0x10
      #expect(throws: IDXError.self, "byte \(offset)") { try IDXArray(parsing: mutated + body) }
    }
  }

  @Test func wrongChecksumOfTheHeaderIsNamed() {
    var bytes = fullHeader
    bytes[5] ^= 1
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes + body) }
    #expect(error?.code == .checksumMismatch)
    #expect(error?.byteOffset == bytes.count - 2)
  }

  @Test func namesThatAreNotUTF8AreLatin1() throws {
    let start: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3]
    #expect(try IDXFile(parsing: start + [0xE9, 0x74, 0xE9, 0] + body).gzipHeader?.name == "été")
    #expect(try IDXFile(parsing: start + Array("été".utf8) + [0] + body).gzipHeader?.name == "été")
  }

  @Test func methodsAndFlagsThatDoNotExistAreRefused() {
    for (offset, value) in [(2, 7 as UInt8), (3, 0x20), (3, 0x40), (3, 0x80)] {
      var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
      bytes[offset] = value
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes + body) }
      #expect(error?.code == .corruptGzip)
      #expect(error?.byteOffset == offset)
    }
  }

  @Test func wrongChecksumOfTheDataIsNamed() async throws {
    var bytes = try await array.gzipped()
    bytes[bytes.count - 8] ^= 1
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
    #expect(error?.code == .checksumMismatch)
    #expect(error?.byteOffset == bytes.count - 8)
  }

  @Test func wrongLengthIsNamed() async throws {
    var bytes = try await array.gzipped()
    bytes[bytes.count - 4] &+= 1
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
    #expect(error?.code == .lengthMismatch)
    #expect(error?.byteOffset == bytes.count - 4)
    #expect(error?.message.contains("is 93, but there are 92 bytes") == true)
  }

  @Test func damagedDataIsNamed() async throws {
    var bytes = try await array.gzipped()
    // Block type 3 does not exist.
    bytes[10] = 0x07
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
    #expect(error?.code == .corruptGzip)
    #expect(error?.message.contains("invalid block type") == true)
  }

  @Test func membersInARowAreOneFile() async throws {
    let bytes = array.encoded()
    for cut in [0, 1, 3, 7, 12, 50, bytes.count] {
      let members = try await Gzip.compress(Array(bytes[..<cut]), name: "first")
      let rest = try await Gzip.compress(Array(bytes[cut...]), name: "second")
      let file = try IDXFile(parsing: members + rest)
      #expect(file.array == array)
      #expect(file.gzipMemberCount == 2)
      #expect(file.gzipHeader?.name == "first")
    }
  }

  @Test func checksumsOfAllMembersAreLookedAt() async throws {
    let bytes = array.encoded()
    let first = try await Gzip.compress(Array(bytes[..<50]))
    let second = try await Gzip.compress(Array(bytes[50...]))
    for offset in [first.count - 8, first.count + second.count - 8] {
      var mutated = first + second
      mutated[offset] ^= 1
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: mutated) }
      #expect(error?.code == .checksumMismatch)
      #expect(error?.byteOffset == offset)
    }
  }

  @Test func whatFollowsTheLastMemberIsRefused() async throws {
    let bytes = try await array.gzipped()
    for extra in [[0], [0, 0, 0, 0], Array("end".utf8)] as [[UInt8]] {
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes + extra) }
      #expect(error?.code == .trailingBytes)
      #expect(error?.byteOffset == bytes.count)
      #expect(error?.message.contains("\(extra.count) bytes too many") == true)
    }
    #expect(throws: IDXError.self) { try IDXArray(parsing: bytes + [0x1F]) }
    #expect(throws: IDXError.self) { try IDXArray(parsing: bytes + [0x1F, 0x8C]) }
    #expect(throws: IDXError.self) { try IDXArray(parsing: bytes + bytes) }
  }

  @Test func rawFilesHaveNoGzipHeader() throws {
    let file = try IDXFile(parsing: array.encoded())
    #expect(file.gzipHeader == nil)
    #expect(file.gzipMemberCount == 0)
  }
}
