internal import DatasetFormat
internal import FileSystem
internal import ImageCore
internal import Processors

/// How much of a source is read. Sources come from anybody, and a small file can claim to be large.
enum ImportLimits {
  /// The greatest number of images: with more, the manifest would be too large to be read again.
  static let imageCount = 2_000_000

  /// The greatest size in bytes of a file, and of all images together: an eighth of the machine's memory, as they are in
  /// memory several times.
  static let byteCount = Processors.memoryByteCount / 8

  /// Returns the largest number of bytes to which compressed bytes may be unpacked.
  ///
  /// Photos on a plain background become 10 to 40 times as large; a bomb becomes 1,000 times.
  static func unpackedByteCount(of packedByteCount: Int) -> Int {
    let (usual, overflows) = packedByteCount.multipliedReportingOverflow(by: 64)
    return min(byteCount, overflows ? .max : max(256 << 20, usual))
  }

  /// Reads a file of the source.
  static func bytes(_ path: String) throws(FileSystemError) -> [UInt8] {
    try WholeFile.bytes(
      path, maximumByteCount: byteCount, remedy: "use a machine with more memory, or a part of the file")
  }

  /// Returns the type of the images of an array.
  ///
  /// - Parameter dimensions: images, rows, columns and, for colour, channels.
  /// - Throws: `ImportError` if there are no such images, too many, or too large ones.
  static func type(_ dimensions: [Int], of what: String) throws(ImportError) -> ExampleType {
    guard let type = ExampleType(idxDimensions: dimensions), type.size.width > 0, type.size.height > 0 else {
      throw ImportError(what, "\(shapeText(dimensions)) is no shape of images; \(remedy(dimensions))")
    }
    guard (1...imageCount).contains(dimensions[0]) else {
      throw ImportError(
        what, "there are \(dimensions[0]) images, and 1 to \(imageCount) are imported; take a part of them")
    }
    return type
  }

  static func shapeText(_ shape: [Int]) -> String {
    "(" + shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "") + ")"
  }

  private static func remedy(_ shape: [Int]) -> String {
    if shape.count == 2 {
      return "save them as (images, rows, columns), with reshape(-1, 28, 28) for 784 columns"
    }
    if shape.count == 4, shape[1] == 1 || shape[1] == 3 {
      return "put the channels last with transpose(0, 2, 3, 1)"
    }
    return "save them as (images, rows, columns) or (images, rows, columns, 3)"
  }
}
