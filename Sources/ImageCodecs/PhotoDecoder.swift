public import ImageCore

/// A decoder of photo files in all formats of `FileFormat.all`. Make one for each thread that decodes, and keep it.
///
/// A file's format is determined by its first bytes. Any bytes at all give a photo or an error, and the same bytes
/// give the same result, whatever was decoded before.
///
///     var decoder = PhotoDecoder()
///     let photo = try decoder.decode(bytes)
public struct PhotoDecoder: ~Copyable {
  private var memory = DecoderMemory()

  public init() {}

  /// Decodes one file.
  ///
  /// JPEG samples are libjpeg's, with its accurate transform and smooth upsampling: grey, RGB or CMYK. PNG samples
  /// are the stored ones, 1, 2 and 4 bits spread to 8; a palette becomes RGB; a transparent colour becomes alpha.
  /// The samples of the other formats are likewise what is stored, or what the format's own library decodes.
  /// Nothing is turned, mixed with a background or, unless the options say so, converted between colour spaces; `image`
  /// records the orientation and the kind of samples. Only HEIC and AVIF come upright, as their orientation is part of decoding.
  ///
  /// A JPEG that lacks only the end marker is whole, and accepted with a warning. A JPEG whose data are missing in
  /// part or contradict themselves is refused, or, if `options` say so, accepted with a warning.
  ///
  /// - Parameter admit: called with what the header says, after it was checked and before anything is allocated for
  ///   the pixels; an error that it throws ends the decoding.
  /// - Throws: `DecodingError`, with any of its codes.
  /// - Complexity: O(pixels) and O(bytes). The size is checked before memory is allocated for it, and pixels that a
  ///   file announces but does not hold cost nothing.
  public mutating func decode(
    _ file: Span<UInt8>, options: DecodingOptions = DecodingOptions(),
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void = { _ in }
  ) throws(DecodingError) -> DecodedPhoto {
    let format = try photoFormat(of: file)
    let photo = try format.decode(file, options: options, reusing: &memory, admitting: admit)
    guard let profile = format.colourProfile(of: file), !profile.isStandardRGB, let name = profile.name else {
      return photo
    }
    let converted = options.convertsColours ? profile.convertedToStandardRGB(photo.image, of: file) : nil
    return DecodedPhoto(
      image: converted ?? photo.image, format: photo.format, storedSize: photo.storedSize,
      warnings: photo.warnings + [
        converted == nil ? .otherColours(profile: name) : .convertedColours(profile: name)
      ])
  }

  /// Decodes one file, as the function above does.
  public mutating func decode(
    _ file: [UInt8], options: DecodingOptions = DecodingOptions(),
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void = { _ in }
  ) throws(DecodingError) -> DecodedPhoto {
    try decode(file.span, options: options, admitting: admit)
  }
}

/// The result of decoding one file.
public struct DecodedPhoto: Sendable, Equatable {
  /// The decoded picture, not yet upright; smaller than `storedSize` only if shrinking was asked for.
  public let image: DecodedImage
  public let format: FileFormat
  /// The size in the file's header in pixels, before shrinking and before turning upright.
  public let storedSize: Size
  /// The irregularities of the file; empty for nearly every file.
  public let warnings: [DecodingWarning]
}
