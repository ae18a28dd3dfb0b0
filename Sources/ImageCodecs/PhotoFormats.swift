internal import ImageCore

/// The decoder of one format. It checks the size in the file's header against `DecodingOptions.pixelLimit` before it
/// allocates memory for the picture.
protocol PhotoFormat: Sendable {
  /// Name, file extensions and signatures.
  var format: FileFormat { get }

  /// Whether this build of the program has the library that decodes the format.
  var isBuiltIn: Bool { get }

  /// Returns the colour profile in a file; nil if it has none.
  func colourProfile(of file: Span<UInt8>) -> ColourProfile?

  /// Decodes a file that begins with one of the format's signatures.
  ///
  /// - Parameters:
  ///   - memory: what decoders keep from one file to the next; it has no effect on the result.
  ///   - admit: called with what the header says, before anything is allocated for the pixels; an error that it throws
  ///     ends the decoding.
  /// - Throws: `DecodingError` for anything that is not a whole picture.
  func decode(
    _ file: Span<UInt8>, options: DecodingOptions, reusing memory: inout DecoderMemory,
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void
  ) throws(DecodingError) -> DecodedPhoto
}

extension PhotoFormat {
  var isBuiltIn: Bool { true }

  func colourProfile(of file: Span<UInt8>) -> ColourProfile? { nil }
}

/// What decoders keep from one file to the next.
struct DecoderMemory: ~Copyable {
  var jpeg = JPEGDecoder()
}

/// The formats that are decoded, one a line. The first one whose signature a file has decodes it.
enum PhotoFormats {
  static let all: [any PhotoFormat] = [
    JPEGFormat(),
    PNGFormat(),
    LibraryFormat.webp,
    LibraryFormat.heic,
    LibraryFormat.avif,
    LibraryFormat.tiff,
    LibraryFormat.gif,
    BMPFormat(),
    PNMFormat(),
  ]
}

struct JPEGFormat: PhotoFormat {
  var format: FileFormat { .jpeg }

  func colourProfile(of file: Span<UInt8>) -> ColourProfile? { jpegColourProfile(of: file) }

  func decode(
    _ file: Span<UInt8>, options: DecodingOptions, reusing memory: inout DecoderMemory,
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void
  ) throws(DecodingError) -> DecodedPhoto {
    try memory.jpeg.decode(file, options: options, admitting: admit)
  }
}

struct PNGFormat: PhotoFormat {
  var format: FileFormat { .png }

  func colourProfile(of file: Span<UInt8>) -> ColourProfile? { pngColourProfile(of: file) }

  func decode(
    _ file: Span<UInt8>, options: DecodingOptions, reusing memory: inout DecoderMemory,
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void
  ) throws(DecodingError) -> DecodedPhoto {
    try decodePNG(file, options: options, admitting: admit)
  }
}

extension FileFormat {
  public static let jpeg = FileFormat(
    name: "JPEG", fileExtensions: ["jpg", "jpeg", "jpe", "jfif"], signatures: ["\u{FF}\u{D8}\u{FF}"])
  public static let png = FileFormat(
    name: "PNG", fileExtensions: ["png"], signatures: ["\u{89}PNG\r\n\u{1A}\n"])
}
