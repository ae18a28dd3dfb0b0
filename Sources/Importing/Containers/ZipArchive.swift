internal import IDX

/// The members of a zip file, which are read by its directory; zip64 as well.
struct ZipArchive {
  struct Member {
    let name: String
    fileprivate let method: Int
    fileprivate let flags: Int
    fileprivate let crc: Int
    fileprivate let packedByteCount: Int
    fileprivate let byteCount: Int
    fileprivate let offset: Int
  }

  let members: [Member]
  private let bytes: [UInt8]
  private let file: String
  /// The number of bytes to which members may still be unpacked.
  private var budget: Int

  private enum Signature {
    static let local = 0x0403_4B50
    static let entry = 0x0201_4B50
    static let end = 0x0605_4B50
    static let largeEnd = 0x0606_4B50
    static let locator = 0x0706_4B50
  }

  /// What a number of 32 bits says if it stands in the extra field of zip64.
  private static let isElsewhere = 0xFFFF_FFFF

  /// - Throws: `ImportError` if the file has no directory, or a damaged one.
  init(_ bytes: [UInt8], file: String) throws(ImportError) {
    self.bytes = bytes
    self.file = file
    budget = ImportLimits.unpackedByteCount(of: bytes.count)
    let (start, count) = try Self.directory(of: bytes, file: file)
    var cursor = try ByteCursor(bytes, at: start, of: file)
    var members: [Member] = []
    for _ in 0..<count {
      // Each entry takes bytes of the file, so that a false count ends at its end.
      members.append(try Self.entry(&cursor, file: file))
    }
    self.members = members
  }

  /// Returns the place of the directory and the number of its entries.
  private static func directory(of bytes: [UInt8], file: String) throws(ImportError) -> (
    start: Int, count: Int
  ) {
    let endByteCount = 22
    let first = max(0, bytes.count - endByteCount - Int(UInt16.max))
    var found: Int?
    if bytes.count >= endByteCount {
      for place in stride(from: bytes.count - endByteCount, through: first, by: -1)
      where bytes[place] == 0x50 && bytes[place + 1] == 0x4B && bytes[place + 2] == 5 && bytes[place + 3] == 6
      {
        found = place
        break
      }
    }
    guard let end = found else {
      throw ImportError(
        file, "the zip file has no directory at its end, so that it is cut off; fetch it again")
    }
    var cursor = try ByteCursor(bytes, at: end + 10, of: file)
    var count = try cursor.number(byteCount: 2)
    _ = try cursor.take(4)
    var start = try cursor.number(byteCount: 4)
    guard count == 0xFFFF || start == isElsewhere else { return (start, count) }
    guard end >= 20 else { return (start, count) }
    var locator = try ByteCursor(bytes, at: end - 20, of: file)
    guard try locator.number(byteCount: 4) == Signature.locator else { return (start, count) }
    _ = try locator.take(4)
    var large = try ByteCursor(bytes, at: locator.number(byteCount: 8), of: file)
    guard try large.number(byteCount: 4) == Signature.largeEnd else {
      throw ByteCursor.damaged(file, at: large.place)
    }
    _ = try large.take(28)
    count = try large.number(byteCount: 8)
    _ = try large.take(8)
    start = try large.number(byteCount: 8)
    return (start, count)
  }

  private static func entry(_ cursor: inout ByteCursor, file: String) throws(ImportError) -> Member {
    guard try cursor.number(byteCount: 4) == Signature.entry else {
      throw ByteCursor.damaged(file, at: cursor.place)
    }
    _ = try cursor.take(4)
    let flags = try cursor.number(byteCount: 2)
    let method = try cursor.number(byteCount: 2)
    _ = try cursor.take(4)
    let crc = try cursor.number(byteCount: 4)
    var packedByteCount = try cursor.number(byteCount: 4)
    var byteCount = try cursor.number(byteCount: 4)
    let nameLength = try cursor.number(byteCount: 2)
    let extraLength = try cursor.number(byteCount: 2)
    let commentLength = try cursor.number(byteCount: 2)
    _ = try cursor.take(8)
    var offset = try cursor.number(byteCount: 4)
    let name = String(decoding: try cursor.take(nameLength), as: UTF8.self)
    var extra = try ByteCursor(Array(cursor.take(extraLength)), of: file)
    _ = try cursor.take(commentLength)
    while extra.bytes.count - extra.place >= 4 {
      let kind = try extra.number(byteCount: 2)
      var field = try ByteCursor(Array(extra.take(extra.number(byteCount: 2))), of: file)
      guard kind == 1 else { continue }
      if byteCount == isElsewhere { byteCount = try field.number(byteCount: 8) }
      if packedByteCount == isElsewhere { packedByteCount = try field.number(byteCount: 8) }
      if offset == isElsewhere { offset = try field.number(byteCount: 8) }
    }
    return Member(
      name: name, method: method, flags: flags, crc: crc, packedByteCount: packedByteCount,
      byteCount: byteCount, offset: offset)
  }

  /// Returns the content of a member.
  ///
  /// - Throws: `ImportError` if it is damaged, encrypted, compressed in a way that NumPy does not use, or too large.
  mutating func content(of member: Member) throws -> [UInt8] {
    let what = "\(file): \(member.name)"
    guard member.flags & 1 == 0, member.method == 0 || member.method == 8 else {
      throw ImportError(
        what,
        member.flags & 1 != 0
          ? "the member is encrypted; save it again with numpy.savez"
          : "the member is compressed by method \(member.method); save it again with numpy.savez_compressed")
    }
    guard member.byteCount <= budget else {
      throw ImportError(
        what,
        "it unpacks to \(member.byteCount) bytes, and at most \(budget) are taken from this file; if you trust it, save it "
          + "again with numpy.savez")
    }
    budget -= member.byteCount
    var cursor = try ByteCursor(bytes, at: member.offset, of: what)
    guard try cursor.number(byteCount: 4) == Signature.local else {
      throw ByteCursor.damaged(what, at: member.offset)
    }
    _ = try cursor.take(22)
    let nameLength = try cursor.number(byteCount: 2)
    let extraLength = try cursor.number(byteCount: 2)
    _ = try cursor.take(nameLength + extraLength)
    let packed = try cursor.take(member.packedByteCount)
    let content = member.method == 0 ? Array(packed) : try Self.inflated(packed, member.byteCount, what)
    guard content.count == member.byteCount, Int(CRC32(content.span).value) == member.crc else {
      throw ImportError(
        what, "the member is damaged: its checksum or its length is wrong; fetch the file again")
    }
    return content
  }

  /// Inflates data, at most as many bytes as announced.
  private static func inflated(_ packed: ArraySlice<UInt8>, _ byteCount: Int, _ what: String) throws
    -> [UInt8]
  {
    let inflater = try Inflater()
    let input = Array(packed)
    var (consumed, result): (Int, [UInt8]) = (0, [])
    // One byte more shows data that are longer than announced.
    while result.count <= byteCount {
      var outcome = Inflater.Outcome.inputUsedUp
      let before = consumed
      let piece = [UInt8](capacity: min(1 << 20, byteCount + 1 - result.count)) { output in
        let (taken, ended) = inflater.inflate(input.span.extracting(consumed...), into: &output)
        consumed += taken
        outcome = ended
      }
      result += piece
      switch outcome {
      case .streamEnd: return result
      case .outputFull where !piece.isEmpty, .inputUsedUp where consumed > before || !piece.isEmpty: continue
      default: throw ImportError(what, "the compressed data are damaged or cut off; fetch the file again")
      }
    }
    throw ImportError(what, "the member has more bytes than the file says; fetch it again")
  }
}
