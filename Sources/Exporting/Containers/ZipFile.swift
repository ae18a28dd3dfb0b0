internal import FileSystem
internal import IDX

/// Writes a zip file member by member, in zip64 where a size or a place does not fit into 32 bits.
///
/// Sizes and checksums stand in the local headers, so that no reader needs data descriptors; all dates are the first of
/// 1980, the earliest that zip has.
struct ZipFile {
  private struct Member {
    let name: [UInt8]
    let isDeflated: Bool
    let offset: Int
    let isLarge: Bool
    var crc: UInt32 = 0
    var byteCount = 0
    var packedByteCount = 0
  }

  private let folder: ExportFolder
  private let file: GrowingFile
  /// The number from which sizes and places are written with 64 bits.
  private let zip64Threshold: Int
  private var members: [Member] = []

  private static let noNumber = UInt32.max
  private static let date: UInt16 = 1 << 5 | 1

  init(_ folder: ExportFolder, _ file: GrowingFile, zip64Threshold: Int = Int(UInt32.max)) {
    self.folder = folder
    self.file = file
    self.zip64Threshold = zip64Threshold
  }

  /// Appends a member.
  ///
  /// - Parameter byteCount: the number of bytes of the stream.
  mutating func append(
    _ stream: PieceStream, byteCount: Int, as name: String, isDeflated: Bool
  ) async throws {
    // What cannot be compressed becomes a little larger.
    let largest = isDeflated ? byteCount + byteCount / 1_000 + 1_000 : byteCount
    var member = Member(
      name: Array(name.utf8), isDeflated: isDeflated, offset: file.byteCount,
      isLarge: largest >= zip64Threshold)
    try file.append(localHeader(member))
    let start = file.byteCount
    if isDeflated {
      let compressed = try await folder.append(stream, compressedAs: .none, to: file)
      (member.crc, member.byteCount) = (compressed.crc.value, compressed.sourceByteCount)
    } else {
      var crc = CRC32()
      try await folder.append(stream, to: file) { crc.update(with: $0.span) }
      (member.crc, member.byteCount) = (crc.value, file.byteCount - start)
    }
    precondition(member.byteCount == byteCount, "a member has the announced length")
    member.packedByteCount = file.byteCount - start
    try file.replace(at: member.offset, with: localHeader(member))
    members.append(member)
  }

  /// Appends the directory of the members, with which the file ends.
  func finish() throws {
    let start = file.byteCount
    for member in members { try file.append(directoryEntry(member)) }
    let size = file.byteCount - start
    let isFar = start >= zip64Threshold
    if isFar {
      var end =
        UInt32(0x0606_4B50).littleEndianBytes + UInt64(44).littleEndianBytes + UInt16(45).littleEndianBytes
        + UInt16(45).littleEndianBytes
      end += UInt32(0).littleEndianBytes + UInt32(0).littleEndianBytes
      for number in [members.count, members.count, size, start] { end += UInt64(number).littleEndianBytes }
      end +=
        UInt32(0x0706_4B50).littleEndianBytes + UInt32(0).littleEndianBytes
        + UInt64(start + size).littleEndianBytes + UInt32(1).littleEndianBytes
      try file.append(end)
    }
    var end =
      UInt32(0x0605_4B50).littleEndianBytes + UInt16(0).littleEndianBytes + UInt16(0).littleEndianBytes
    end +=
      UInt16(members.count).littleEndianBytes + UInt16(members.count).littleEndianBytes
      + UInt32(size).littleEndianBytes
    end += (isFar ? Self.noNumber : UInt32(start)).littleEndianBytes + UInt16(0).littleEndianBytes
    try file.append(end)
  }

  private func version(_ member: Member) -> UInt16 {
    member.isLarge || member.offset >= zip64Threshold ? 45 : 20
  }

  /// The fields that both headers of a member have in common.
  private func common(_ member: Member) -> [UInt8] {
    let isASCII = member.name.allSatisfy { $0 < 0x80 }
    var fields =
      UInt16(isASCII ? 0 : 0x800).littleEndianBytes + UInt16(member.isDeflated ? 8 : 0).littleEndianBytes
    fields += UInt16(0).littleEndianBytes + Self.date.littleEndianBytes + member.crc.littleEndianBytes
    for size in [member.packedByteCount, member.byteCount] {
      fields += (member.isLarge ? Self.noNumber : UInt32(size)).littleEndianBytes
    }
    return fields + UInt16(member.name.count).littleEndianBytes
  }

  private func localHeader(_ member: Member) -> [UInt8] {
    let extra = member.isLarge ? Self.extra([member.byteCount, member.packedByteCount]) : []
    return UInt32(0x0403_4B50).littleEndianBytes + version(member).littleEndianBytes + common(member)
      + UInt16(extra.count).littleEndianBytes
      + member.name + extra
  }

  private func directoryEntry(_ member: Member) -> [UInt8] {
    let isFar = member.offset >= zip64Threshold
    let extra = Self.extra(
      (member.isLarge ? [member.byteCount, member.packedByteCount] : []) + (isFar ? [member.offset] : []))
    var entry =
      UInt32(0x0201_4B50).littleEndianBytes + version(member).littleEndianBytes
      + version(member).littleEndianBytes + common(member)
    entry += UInt16(extra.count).littleEndianBytes + [UInt8](repeating: 0, count: 10)
    return entry + (isFar ? Self.noNumber : UInt32(member.offset)).littleEndianBytes + member.name + extra
  }

  /// The extra field of zip64 with the numbers that the header has no room for.
  private static func extra(_ numbers: [Int]) -> [UInt8] {
    numbers.isEmpty
      ? []
      : UInt16(1).littleEndianBytes + UInt16(8 * numbers.count).littleEndianBytes
        + numbers.flatMap { UInt64($0).littleEndianBytes }
  }
}
