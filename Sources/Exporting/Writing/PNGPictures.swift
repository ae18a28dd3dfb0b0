package import DatasetFormat
internal import IDX
internal import ImageCore

/// Makes PNG files of images: 8 bits, grey or RGB, no filter, one `IDAT`, no other chunk, so that equal images are equal
/// files.
package struct PNGPictures: Sendable {
  /// Makes the file of one image; used by one task at a time.
  package typealias Encoder = (ArraySlice<UInt8>) throws -> [UInt8]

  private let make: @Sendable (ExampleType) throws -> Encoder

  /// - Parameter make: makes an encoder for images of a type.
  package init(_ make: @escaping @Sendable (ExampleType) throws -> Encoder = Self.encoder) {
    self.make = make
  }

  /// Returns an encoder for images of a type, for one task.
  func encoder(of type: ExampleType) throws -> Encoder { try make(type) }

  /// Returns the files of a range of a split's images.
  func files(of part: SplitData, _ range: Range<Int>) throws -> [[UInt8]] {
    let encode = try encoder(of: part.type)
    return try range.map { try encode(part.bytes(of: $0)) }
  }

  /// Returns the greatest size in bytes of the file of an image, by which files are planned before they are written.
  static func largestFile(of type: ExampleType) -> Int {
    57 + Compressor.largestZlibStream(byteCount: type.byteCount + type.size.height)
  }

  /// Images of 28x28 are hardly smaller at a higher level.
  private static let level = 9

  @Sendable private static func encoder(of type: ExampleType) throws -> Encoder {
    let compressor = try Compressor(level: level)
    let rowLength = type.size.width * type.channelCount
    let header =
      UInt32(type.size.width).bigEndianBytes + UInt32(type.size.height).bigEndianBytes
      + [8, type.channels == .grey ? 0 : 2, 0, 0, 0]
    let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
    let end = chunk("IEND", [])
    return { pixels in
      let lines = [UInt8](capacity: type.byteCount + type.size.height) { output in
        var position = pixels.startIndex
        for _ in 0..<type.size.height {
          output.append(0)
          for byte in pixels[position..<(position + rowLength)] { output.append(byte) }
          position += rowLength
        }
      }
      return start + chunk("IDAT", compressor.zlibStream(of: lines.span)) + end
    }
  }

  private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(kind.utf8) + content
    return UInt32(content.count).bigEndianBytes + body + CRC32(body.span).value.bigEndianBytes
  }
}
