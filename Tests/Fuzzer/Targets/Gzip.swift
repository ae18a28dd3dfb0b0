internal import IDX

extension FuzzTarget {
  /// The same bytes as several members, as raw DEFLATE data, and as the header of a member.
  static let gzip = FuzzTarget("gzip") { bytes in
    let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    for file in [bytes, start + bytes, bytes + bytes] {
      _ = try? IDXFile(parsing: file, maximumPayloadByteCount: 1 << 22)
    }
  }
}
