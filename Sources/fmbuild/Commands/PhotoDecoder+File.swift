internal import DatasetBuilding
internal import FileSystem
internal import ImageCodecs

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension PhotoDecoder {
  /// Decodes a file.
  ///
  /// - Throws: `DatasetError` with the path, what is wrong and what to do.
  mutating func decode(file path: String, options: DecodingOptions = DecodingOptions()) throws(DatasetError)
    -> DecodedPhoto
  {
    guard FileIdentity(path)?.isFolder != true else {
      throw DatasetError(.invalidInput, "\(path): this is a folder; name photos in it")
    }
    guard let file = FileManager.default.contents(atPath: path) else {
      throw DatasetError(.inputOutput, "\(path): the file cannot be read; check its name and permissions")
    }
    do throws(ImageCodecs.DecodingError) {
      return try decode([UInt8](file), options: options)
    } catch {
      throw DatasetError(.invalidInput, "\(path): \(error.message); \(error.remedy)")
    }
  }
}
