internal import IDX

extension FuzzTarget {
  static let idx = FuzzTarget(
    "idx",
    words: [
      "\0\0\u{08}\u{03}", "\0\0\u{08}\u{01}", "\0\0\u{0D}\u{04}", "\0\0\0\u{1C}", "\u{1F}\u{8B}\u{08}\0",
    ]
  ) { bytes in
    _ = try? IDXHeader(parsing: bytes)
    let file = try IDXFile(parsing: bytes, maximumPayloadByteCount: 1 << 24)
    precondition(file.array.header.payloadByteCount <= 1 << 24, "more than the limit")
  }
}
