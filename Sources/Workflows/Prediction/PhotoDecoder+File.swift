package import Conversion
package import DatasetFormat
internal import FileSystem
package import ImageCodecs

extension PhotoDecoder {
  /// Decodes a photo in a file.
  ///
  /// - Parameter settings: the options of the decoder, and the pipeline, which must be able to make an image of it.
  /// - Throws: `DatasetError` with the path, the problem and the remedy.
  package mutating func decode(file path: String, for settings: MapSettings)
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
      throw DatasetError(error)
    }
    return try decode(bytes, name: path, for: settings)
  }

  /// Decodes the bytes of a photo's file.
  ///
  /// - Parameters:
  ///   - name: the name of the photo in messages.
  ///   - settings: the options of the decoder, and the pipeline, which must be able to make an image of it.
  /// - Throws: `DatasetError` with the name, the problem and the remedy.
  package mutating func decode(_ bytes: [UInt8], name: String, for settings: MapSettings)
    throws(DatasetError) -> DecodedPhoto
  {
    do throws(ImageCodecs.DecodingError) {
      return try decode(bytes, options: settings.effectiveDecoding) {
        header throws(ImageCodecs.DecodingError) in _ = try settings.byteCount(of: header)
      }
    } catch {
      throw DatasetError(.invalidInput, "\(name): \(error.message); \(error.remedy)")
    }
  }
}
