import IDX
import Testing

struct DecompressionBombTests {
  /// Returns the bytes of a header for images of 28x28.
  private func header(imageCount: Int) throws -> [UInt8] {
    try IDXHeader(elementType: .uint8, dimensions: [imageCount, 28, 28]).encoded()
  }

  @Test func fourBillionImagesAreRefusedBeforeMemoryIsTaken() async throws {
    let start = try header(imageCount: 4_294_967_295)
    let zeros = [UInt8](repeating: 0, count: 1_000_000)
    for bytes in [start, start + zeros, try await Gzip.compress(zeros, precededBy: start)] {
      let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
      #expect(error?.code == .truncated)
      #expect(error?.message.contains("3367254359280 bytes") == true)
    }
  }

  @Test func noMoreIsDecompressedThanAnnounced() async throws {
    // One image is announced, and 50 MB follow. The damage after that is never reached, so it causes no error.
    let zeros = [UInt8](repeating: 0, count: 50_000_000)
    var bytes = try await Gzip.compress(zeros, precededBy: header(imageCount: 1))
    #expect(bytes.count < 60_000)
    for offset in bytes.count - 1000..<bytes.count { bytes[offset] = 0xFF }
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
    #expect(error?.code == .trailingBytes)
    #expect(error?.byteOffset == 16 + 784)
  }

  @Test func damageInWhatIsAnnouncedIsFound() async throws {
    let zeros = [UInt8](repeating: 0, count: 784 * 10_000)
    var bytes = try await Gzip.compress(zeros, precededBy: header(imageCount: 10_000))
    #expect(try IDXArray(parsing: bytes).payload == zeros)
    for offset in bytes.count - 1000..<bytes.count { bytes[offset] = 0xFF }
    #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
  }

  @Test func announcementsThatAreNotKeptAreRefused() async throws {
    let zeros = [UInt8](repeating: 0, count: 784 * 900)
    let bytes = try await Gzip.compress(zeros, precededBy: header(imageCount: 901))
    let error = #expect(throws: IDXError.self) { try IDXArray(parsing: bytes) }
    #expect(error?.code == .truncated)
    #expect(error?.message.contains("only 705600 are there") == true)
  }

  @Test func whatCompressesBestIsNoBomb() async throws {
    // zlib comes close to the limit of the format, 1032 bytes for one; the trees at the beginning take the rest.
    let array = try IDXArray([UInt8](repeating: 0, count: 784 * 50_000), dimensions: [50_000, 28, 28])
    let bytes = try #require(zlibCompressed(array.encoded()))
    #expect(array.payload.count / bytes.count >= 1027)
    #expect(try IDXArray(parsing: bytes) == array)
  }
}
