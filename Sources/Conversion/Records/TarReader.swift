internal import FileSystem
internal import Wording

/// Reads a tar file from front to back: POSIX's ustar and pax, and GNU's long names and large sizes.
struct TarReader<Source: ByteSource> {
  struct Member {
    /// The path in the file, as it was written.
    let name: String
    /// nil if the content is larger than it may be; it was passed over.
    let content: [UInt8]?
    let byteCount: Int
  }

  private var source: Source
  /// The greatest size of a member's content, in bytes.
  private let largestContent: Int

  private static var blockByteCount: Int { 512 }
  /// The greatest size of the fields of a pax header or of a long name, in bytes.
  private static var largestHeader: Int { 1 << 20 }

  init(_ source: Source, largestContent: Int) {
    self.source = source
    self.largestContent = largestContent
  }

  /// Returns the next file; nil at the end. Folders, links and devices are passed over.
  mutating func next() throws(RecordFault) -> Member? {
    var longName: String?
    var longSize: Int?
    while true {
      let block = try read(Self.blockByteCount)
      if block.isEmpty { throw RecordFault("the tar file is cut off: it has no end; make it again") }
      guard block.count == Self.blockByteCount else { throw Self.cutOff }
      // Two blocks of zeros end a file; whatever follows the first is no member.
      if block.allSatisfy({ $0 == 0 }) { return nil }
      let header = try TarHeader(block)
      let size = longSize ?? header.byteCount
      switch header.kind {
      case "L":
        longName = try text(of: try content(size, limit: Self.largestHeader))
      case "x":
        let fields = try Self.fields(of: try content(size, limit: Self.largestHeader) ?? [])
        longName = fields["path"] ?? longName
        if let text = fields["size"] {
          guard let number = Int(text), number >= 0 else {
            throw .damaged("a size in a header is '\(printable(text))'")
          }
          longSize = number
        }
      case "0", "\0", "7":
        let name = if let longName { longName } else { try text(of: header.name) }
        // A name that ends in a slash is a folder in old files.
        let bytes = try content(size, limit: largestContent)
        if !name.hasSuffix("/") { return Member(name: name, content: bytes, byteCount: size) }
        (longName, longSize) = (nil, nil)
      default:
        _ = try content(size, limit: 0)
        (longName, longSize) = (nil, nil)
      }
    }
  }

  private static var cutOff: RecordFault { RecordFault("the tar file is cut off; make it again") }

  private mutating func read(_ count: Int) throws(RecordFault) -> [UInt8] {
    do throws(FileSystemError) {
      return try source.next(count)
    } catch {
      throw RecordFault(error.problem)
    }
  }

  /// Returns the content of a member, and passes over what fills its last block; nil if it is larger than the limit.
  private mutating func content(_ byteCount: Int, limit: Int) throws(RecordFault) -> [UInt8]? {
    var bytes: [UInt8]?
    var rest = byteCount
    if byteCount <= limit {
      let content = try read(byteCount)
      guard content.count == byteCount else { throw Self.cutOff }
      (bytes, rest) = (content, 0)
    }
    let fill = (Self.blockByteCount - byteCount % Self.blockByteCount) % Self.blockByteCount
    while rest > 0 {
      let piece = try read(min(rest, 1 << 20)).count
      guard piece > 0 else { throw Self.cutOff }
      rest -= piece
    }
    guard try read(fill).count == fill else { throw Self.cutOff }
    return bytes
  }

  private func text(of bytes: [UInt8]?) throws(RecordFault) -> String {
    guard let bytes, let text = String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self) else {
      throw RecordFault("the tar file has a name that is not UTF-8; rename the member")
    }
    return text
  }

  /// Returns the fields of a pax header: lines of length, blank, name=value, where the length counts the whole line.
  private static func fields(of bytes: [UInt8]) throws(RecordFault) -> [String: String] {
    var fields: [String: String] = [:]
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let blank = rest.firstIndex(of: UInt8(ascii: " ")),
        let length = Int(String(decoding: rest[..<blank], as: UTF8.self)),
        length > blank - rest.startIndex + 1,
        length <= rest.count, rest[rest.startIndex + length - 1] == UInt8(ascii: "\n")
      else { throw .damaged("it has a pax header that cannot be read") }
      let line = rest[(blank + 1)..<(rest.startIndex + length - 1)]
      if let sign = line.firstIndex(of: UInt8(ascii: "=")),
        let name = String(validating: line[..<sign], as: UTF8.self),
        let value = String(validating: line[(sign + 1)...], as: UTF8.self)
      {
        fields[name] = value
      }
      rest = rest.dropFirst(length)
    }
    return fields
  }
}

/// The header of one member.
private struct TarHeader {
  let kind: Character
  let name: [UInt8]
  let byteCount: Int

  init(_ block: [UInt8]) throws(RecordFault) {
    // The checksum is that of the header with blanks in its place.
    let sum = block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
    guard Self.octal(block[148..<156]) == sum else {
      throw RecordFault("this is no tar file, or a damaged one: the checksum of a member does not hold")
    }
    let size: Int?
    if block[124] & 0x80 != 0 {
      // GNU writes sizes from 8 GiB on as big-endian numbers.
      size =
        block[125..<128].allSatisfy { $0 == 0 }
        ? Int(exactly: block[128..<136].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) : nil
    } else {
      size = Self.octal(block[124..<136])
    }
    guard let size, size < 1 << 50 else { throw .damaged("a member has an impossible size") }
    byteCount = size
    kind = Character(Unicode.Scalar(block[156]))
    let own = block[..<100].prefix { $0 != 0 }
    // GNU has other fields in the place of ustar's prefix.
    let prefix = block[257..<263].elementsEqual("ustar\0".utf8) ? block[345..<500].prefix { $0 != 0 } : []
    name = prefix.isEmpty ? Array(own) : Array(prefix) + [UInt8(ascii: "/")] + Array(own)
  }

  /// Returns the number of octal digits with blanks and zeros around them; 0 for none, nil for anything else.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 32 }.prefix { $0 != 32 && $0 != 0 }
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
      number = number << 3 | Int(digit - UInt8(ascii: "0"))
    }
    return number
  }
}
