internal import CLibDeflate
internal import CZlib

/// The CRC-32 checksum that gzip, zip and PNG use (ISO 3309), computed by libdeflate.
package struct CRC32: Equatable, Sendable {
  package private(set) var value: UInt32 = 0

  package init() {}

  package init(_ bytes: Span<UInt8>) { update(with: bytes) }

  package mutating func update(with bytes: Span<UInt8>) {
    // An empty span may have no address, and libdeflate returns the initial checksum for a null pointer.
    guard !bytes.isEmpty else { return }
    value = unsafe bytes.withUnsafeBufferPointer { unsafe libdeflate_crc32(value, $0.baseAddress, $0.count) }
  }

  /// Replaces the checksum by that of its bytes followed by the bytes of `other`, whose number is `byteCount`.
  package mutating func append(_ other: CRC32, byteCount: Int) {
    value = UInt32(truncatingIfNeeded: crc32_combine(UInt(value), UInt(other.value), byteCount))
  }
}
