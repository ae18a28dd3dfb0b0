/// A place in bytes of a file from which numbers are read, least significant byte first. Every read is checked.
struct ByteCursor {
  let bytes: [UInt8]
  private(set) var place: Int
  private let file: String

  /// - Throws: `ImportError` if the place is not within the bytes.
  init(_ bytes: [UInt8], at place: Int = 0, of file: String) throws(ImportError) {
    self.bytes = bytes
    self.place = place
    self.file = file
    guard (0...bytes.count).contains(place) else { throw Self.damaged(file, at: place) }
  }

  static func damaged(_ file: String, at place: Int) -> ImportError {
    ImportError(file, "the file is damaged or cut off near byte \(max(0, place)); fetch it again")
  }

  /// The number of bytes that are left.
  var remaining: Int { bytes.count - place }

  /// The error of a file that is damaged at this place.
  var damage: ImportError { Self.damaged(file, at: place) }

  /// Takes bytes.
  ///
  /// - Throws: `ImportError` if fewer are left.
  mutating func take(_ count: Int) throws(ImportError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - place else { throw Self.damaged(file, at: place) }
    defer { place += count }
    return bytes[place..<(place + count)]
  }

  /// Takes a number of 1 to 8 bytes.
  ///
  /// - Throws: `ImportError` if the bytes end before, or the number does not fit into `Int`.
  mutating func number(byteCount: Int) throws(ImportError) -> Int {
    guard let number = Int(exactly: try bits(byteCount: byteCount)) else { throw damage }
    return number
  }

  /// Takes the bits of a number of 1 to 8 bytes.
  mutating func bits(byteCount: Int) throws(ImportError) -> UInt64 {
    try take(byteCount).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  }

  /// Takes a number in groups of seven bits, the lowest first, the upper bit set in all but the last.
  ///
  /// - Throws: `ImportError` if the bytes end before, or the number has more than 64 bits.
  mutating func varint() throws(ImportError) -> UInt64 {
    var result: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try bits(byteCount: 1)
      guard shift < 63 || byte < 2 else { throw damage }
      result |= (byte & 127) << shift
      if byte < 128 { return result }
    }
    throw damage
  }
}
