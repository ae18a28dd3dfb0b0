package import Conversion
package import DatasetFormat
internal import FileSystem
package import ImageCodecs

extension PhotoDecoder {
  /// The size of a file in bytes from which on its first bytes are looked at before all are read: 16 MiB.
  private static let largeByteCount = 16 << 20

  /// Decodes a photo in a file.
  ///
  /// - Parameter settings: the options of the decoder, and the pipeline, which must be able to make an image of it.
  /// - Throws: `DatasetError` with the path, the problem and the remedy. Its code is `inputOutput` only if the failure
  ///   is not this photo's own, so that other photos could not be read either.
  package mutating func decode(file path: String, for settings: MapSettings)
    throws(DatasetError) -> DecodedPhoto
  {
    try decode(try read(file: path), name: path, for: settings)
  }

  /// Reads the bytes of a photo's file.
  ///
  /// - Throws: `DatasetError` as `decode(file:for:)`.
  mutating func read(file path: String) throws(DatasetError) -> [UInt8] {
    guard FileIdentity(path)?.isFolder != true else {
      throw DatasetError(.invalidInput, "\(path): this is a folder; name photos in it")
    }
    do throws(FileSystemError) {
      // A film or a disk image is not read as a whole to find that it is no photo.
      if try InputFile(path: path).byteCount > Self.largeByteCount {
        let start = try WholeFile.start(path, byteCount: 4096)
        if let error = rejection(ofStart: start) {
          throw FileSystemError(.notARegularFile, path, "\(error.message); \(error.remedy)")
        }
      }
      return try WholeFile.bytes(
        path, maximumByteCount: FileBuffer.maximumByteCount, remedy: "is it a photo?")
    } catch {
      guard error.code != .notFound else {
        throw DatasetError(.invalidInput, "\(path): there is no such file; check the name")
      }
      throw error.code == .inputOutput ? DatasetError(error) : DatasetError(.invalidInput, error.message)
    }
  }

  /// Returns what is wrong with a file that begins with some bytes, if these tell already that it is no photo.
  mutating func rejection(ofStart bytes: [UInt8]) -> ImageCodecs.DecodingError? {
    do throws(ImageCodecs.DecodingError) {
      _ = try decode(bytes, options: DecodingOptions())
    } catch {
      return [.notAnImage, .unsupportedFormat].contains(error.code) ? error : nil
    }
    return nil
  }

  /// Decodes the bytes of a photo's file.
  ///
  /// - Parameters:
  ///   - name: the name of the photo in messages.
  ///   - settings: the options of the decoder, and the pipeline, which must be able to make an image of it.
  ///   - options: the options of the decoder, if they are not those of the settings.
  ///   - admit: called, before anything is decoded, with the memory in bytes that the photo takes until its image is
  ///     made, beside its file.
  /// - Throws: `DatasetError` with the name, the problem and the remedy.
  package mutating func decode(
    _ bytes: [UInt8], name: String, for settings: MapSettings, options: DecodingOptions? = nil,
    admit: (Int) -> Void = { _ in }
  ) throws(DatasetError) -> DecodedPhoto {
    do throws(ImageCodecs.DecodingError) {
      return try decode(bytes, options: options ?? settings.effectiveDecoding) {
        header throws(ImageCodecs.DecodingError) in admit(try settings.byteCount(of: header))
      }
    } catch {
      throw DatasetError(.invalidInput, "\(name): \(error.message); \(error.remedy)")
    }
  }
}
