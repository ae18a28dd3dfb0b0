/// Functions that change JPEGs, byte by byte.
enum JPEGEditing {
  static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let length = payload.count + 2
    return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + payload
  }

  /// Returns the file with segments inserted after its first two bytes.
  static func inserting(_ segments: [UInt8], into file: [UInt8]) -> [UInt8] {
    Array(file[..<2]) + segments + Array(file[2...])
  }

  /// Returns the offset of the header's first segment with this marker; nil if there is none.
  static func offset(of marker: UInt8, in file: [UInt8]) -> Int? {
    var offset = 2
    while offset + 4 <= file.count, file[offset] == 0xFF {
      if file[offset + 1] == marker { return offset }
      if file[offset + 1] == 0xDA { return nil }
      offset += 2 + length(ofSegmentAt: offset, in: file)
    }
    return nil
  }

  static func length(ofSegmentAt offset: Int, in file: [UInt8]) -> Int {
    Int(file[offset + 2]) << 8 | Int(file[offset + 3])
  }

  /// Returns the file without the header's segments that have this marker.
  static func removing(_ marker: UInt8, from file: [UInt8]) -> [UInt8] {
    var file = file
    while let offset = offset(of: marker, in: file) {
      file.removeSubrange(offset..<offset + 2 + length(ofSegmentAt: offset, in: file))
    }
    return file
  }

  /// Returns the offset of the first scan's data; nil if there is no scan.
  static func firstDataOffset(in file: [UInt8]) -> Int? {
    offset(of: 0xDA, in: file).map { $0 + 2 + length(ofSegmentAt: $0, in: file) }
  }
}
