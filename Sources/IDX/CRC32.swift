internal import CLibDeflate
internal import CZlib

/// The checksum of gzip: that of ISO 3309, by libdeflate.
struct CRC32: Equatable, Sendable {
  private(set) var value: UInt32 = 0

  init() {}

  init(_ bytes: Span<UInt8>) { update(with: bytes) }

  mutating func update(with bytes: Span<UInt8>) {
    // libdeflate takes no address, which no bytes may have, for a new beginning.
    guard !bytes.isEmpty else { return }
    value = unsafe bytes.withUnsafeBufferPointer { unsafe libdeflate_crc32(value, $0.baseAddress, $0.count) }
  }

  /// As if the bytes that `other` is the checksum of stood behind those of this one.
  mutating func append(_ other: CRC32, byteCount: Int) {
    value = UInt32(truncatingIfNeeded: crc32_combine(UInt(value), UInt(other.value), byteCount))
  }
}
