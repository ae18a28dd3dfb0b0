package import DatasetFormat
internal import FileSystem
package import ImageCodecs

extension PhotoDecoder {
  /// Decodes a photo in a file.
  ///
  /// - Throws: `DatasetError` with the path, the problem and the remedy.
  package mutating func decode(file path: String, options: DecodingOptions = DecodingOptions())
    throws(DatasetError) -> DecodedPhoto
  {
    guard FileIdentity(path)?.isFolder != true else {
      throw DatasetError(.invalidInput, "\(path): this is a folder; name photos in it")
    }
    let bytes: [UInt8]
    do throws(FileSystemError) {
      bytes = try WholeFile.bytes(
        path, maximumByteCount: FileBuffer.maximumByteCount, remedy: "is it a photo?")
    } catch {
      guard error.code != .notFound else {
        throw DatasetError(.inputOutput, "\(path): there is no such file; check the name")
      }
      throw DatasetError(error)
    }
    return try decode(bytes, name: path, options: options)
  }

  /// Decodes the bytes of a photo's file.
  ///
  /// - Parameter name: the name of the photo in messages.
  /// - Throws: `DatasetError` with the name, the problem and the remedy.
  package mutating func decode(_ bytes: [UInt8], name: String, options: DecodingOptions = DecodingOptions())
    throws(DatasetError) -> DecodedPhoto
  {
    do throws(ImageCodecs.DecodingError) {
      return try decode(bytes, options: options)
    } catch {
      throw DatasetError(.invalidInput, "\(name): \(error.message); \(error.remedy)")
    }
  }
}
