import IDX
import Testing

struct IDXReadingTests {
  private let array: IDXArray

  init() throws {
    array = try IDXArray((0..<24).map { UInt8($0 * 9 % 251) }, dimensions: [2, 3, 4])
  }

  @Test func everyPrefixOfARawFileIsTruncated() throws {
    let bytes = array.encoded()
    for count in bytes.indices {
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: Array(bytes[..<count])) }
      #expect(error?.code == .truncated)
      #expect(error?.byteOffset == count)
      #expect(error?.message.contains("byte \(count) is missing") == true)
    }
  }

  @Test(arguments: [0, 6])
  func everyPrefixOfAGzipFileIsTruncated(level: Int) async throws {
    let bytes = try await array.gzipped(name: "some-idx3-ubyte", level: level)
    for count in bytes.indices {
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: Array(bytes[..<count])) }
      #expect(error?.code == .truncated, "\(count): \(String(describing: error))")
    }
  }

  @Test(arguments: [0, 6])
  func noMutationOfAGzipFileChangesTheElements(level: Int) async throws {
    let name = "some-idx3-ubyte"
    let bytes = try await array.gzipped(name: name, level: level)
    let textFlag = 3
    let timeAndSystem = 4..<10
    let nameField = 10..<10 + name.utf8.count
    let compressed = nameField.upperBound + 1..<bytes.count - 8
    for offset in bytes.indices {
      for change in UInt8(1)...255 {
        var mutated = bytes
        mutated[offset] ^= change
        // Without its final zero, the name continues into the following bytes.
        guard let read = try? IDXArray(parsing: mutated) else { continue }
        #expect(read == array, "byte \(offset) ^ \(change)")
        // Inside the compressed data, the changed bit may be unused.
        #expect(
          offset == textFlag || timeAndSystem.contains(offset) || nameField.contains(offset)
            || compressed.contains(offset), "byte \(offset) ^ \(change)")
      }
    }
  }

  @Test func everyMutationOfARawFileIsRefusedOrKeepsItsSize() {
    let bytes = array.encoded()
    for offset in bytes.indices {
      for change in UInt8(1)...255 {
        var mutated = bytes
        mutated[offset] ^= change
        guard let read = try? IDXArray(parsing: mutated) else { continue }
        #expect(read.encoded() == mutated)
      }
    }
  }

  @Test func bytesBehindARawFileAreRefused() {
    let bytes = array.encoded()
    for extra in [[0], [0, 0], [UInt8](repeating: 7, count: 100)] as [[UInt8]] {
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes + extra) }
      #expect(error?.code == .trailingBytes)
      #expect(error?.byteOffset == bytes.count)
    }
  }

  @Test func bytesBehindTheElementsInsideAGzipFileAreRefused() async throws {
    let bytes = try await Gzip.compress(array.encoded() + [1])
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
    #expect(error?.code == .trailingBytes)
    #expect(error?.byteOffset == array.encoded().count)
    #expect(error?.message.contains("of the decompressed data") == true)
  }

  @Test func missingBytesInsideAGzipFileAreTruncation() async throws {
    let bytes = array.encoded()
    for count in bytes.indices {
      let error = await #expect(throws: IDXError.self) {
        try await IDXArray(parsing: Gzip.compress(Array(bytes[..<count])))
      }
      #expect(error?.code == .truncated)
    }
  }

  @Test func messageSaysWhatWasFoundAndExpected() {
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: [0, 0, 7, 1, 0, 0, 0, 0]) }
    #expect(
      error?.description
        == "byte 2, the element type, is 0x07, expected one of 0x08 uint8, 0x09 int8, 0x0b int16, 0x0c int32, "
        + "0x0d float32, 0x0e float64. The file is damaged or not IDX; fetch it again.")
  }

  @Test(arguments: [
    ("<!DOCTYPE html>", "web page"), ("PK\u{3}\u{4}", "zip"),
    ("version https://git-lfs.github.com/spec/v1", "git lfs"),
    ("BZh91AY", "bzip2"), ("\u{3}\u{8}\u{0}\u{0}", "byte order"), ("label,pixel1", "Is this the right file?"),
  ])
  func otherFormatsAreNamed(start: String, hint: String) {
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: Array(start.utf8)) }
    #expect(error?.code == .notIDX)
    #expect(error?.byteOffset == 0)
    #expect(error?.message.contains(hint) == true)
  }

  @Test func aSecondByteThatIsNotZeroIsNotIDX() {
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: [0, 1, 8, 1]) }
    #expect(error?.code == .notIDX)
    #expect(error?.byteOffset == 1)
    #expect(error?.message.contains("byte 1 is 0x01, expected 0x00") == true)
  }

  @Test func filesCompressedTwiceAreNamed() async throws {
    let twice = try await Gzip.compress(array.gzipped())
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: twice) }
    #expect(error?.code == .notIDX)
    #expect(error?.message.contains("compressed twice") == true)
  }

  @Test func limitOfTheCallerIsKept() async throws {
    for bytes in [array.encoded(), try await array.gzipped()] {
      #expect(try IDXArray(parsing: bytes, maximumPayloadByteCount: 24) == array)
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes, maximumPayloadByteCount: 23) }
      #expect(error?.code == .limitExceeded)
    }
  }
}
