/// Turns the bytes of JPEG and PNG files into samples. Make one for each thread that decodes, and keep it.
///
/// What a file is, is told by its first bytes. Any bytes at all give a photo or an error, and the same bytes give the
/// same, whatever was decoded before.
///
///     var decoder = PhotoDecoder()
///     let photo = try decoder.decode(bytes)
public struct PhotoDecoder: ~Copyable {
  private var jpeg = JPEGDecoder()

  public init() {}

  /// Decodes one file.
  ///
  /// JPEG samples are libjpeg's, with its accurate transform and smooth upsampling: grey, RGB or ink. PNG samples are
  /// the stored ones, 1, 2 and 4 bits spread to 8; a palette becomes RGB; a transparent colour becomes alpha. Nothing
  /// is turned, mixed with a ground or converted between colour spaces: `image` says what it is.
  ///
  /// A JPEG in which nothing but the end marker is missing is whole, and taken with a warning. Where data are missing
  /// or contradict themselves, it is refused, or, by `options`, taken with a warning.
  ///
  /// - Throws: `DecodingError`, with any of its codes.
  /// - Complexity: O(pixels) and O(bytes). The size is checked before there is memory taken for it, and what a file
  ///   announces but does not hold costs nothing.
  public mutating func decode(
    _ file: Span<UInt8>, options: DecodingOptions = DecodingOptions()
  ) throws(DecodingError) -> DecodedPhoto {
    switch try fileFormat(of: file) {
    case .jpeg: try jpeg.decode(file, options: options)
    case .png: try decodePNG(file, options: options)
    }
  }

  /// Decodes one file, as the function above does.
  public mutating func decode(
    _ file: [UInt8], options: DecodingOptions = DecodingOptions()
  ) throws(DecodingError) -> DecodedPhoto {
    try decode(file.span, options: options)
  }
}
