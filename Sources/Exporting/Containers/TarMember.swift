/// A member of a tar file in POSIX's ustar format, without owner and time.
enum TarMember {
  private static let blockByteCount = 512

  /// The bytes after the last member.
  static let end = [UInt8](repeating: 0, count: 2 * blockByteCount)

  /// Returns a member with its header, filled up to whole blocks.
  ///
  /// - Precondition: the name has at most 100 bytes, the content less than 8 GiB.
  static func bytes(_ name: String, _ content: [UInt8]) -> [UInt8] {
    precondition(name.utf8.count <= 100 && content.count < 1 << 33, "a member fits into a ustar header")
    var header: [UInt8] = []
    func field(_ text: String, _ byteCount: Int) {
      header += Array(text.utf8) + [UInt8](repeating: 0, count: byteCount - text.utf8.count)
    }
    field(name, 100)
    field("0000644", 8)
    field("0000000", 8)
    field("0000000", 8)
    field(padded(content.count, 11, radix: 8), 12)
    field(padded(0, 11, radix: 8), 12)
    // The checksum is that of the header with blanks in its place.
    field("        ", 8)
    field("0", 1)
    field("", 100)
    field("ustar", 6)
    field("00", 2)
    header += [UInt8](repeating: 0, count: blockByteCount - header.count)
    let sum = header.reduce(0) { $0 + Int($1) }
    header.replaceSubrange(148..<156, with: Array((padded(sum, 6, radix: 8) + "\0 ").utf8))
    let fill = (blockByteCount - content.count % blockByteCount) % blockByteCount
    return header + content + [UInt8](repeating: 0, count: fill)
  }

  /// Returns the number of bytes of a member.
  static func byteCount(ofContent byteCount: Int) -> Int {
    blockByteCount + (byteCount + blockByteCount - 1) / blockByteCount * blockByteCount
  }
}
