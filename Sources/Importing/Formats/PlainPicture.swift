internal import Checksums
internal import DatasetFormat
internal import ImageCodecs
internal import ImageCore
internal import Processors

/// A picture that is an image already, grey or colour, which is taken as it is.
struct PlainPicture: Sendable {
  let type: ExampleType
  let samples: [UInt8]
  /// The SHA-256 of the picture's file.
  let digest: SHA256Digest

  /// The number of pictures that are decoded at a time.
  private static let pieceCount = 32

  /// Decodes pictures on all cores, and hands them on one by one, in their order.
  ///
  /// - Parameter file: returns the name for messages and the bytes of a picture's file.
  /// - Throws: what the functions throw; `ImportError` for a file that is no such picture; `CancellationError`.
  static func readAll(
    _ count: Int, file: @escaping @Sendable (Int) throws -> (name: String, bytes: [UInt8]),
    consume: (Int, PlainPicture) throws -> Void
  ) async throws {
    let pieces = stride(from: 0, to: count, by: pieceCount).map { $0..<min($0 + pieceCount, count) }
    try await Parallel.inOrder(pieces.count) { piece in
      var decoder = PhotoDecoder()
      var hasher = SHA256Hasher()
      var pictures: [PlainPicture] = []
      for index in pieces[piece] {
        let (name, bytes) = try file(index)
        pictures.append(try PlainPicture(bytes, name: name, &decoder, &hasher))
      }
      return pictures
    } consume: { piece, pictures in
      for (index, picture) in zip(pieces[piece], pictures) { try consume(index, picture) }
    }
  }

  private init(_ bytes: [UInt8], name: String, _ decoder: inout PhotoDecoder, _ hasher: inout SHA256Hasher)
    throws(ImportError)
  {
    let picture: DecodedImage
    do throws(DecodingError) {
      picture = try decoder.decode(
        bytes, options: DecodingOptions(pixelLimit: ExampleType.largestPixelCount)
      ).image
    } catch {
      throw ImportError(name, error.description)
    }
    guard case .eightBit(let samples) = picture.samples, picture.orientation == .upright, !picture.isLinear,
      picture.kind == .grey || picture.kind == .rgb, ExampleType.supports(picture.size)
    else {
      throw ImportError(
        name,
        "the picture is transparent, turned, too large or no plain grey or RGB of 8 bits, so that it cannot be taken as it "
          + "is; make images of the pictures with 'fmbuild convert'")
    }
    type = ExampleType(size: picture.size, channels: picture.kind == .grey ? .grey : .rgb)
    self.samples = samples
    digest = hasher.digest(bytes.span)
  }
}
