internal import CLibDeflate

/// The checksum of gzip: that of ISO 3309, by libdeflate.
struct CRC32: Equatable {
  private(set) var value: UInt32 = 0

  init() {}

  init(_ bytes: Span<UInt8>) { update(with: bytes) }

  mutating func update(with bytes: Span<UInt8>) {
    // libdeflate takes no address, which no bytes may have, for a new beginning.
    guard !bytes.isEmpty else { return }
    value = unsafe bytes.withUnsafeBufferPointer { unsafe libdeflate_crc32(value, $0.baseAddress, $0.count) }
  }
}
